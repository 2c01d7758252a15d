import * as z from "zod"
import { Actor } from "./actor.ts"
import { Tables } from "./criteria.ts"
import { leavesOf } from "./criteria-rule.ts"
import { Kind as Decided, nothing } from "./decision.ts"
import { Departments } from "./department.ts"
import { Fault, type Field, missing } from "./fault.ts"
import { Log } from "./log.ts"
import { Meter } from "./meter.ts"
import { beforeClosing } from "./phase.ts"
import { Secret } from "./secret.ts"
import { Snapshots } from "./snapshot.ts"
import { type Once, Table } from "./table.ts"
import { Text } from "./text.ts"
import { Root, Seat, Years } from "./year.ts"

const Code = Text.Known()
const paper = { paper: Text.Name(100), reason: Text.Prose(1_000) }
/** Whom it concerns: a hold where `code` is null, else a disqualification by the bloc's disqualifier with this code. */
const About = { seat: Seat, code: Code.nullable() }
/** A hold or disqualification in the agency's own field, which is the leaves that it verifies: for one of them, with its paper's number. */
export const Line = z.strictObject({ ...About, leaf: Code, ...paper })
export const Lift = z.strictObject({ ...About, ...paper })
const Entered = z.object({ seat: z.string(), code: z.string().nullable(), leaf: z.string(), paper: z.string(), reason: z.string() })
/** What the agency has entered and not lifted, and the disqualifiers that the bloc has; `rival`: a member enters nothing. */
export const Shown = z.object({
  lines: z.array(Entered),
  disqualifiers: z.array(z.object({ code: z.string(), name: z.string() })),
  rival: z.boolean(),
})

type Stored = ReturnType<(typeof Decided)["read"]>

/** Root, lists, table and the own department's code, where it is an agency of the year. Fault `missing`. */
async function place(year: string) {
  if (!(await Years.verified()).some((one) => one.year === year)) missing()
  const { department } = Actor.person()
  const [root, old, code] = await Promise.all([Root.get({ year }), Decided.find({ year }), Departments.codeOf(department)])
  const criteria = await Tables.adopted(year, Secret.hex(root.table ?? missing()))
  const lists = old ?? { ...nothing, v: 0 }
  // Another table may leave it nothing to verify; what it entered before is still its own.
  if (!Tables.agencies(criteria).includes(code) && !linesOf(lists, code).length) missing()
  return { root, old: lists, by: code, criteria, own: Years.seatIn(root, department) }
}
type Place = Awaited<ReturnType<typeof place>>

const linesOf = ({ held, disqualified }: Pick<Stored, "held" | "disqualified">, agency: string) =>
  [...held.map((line) => ({ ...line, code: null })), ...disqualified].flatMap(({ seat, code, leaf, paper, reason, by }) =>
    by === agency && leaf && paper ? [{ seat, code, leaf, paper, reason: reason ?? "" }] : [],
  )

const shown = ({ old, by, criteria, own }: Place) => ({
  lines: linesOf(old, by),
  disqualifiers: criteria.rules.disqualifiers.map(({ code, name }) => ({ code, name })),
  rival: own !== undefined,
})

/** What the own department entered in its field. Fault `missing`. */
export async function read(year: string) {
  Actor.need("field.read")
  return shown(await place(year))
}

/** Leaves that it verifies and that apply to the unit, and a disqualifier that there is. */
async function flaws(year: string, { by, criteria }: Place, { seat, code, leaf }: z.output<typeof Line>): Promise<Field[]> {
  const unit = (await Years.names(year, [seat])).seats[seat]?.code ?? missing()
  const asked = Tables.asked(criteria, unit)
  const own = leavesOf(criteria.table).some((one, i) => one.verifier === by && one.code === leaf && asked[i])
  const known = code === null || criteria.rules.disqualifiers.some((one) => one.code === code)
  return [
    ...(own && unit !== by ? [] : [{ in: "json", path: "/leaf", code: "field.leaf" } as const]),
    ...(known ? [] : [{ in: "json", path: "/code", code: "file.reference" } as const]),
  ]
}

