import { edge } from "./edge.ts"

/** The pages. Vite names what stands in assets/ by its content, so it is kept for good; pages that are open at a deployment still find theirs. */
export const web = new sst.aws.StaticSite("Web", {
  path: "packages/web",
  build: { command: "npx vite build", output: "dist" },
  router: { instance: edge },
  assets: {
    purge: false,
    fileOptions: [
      { files: "**", cacheControl: "no-cache" },
      { files: "assets/**", cacheControl: "public, max-age=31536000, immutable" },
    ],
  },
  invalidation: false,
  transform: { assets: { access: "cloudfront", cors: false } },
})
