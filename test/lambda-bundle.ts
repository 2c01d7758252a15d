import { copyFile, mkdir } from "node:fs/promises"
import { join, resolve } from "node:path"
import { build } from "esbuild"
import { copied } from "../packages/functions/src/copied.ts"

const project = resolve(import.meta.dirname, "..")
/** SST begins every bundle with these. */
const banner = `import { createRequire as topLevelCreateRequire } from "module";
const require = topLevelCreateRequire(import.meta.url);
import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"
const __filename = topLevelFileUrlToPath(import.meta.url)
const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))
`

/** Makes bundle.mjs in `folder` in the way `sst deploy` does, from lambda.ts or another entry; gives its size and what it is made of. */
export async function bundle(folder: string, entry = join(project, "packages/functions/src/lambda.ts")) {
  await mkdir(folder, { recursive: true })
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: join(folder, "bundle.mjs"),
    bundle: true,
    minify: true,
    keepNames: true,
    platform: "node",
    format: "esm",
    mainFields: ["module", "main"],
    banner: { js: banner },
    metafile: true,
    absWorkingDir: project,
    logLevel: "silent",
  })
  for (const { from, to } of copied) await copyFile(join(project, from), join(folder, to))
  const [{ bytes, inputs }] = Object.values(metafile.outputs) as [(typeof metafile.outputs)[string]]
  return { bytes, inputs: Object.keys(inputs) }
}
