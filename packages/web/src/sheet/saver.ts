import { createEffect, createSignal, on, onCleanup } from "solid-js"
import { type Answer, over, refusal, type Refused } from "../api.ts"
import { expired, me, other, resume } from "../session.ts"
import { keep, kept } from "./kept.ts"

export type State = "idle" | "dirty" | "saving" | "saved" | "offline" | "stale" | "refused"
type Header = ReturnType<typeof over>
export type Saving<T> = {
  etag: string
  read: () => T
  put: (json: T, header: Header) => Promise<Answer<unknown>>
  again: () => Promise<Answer<unknown>>
  /** Under which name it is kept in the browser until it is saved, and how it comes back from there. */
  kept?: { name: string; restore: (json: T) => void } | undefined
}
/** What the screen sees of a saver. */
export type Saver = {
  state: () => State
  refused: () => Refused | undefined
  savedAt: () => string
  etag: () => string
  unsaved: () => boolean
  touch: () => void
  flush: () => Promise<void>
  keepMine: () => Promise<void>
  /** Takes the version that stands now for what was typed, and sends nothing: the page is made anew over it. */
  rebase: () => Promise<void>
  /** Forgets what was typed and not saved. */
  drop: () => void
}

/** Rest after the last key before a save goes out, and between two tries without a connection. */
const [pause, retry] = [700, 8_000]
/** Whether another window has renewed the session for the same person in the same department. */
async function renewed() {
  const before = me()?.csrf
  const now = await resume().catch(() => undefined)
  return !!now && !other() && now.csrf !== before
}
/** What may be better the next time, without anybody's doing. */
const passes = (code: string) => code === "lost" || code === "unavailable" || code === "internal"

/**
 * Saves by itself, one at a time, each over the last one's ETag. A save that got no answer is sent again as it was, under its own key,
 * before anything newer; what was typed meanwhile stays in the cells.
 */
class Saves<T> {
  readonly #of: Saving<T>
  readonly #state = createSignal<State>("idle")
  readonly #refused = createSignal<Refused>()
  readonly #savedAt = createSignal("")
  #dirty = false
  #sent: { json: T; header: Header } | undefined
  #running: Promise<void> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #etag: string

  constructor(of: Saving<T>) {
    this.#of = of
    this.#etag = of.etag
    const left = of.kept && kept<{ json: T; etag: string }>(of.kept.name)
    if (!left) return
    // Over the version that it was typed on: where somebody has saved meanwhile, one is asked.
    this.#etag = left.etag
    of.kept!.restore(left.json)
    this.touch()
  }
  state = () => this.#state[0]()
  refused = () => this.#refused[0]()
  savedAt = () => this.#savedAt[0]()
  etag = () => this.#etag
  unsaved = () => this.#dirty || !!this.#sent

  touch = () => {
    this.#dirty = true
    this.#keep()
    if (this.state() === "stale") return
    if (this.state() !== "offline") this.#state[1]("dirty")
    this.#later(pause)
  }
  flush = () => {
    this.stop()
    return (this.#running ??= this.#work().finally(() => (this.#running = undefined)))
  }
  /** Saves over what somebody else has saved meanwhile. */
  keepMine = async () => {
    await this.rebase()
    await this.flush()
  }
  rebase = async () => {
    this.#etag = (await this.#of.again()).etag
    this.#keep()
  }
  drop = () => {
    this.stop()
    this.#dirty = false
    this.#sent = undefined
    this.#keep()
  }
  stop = () => clearTimeout(this.#timer)

  #keep() {
    const { kept: name } = this.#of
    if (name) keep(name.name, this.unsaved() ? { json: this.#of.read(), etag: this.#etag } : undefined)
  }
  #later(ms: number) {
    this.stop()
    this.#timer = setTimeout(() => void this.flush(), ms)
  }
  async #work() {
    while (this.unsaved()) {
      if (other() && !(await renewed())) return void this.#state[1]("refused")
      this.#sent ??= { json: this.#of.read(), header: over(this.#etag) }
      this.#dirty = false
      this.#state[1]("saving")
      try {
        this.#etag = (await this.#of.put(this.#sent.json, this.#sent.header)).etag
      } catch (error) {
        if (await this.#failed(refusal(error))) continue
        return
      }
      this.#sent = undefined
      this.#keep()
      this.#refused[1](undefined)
      this.#savedAt[1](new Date().toISOString())
      this.#state[1]("saved")
    }
  }
  /** True when it may go out again at once. */
  async #failed(error: Refused) {
    this.#refused[1](error)
    if (error.code === "origin.foreign" && (await renewed())) return true
    this.#state[1](passes(error.code) ? "offline" : error.code === "version.stale" ? "stale" : "refused")
    this.#dirty = true
    if (passes(error.code)) this.#later(retry)
    else if (error.code !== "session.absent") this.#sent = undefined
    return false
  }
}

/** A saver for the screen that makes it: it also saves when the network or the session is back, and warns before the window closes. */
export function saver<T>(of: Saving<T>): Saver {
  const saves = new Saves(of)
  const back = () => void (saves.unsaved() && saves.flush())
  const warn = (event: Event) => saves.unsaved() && event.preventDefault()
  addEventListener("online", back)
  addEventListener("beforeunload", warn)
  createEffect(on(expired, (now, before) => before && !now && back(), { defer: true }))
  onCleanup(() => {
    saves.stop()
    removeEventListener("online", back)
    removeEventListener("beforeunload", warn)
  })
  return saves
}
