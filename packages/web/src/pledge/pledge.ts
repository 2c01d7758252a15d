import type { InferResponseType } from "hono/client"
import { api } from "../api.ts"

/** The pledge's own addresses. */
export const at = api.years[":year"].pledge
export type Pledge = InferResponseType<typeof at.$get>
export type Target = Pledge["targets"][number]
export type Signatures = InferResponseType<typeof at.signatures.$get>["items"]
export type Signature = Signatures[number]
