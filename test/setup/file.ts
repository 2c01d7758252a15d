import { vi } from "vitest"
import { Id } from "../../packages/core/src/id.ts"
import { begin } from "../stored.ts"

// A worker takes file after file: what one changes outside of its table, the next one finds, unless it is set back here or there.
vi.useRealTimers()
vi.unstubAllGlobals()
Id.moment(0) // so far back that it is followed: the next one is the clock's again
await begin()
