import { copyFile, mkdir } from "node:fs/promises"
import { join, resolve } from "node:path"
import { build } from "esbuild"
import { copied, unasked } from "../packages/functions/src/bundling.ts"

const project = resolve(import.meta.dirname, "..")
/** SST begins every bundle with these. */
const banner = `import { createRequire as topLevelCreateRequire } from "module";
const require = topLevelCreateRequire(import.meta.url);
import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"
const __filename = topLevelFileUrlToPath(import.meta.url)
const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))
`

/** As one file, what a function is bundled to otherwise; in parts, as infra/api.ts asks SST to: each group of routes loads by itself. */
const forms = { parts: { splitting: true, keepNames: false, external: unasked }, one: { splitting: false, keepNames: true } }

/** Makes bundle.mjs in `folder` in the way `sst deploy` does, from lambda.ts or another entry; gives the size of all and what it is made of. */
export async function bundle(
  folder: string,
  entry = join(project, "packages/functions/src/lambda.ts"),
  form: keyof typeof forms = "parts",
) {
  await mkdir(folder, { recursive: true })
  const { metafile } = await build({
    entryPoints: { bundle: entry },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    minify: true,
    platform: "node",
    format: "esm",
    mainFields: ["module", "main"],
    banner: { js: banner },
    metafile: true,
    absWorkingDir: project,
    logLevel: "silent",
    ...forms[form],
  })
  for (const { from, to } of copied) await copyFile(join(project, from), join(folder, to))
  const made = Object.values(metafile.outputs)
  const bytes = made.reduce((sum, one) => sum + one.bytes, 0)
  return { bytes, inputs: made.flatMap(({ inputs }) => Object.keys(inputs)) }
}
