import { begin } from "../stored.ts"

await begin()
