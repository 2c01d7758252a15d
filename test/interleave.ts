import { AsyncLocalStorage } from "node:async_hooks"
import { setImmediate as turn } from "node:timers/promises"
import type { Scheduler } from "fast-check"
import { type Between, between } from "./inject.ts"

/** Somebody at work: how many of its calls stand before the store, and whether it is through. */
type Worker = { name: string; calls: number; through: boolean }
const acting = new AsyncLocalStorage<Worker>()
const sessionIn = ({ Key }: Record<string, unknown>) => /^G#S#.*/.exec(`${(Key as { pk?: string } | undefined)?.pk}`)?.[0]

/** Lets a call go when the scheduler draws it; sessions are looked up once, by whoever comes first. */
function gate(scheduler: Scheduler) {
  const sessions: Record<string, ReturnType<Between>> = {}
  const state = { changed: () => {}, atStore: Promise.resolve() as Promise<unknown> }
  const mind: Between = async (call, next, command) => {
    const worker = acting.getStore()
    const session = sessionIn(call.input)
    if (!worker) return next(call)
    if (session) return (sessions[session] ??= next(call))
    worker.calls++
    state.changed()
    await scheduler.schedule(Promise.resolve(), `${worker.name} ${command}`)
    worker.calls--
    const answer = next(call)
    state.atStore = answer.catch(() => undefined)
    return answer
  }
  return { state, mind }
}

/**
 * Lets everybody's calls to the store happen one after the other, in the order that the scheduler draws: a call is let go only when
 * whoever is at work stands before one.
 */
export async function interleaved(scheduler: Scheduler, works: readonly (() => Promise<void>)[]) {
  const { state, mind } = gate(scheduler)
  const workers = works.map((_, i): Worker => ({ name: `${i}`, calls: 0, through: false }))
  const begin = (worker: Worker, work: () => Promise<void>) =>
    acting.run(worker, work).finally(() => {
      worker.through = true
      state.changed()
    })
  await between(mind, async () => {
    const done = Promise.all(workers.map((worker, i) => begin(worker, works[i]!)))
    done.catch(() => undefined)
    while (workers.some(({ through }) => !through)) {
      if (workers.some(({ calls, through }) => !calls && !through)) await new Promise<void>((changed) => (state.changed = changed))
      else {
        await scheduler.waitNext(1)
        await turn()
        await state.atStore
        await turn()
      }
    }
    await done
  })
}