const same = (line: { seat: string; code?: string | null }, { seat, code }: { seat: string; code: string | null }) =>
  line.seat === seat && (line.code ?? null) === code

/** Bytes of what is decided beyond which agencies enter nothing more, half of what an item takes: the votes stand there too. */
const most = 200_000

/**
 * Enters a hold or a disqualification, never by one member against another. Faults `missing`, `decision.rival`, `decision.closed`,
 * `field.stands`, `field.many`, `field.leaf`, `file.reference`.
 */
export async function enter(year: string, given: z.output<typeof Line>, once: Once) {
  Actor.need("field.enter")
  return act(year, "field.enter", given, once, (at) => {
    const { held, disqualified } = at.old
    const { seat, code, ...rest } = given
    if ((code === null ? held : disqualified).some((line) => same(line, given))) throw new Fault("field.stands")
    if (Meter.bytes(at.old) > most) throw new Fault("field.many")
    return code === null
      ? { held: [...held, { seat, passedOn: false, ...rest, by: at.by }] }
      : { disqualified: [...disqualified, { seat, code, ...rest, by: at.by }] }
  })
}

/** Lifts what the agency itself has entered, by a paper too. Faults `missing`, `decision.rival`, `decision.closed`, `field.none`. */
export async function lift(year: string, given: z.output<typeof Lift>, once: Once) {
  Actor.need("field.lift")
  return act(year, "field.lift", given, once, ({ old: { held, disqualified }, by }) => {
    const mine = (line: { seat: string; code?: string; by?: string | undefined }) => line.by === by && same(line, given)
    if (!(given.code === null ? held : disqualified).some(mine)) throw new Fault("field.none")
    return given.code === null ? { held: held.filter((line) => !mine(line)) } : { disqualified: disqualified.filter((line) => !mine(line)) }
  })
}

type Lists = Partial<Pick<Stored, "held" | "disqualified">>
type Told = z.output<typeof Lift> & { leaf?: string }

/** One change of the lists with its log entry; read anew where somebody else has decided meanwhile. The same act again gets its answer. */
async function act(year: string, name: "field.enter" | "field.lift", given: Told, once: Once, to: (at: Place) => Lists) {
  return Table.anew(
    async () => {
      const at = await place(year)
      if (at.own !== undefined) throw new Fault("decision.rival")
      // What is entered keeps its reason; of what is lifted nothing is left but the log.
      const why = given.leaf === undefined ? `${given.paper}: ${given.reason}` : given.paper
      const fields = given.leaf === undefined ? [] : await flaws(year, at, { ...given, leaf: given.leaf })
      if (fields.length) throw new Fault("input.invalid", fields)
      const { v, ...rest } = at.old
      const { lists, refused } = attempt(() => to(at))
      // What stands in the way is told by the write, which knows the same act again first.
      const part = Decided.put({ year }, { ...rest, ...lists }, refused ? -1 : v, refused?.code ?? "year.moved", once)
      const made = await Snapshots.write(year, at.root, [{ item: v ? at.old : undefined }], part, [
        Root.change({ year }, { add: { decisions: 1 } }, [
          ["phase", beforeClosing, "decision.closed"],
          Snapshots.same(at.root),
          Years.allOf(at.root.seats),
        ]),
        Log.entry(year, name, { of: given.seat, to: given.code === null ? "held" : "disqualified", why, once }),
      ])
      return shown({ ...at, old: made })
    },
    undefined,
    "year.moved",
  )
}

function attempt(work: () => Lists): { lists?: Lists; refused?: Fault } {
  try {
    return { lists: work() }
  } catch (error) {
    if (error instanceof Fault) return { refused: error }
    throw error
  }
}

export * as Fields from "./field.ts"
