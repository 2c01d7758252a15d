import { createRoot, createSignal } from "solid-js"
import { api, ask } from "./api.ts"
import { load } from "./load.ts"

const [wanted, want] = createSignal<true>()
/** The accounts of a demonstration, read once, when a sign-in page wants them; a store that is none refuses. */
export const demonstration = createRoot(() => load(wanted, () => ask(() => api.demonstration.$get())))
export const seek = () => want(true)
