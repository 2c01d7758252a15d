import { me } from "../session.ts"

const start = "unsaved/"
/** What was typed and is not saved yet, in this browser, under who typed it: it outlives a reload and is nobody else's. */
const place = (name: string) => {
  const who = me()
  return who?.department && `${start}${who.id}/${who.department.id}/${name}`
}

/** What is kept under a name; undefined where there is nothing, or nothing that can be read. */
export function kept<T>(name: string): T | undefined {
  const at = place(name)
  try {
    return at ? ((JSON.parse(localStorage.getItem(at) ?? "null") as T | null) ?? undefined) : undefined
  } catch {
    return undefined
  }
}

/** Keeps something until it is saved; undefined forgets it. A browser without room for it keeps it on the page alone. */
export function keep(name: string, value: unknown) {
  const at = place(name)
  if (!at) return
  try {
    if (value === undefined) localStorage.removeItem(at)
    else localStorage.setItem(at, JSON.stringify(value))
  } catch {
    localStorage.removeItem(at)
  }
}

/** Forgets whatever anybody has left here: whoever signs out leaves nothing behind. */
export function forgetKept() {
  for (const name of Object.keys(localStorage)) if (name.startsWith(start)) localStorage.removeItem(name)
}
