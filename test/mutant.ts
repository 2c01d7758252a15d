import { readFileSync } from "node:fs"
import { createRequire, registerHooks } from "node:module"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"
import type { Table } from "../packages/core/src/table.ts"
import type { app } from "../packages/functions/src/app.ts"
import { connection, curtly, single } from "./stored.ts"

/** One text of the product's source, and what stands in its place in a second reading of it. */
export type Mutant = { file: string; text: string; instead: string }
const packages = pathToFileURL(resolve(import.meta.dirname, "../packages")).href
/** Loaded by Node itself: the test runner would take the first reading for the second. */
const { natively } = createRequire(import.meta.url)("./natively.ts") as typeof import("./natively.ts")
let readings = 0

/** The application and its store in a second reading of the source with the mutant in it; fails where the text is not there just once. */
export async function reading({ file, text, instead }: Mutant, edge: Parameters<typeof app>[0]) {
  const [mark, home] = [`?reading=${++readings}`, `${packages}/${file}`]
  if (readFileSync(new URL(home), "utf8").split(text).length !== 2) throw new Error(`${file} does not have just once: ${text}`)
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context)
      return context.parentURL?.endsWith(mark) && found.url.startsWith(packages) ? { ...found, url: `${found.url}${mark}` } : found
    },
    load(url, context, next) {
      if (url !== `${home}${mark}`) return next(url, context)
      return { ...next(url, context), source: readFileSync(new URL(home), "utf8").replace(text, instead) }
    },
  })
  const [whole, core] = await Promise.all(
    ["functions/src/app.ts", "core/src/table.ts"].map((path) => natively(`${packages}/${path}${mark}`)),
  )
  const { Table: store } = core as { Table: typeof Table }
  store.connect(connection)
  curtly(store.stack())
  single(store.stack())
  return { api: (whole as { app: typeof app }).app(edge), store }
}
