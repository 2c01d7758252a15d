import { buildAll, prepare, run } from "./prepare.mjs"

// Builds what the deployment carries, then hands over to SST: npm run deploy -- --stage production
const node = await prepare({ java: false })
await buildAll(node)
process.exitCode = await run(node, ["node_modules/sst/bin/sst.mjs", "deploy", ...process.argv.slice(2)])
