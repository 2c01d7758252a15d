import { createSignal } from "solid-js"
import { api, ask, over, refusal, type Refused } from "../api.ts"
import { keep, kept } from "./kept.ts"

const notes = api.years[":year"].notes[":sheet"]
type Place = { c: number; i: number }
const keyOf = ({ c, i }: Place) => `${c}.${i}`

/** Notes on a sheet's cells, each saved by itself once one leaves it. `sheets` names each column's sheet as the server knows it. */
export function noting(year: string, sheets: Readonly<Record<number, string>>) {
  const [texts, setTexts] = createSignal<ReadonlyMap<string, string>>(new Map())
  const [refused, refuse] = createSignal<Refused>()
  const [busy, setBusy] = createSignal(false)
  const [saved, etags] = [new Map<string, string>(), new Map<string, string>()]
  const name = `${year}/notes/${Object.values(sheets).join(" ")}`
  const text = (c: number, i: number) => texts().get(keyOf({ c, i })) ?? ""
  const dirty = () => [...texts()].filter(([key, text]) => text.trim() !== (saved.get(key) ?? ""))
  const known = (c: number, found: readonly { leaf: string; text: string; etag: string }[]) => {
    for (const { leaf, text, etag } of found) {
      saved.set(`${c}.${leaf}`, text)
      etags.set(`${c}.${leaf}`, etag)
    }
  }
  async function read() {
    const all = await Promise.all(
      Object.entries(sheets).map(async ([c, sheet]) => {
        const { value } = await ask(() => notes.$get({ param: { year, sheet } }))
        known(Number(c), value.notes)
      }),
    ).then(
      () => undefined,
      (error: unknown) => refusal(error),
    )
    refuse(all)
    // What was typed before a reload, and what is being typed, stands over what is stored.
    setTexts((typed) => new Map([...saved, ...Object.entries(kept<Record<string, string>>(name) ?? {}), ...typed]))
    if (dirty().length) void flush()
  }
  async function put(key: string, text: string) {
    const [c = "", leaf = ""] = key.split(".")
    const param = { year, sheet: sheets[Number(c)]!, leaf }
    const header = over(etags.get(key) ?? "")
    const error = await ask(() => notes[":leaf"].$put({ param, header, json: { text } })).then(
      ({ etag }) => (saved.set(key, text), etags.set(key, etag), undefined),
      (reason: unknown) => refusal(reason),
    )
    // Somebody else's note stands there: one sees so, and saves over it with the next change.
    if (error?.code === "version.stale") {
      const now = await ask(() => notes[":leaf"].$get({ param })).catch(() => undefined)
      if (now) etags.set(key, now.etag)
    }
    refuse(error)
    return !error
  }
  async function saveAll() {
    setBusy(true)
    for (const [key, text] of dirty()) if (!(await put(key, text.trim()))) break
    keep(name, dirty().length ? Object.fromEntries(dirty()) : undefined)
    setBusy(false)
  }
  let work = Promise.resolve()
  /** One after the other: each needs the last one's ETag. */
  const flush = () => (work = work.then(saveAll))
  void read()
  return {
    text,
    refused,
    busy,
    flush,
    unsaved: () => dirty().length > 0,
    type(c: number, i: number, text: string) {
      setTexts((before) => new Map(before).set(keyOf({ c, i }), text))
      keep(name, Object.fromEntries(dirty()))
    },
    /** The notes of a column as they are handed in. */
    reasons: (c: number) =>
      Object.fromEntries(
        [...texts()].flatMap(([key, text]) => (key.startsWith(`${c}.`) && text.trim() ? [[key.slice(`${c}.`.length), text.trim()]] : [])),
      ),
  }
}
export type Noting = ReturnType<typeof noting>
