import { copied, unasked } from "../packages/functions/src/bundling.ts"
import { edge } from "./edge.ts"
import { store } from "./store.ts"

/** What the cursors of lists are signed with: `npx sst secret set CursorSecret`, at least 32 characters. */
const cursorSecret = new sst.Secret("CursorSecret")

export const api = new sst.aws.Function("Api", {
  handler: "packages/functions/src/lambda.handler",
  runtime: "nodejs24.x",
  architecture: "arm64",
  memory: "1024 MB",
  timeout: "20 seconds",
  link: [store, cursorSecret],
  environment: { PUBLIC_ORIGIN: edge.url },
  // In parts, so that a cold start reads and makes what its route wants alone; without what is never asked for, nor helpers that keep the names of functions.
  nodejs: { minify: true, splitting: true, esbuild: { keepNames: false, external: unasked } },
  copyFiles: copied,
  logging: { retention: "3 months" },
  url: { cors: false, router: { instance: edge, path: "/api" } },
  // SST lets the whole account take this role, which only `sst dev` needs.
  ...(!$dev && {
    transform: { role: { assumeRolePolicy: $jsonStringify(aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" })) } },
  }),
})
