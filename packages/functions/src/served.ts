import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"

/** The files that the API serves as they stand, each with where the sources have it. In Lambda they lie beside the bundle, bundling.ts says which. */
export const sources = {
  "openapi.json": () => fileURLToPath(new URL("../openapi.json", import.meta.url)),
  "swagger-ui.css": () => packaged("swagger-ui-dist/swagger-ui.css"),
  "swagger-ui-bundle.js": () => packaged("swagger-ui-dist/swagger-ui-bundle.js"),
}

const packaged = (path: string) => createRequire(import.meta.url).resolve(path)

/** The bytes of one of them. */
export function served(name: keyof typeof sources) {
  const beside = fileURLToPath(new URL(name, import.meta.url))
  return readFile(existsSync(beside) ? beside : sources[name]())
}
