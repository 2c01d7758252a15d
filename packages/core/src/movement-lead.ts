import { Actor } from "./actor.ts"
import { Fault } from "./fault.ts"
import { Log } from "./log.ts"
import type { Line } from "./movement-room.ts"
import { phases } from "./phase.ts"
import type { Action } from "./right.ts"
import { type Must, type Once, type Part, unmet } from "./table.ts"
import { Root, Years } from "./year.ts"

/** What the write must prove for whoever launched it: the board, the bloc's present head, a leader of the department. Fault `right.denied`. */
export async function leading(action: Action, line: Line, once: Once): Promise<Part[]> {
  Actor.need(action)
  const parts = await led(action, line, once)
  if (!parts) throw new Fault("right.denied")
  return parts
}

/** The same, undefined where it is not the caller's; without a key for a look alone. */
export async function led(action: Action, { level, bloc }: Line, once?: Once): Promise<Part[] | undefined> {
  const { roles } = Actor.person()
  if (level === "province") return roles.includes("board") ? [] : undefined
  if (!roles.includes("leader")) return undefined
  return bloc ? heading(bloc, action, once) : []
}

const over = ["closed", "decided"]
const open = phases.filter((phase) => !over.includes(phase))

/** The own department heads this bloc in a year that is not over: the root says so again in the write, and the bloc's log that it acted. */
export async function heading(bloc: string, action: Action, once?: Once): Promise<Part[] | undefined> {
  for (const { year, seat } of await Years.mine()) {
    if ((await Years.names(year)).bloc !== bloc) continue
    const root = await Root.get({ year })
    const must: Must[] = [
      ["head", seat, "right.denied"],
      ["phase", open, "right.denied"],
      [`seats.${seat}.left`, undefined, "right.denied"],
    ]
    if (unmet(must, root)) continue
    return [Root.change({ year }, {}, must), Log.entry(year, action, { seat, ...(once && { once }) })]
  }
  return undefined
}

/** The own department sits in the newest year of this bloc that it knows, and has not left. */
export async function isMember(bloc: string) {
  for (const { year, seat } of await Years.mine())
    if ((await Years.names(year)).bloc === bloc) return !(await Root.get({ year })).seats[seat]?.left
  return false
}

export * as MovementLead from "./movement-lead.ts"
