import { createEffect, createSignal, on } from "solid-js"
import { type Answer, refusal, type Refused } from "./api.ts"

/** What is being read from the server: nothing yet, a value, or a refusal. */
export type Loading<T> = {
  value: () => T | undefined
  etag: () => string
  refused: () => Refused | undefined
  busy: () => boolean
  /** Reads again; what is shown stays until the new state is there. */
  again: () => Promise<void>
  /** Takes the state that a write has answered with. */
  put: (answer: Answer<T>) => void
}

/** Reads whenever the key changes; an answer that came too late for its key is left out. */
export function load<K, T>(key: () => K | undefined, call: (key: K) => Promise<Answer<T>>): Loading<T> {
  const [answer, put] = createSignal<Answer<T>>()
  const [refused, refuse] = createSignal<Refused>()
  const [busy, setBusy] = createSignal(false)
  let turn = 0
  async function again() {
    const [now, mine] = [key(), ++turn]
    if (now === undefined) return
    setBusy(true)
    const [found, error] = await call(now).then(
      (value) => [value, undefined] as const,
      (reason: unknown) => [undefined, refusal(reason)] as const,
    )
    if (mine !== turn) return
    if (found) put(found)
    refuse(error)
    setBusy(false)
  }
  createEffect(
    on(key, () => {
      put(undefined)
      refuse(undefined)
      void again()
    }),
  )
  return { value: () => answer()?.value, etag: () => answer()?.etag ?? "", refused, busy, again, put: (given) => void put(given) }
}

/** One act at a time, with what became of it. */
export function acting() {
  const [busy, setBusy] = createSignal(false)
  const [refused, refuse] = createSignal<Refused>()
  const [done, setDone] = createSignal(false)
  /** Gives the answer, or undefined when it was refused. */
  async function run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (busy()) return undefined
    setBusy(true)
    setDone(false)
    refuse(undefined)
    try {
      const answer = await work()
      setDone(true)
      return answer
    } catch (error) {
      refuse(refusal(error))
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { busy, refused, done, run, clear: () => (refuse(undefined), setDone(false)) }
}
export type Acting = ReturnType<typeof acting>
