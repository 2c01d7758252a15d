import { Actor } from "./actor.ts"
import { Appraisals, Kind as Appraised } from "./appraisal.ts"
import { sheets as written } from "./archive-sheet.ts"
import { Assembly, type Items } from "./assembly.ts"
import { Blocs } from "./bloc.ts"
import { BlocYear } from "./bloc-year.ts"
import { Tables } from "./criteria.ts"
import { Kind as Decided } from "./decision.ts"
import { Departments } from "./department.ts"
import { Fault, type Field, missing } from "./fault.ts"
import { at } from "./file-pointer.ts"
import { departmentsOf, named, paper, seatIn } from "./file-rule.ts"
import { Gate } from "./gate.ts"
import { Id } from "./id.ts"
import { Log } from "./log.ts"
import { Notes } from "./note.ts"
import { Pledges } from "./pledge.ts"
import { Results } from "./result.ts"
import { Secret } from "./secret.ts"
import { Table } from "./table.ts"
import { seatOf } from "./task-rule.ts"
import { type Names, Years } from "./year.ts"

/** What was said about a year, whatever the order in which a file says it; the names of province and departments are the platform's. */
function said(year: BlocYear) {
  const sorted = <T>(lines: readonly T[]) => lines.map((line) => Secret.canonical(line)).toSorted()
  const { province, format: _, ...rest } = year
  const lists = (["notApplicable", "struck", "marks", "disqualified", "held", "votes", "appraisal"] as const).map((key) =>
    sorted<unknown>(year[key]),
  )
  return Secret.canonical({ ...rest, province: province.id, sheets: sorted(year.sheets), lists, ...empty })
}
const empty = { notApplicable: [], struck: [], marks: [], disqualified: [], held: [], votes: [], appraisal: [] }

/**
 * Brings a year in that was lived on paper, as the board: closed, with its result, and with the province's appraisal where there is one.
 * Departments and bloc that are not there are made. The same year again changes nothing; one that says something else about a year that is
 * there is refused. Faults `file.changed`, `result.incomplete`, and what `Departments.create` refuses.
 */
export async function bring(year: BlocYear): Promise<{ id: string; made: boolean; departments: Made[] }> {
  Actor.need("year.open")
  const known = await Blocs.known(year.bloc.id)
  const there = known && (await Years.of(known, year.year))
  // First, because a refused file leaves no department behind.
  const stood = there && (await standing(there))
  if (stood && said(stood) !== said(year)) throw new Fault("file.changed", differences(stood, year))
  const { units, made: departments } = await settled(year)
  const id = there ?? (await write(year, known ?? (await found(year)), units))
  const agencies = Tables.agencies(year).map((code) => units.get(code)!)
  await Years.place(
    id,
    year.year,
    year.members.map((member) => units.get(member.id)!),
    agencies,
  )
  return { id, made: !there, departments }
}

/** Where two years say something else, at most twenty places: sheets by their place in the file, all else by its key. */
function differences(there: BlocYear, file: BlocYear): Field[] {
  const key = (sheet: BlocYear["sheets"][number]) => JSON.stringify([sheet.kind, sheet.unit, sheet.kind === "cross" && sheet.scorer])
  const kept = new Map(there.sheets.map((sheet) => [key(sheet), Secret.canonical(sheet)]))
  const sheets = file.sheets.flatMap((sheet, i) =>
    kept.get(key(sheet)) === Secret.canonical(sheet) ? [] : [at("file.changed", "sheets", i)],
  )
  const parts = (Object.keys(file) as (keyof BlocYear)[]).filter((name) => !["sheets", "province", "format"].includes(name))
  const other = parts.filter((name) => said({ ...there, [name]: file[name] }) !== said(there)).map((name) => at("file.changed", name))
  const found = [...other, ...sheets]
  return found.length ? found.slice(0, 20) : [at("file.changed", "sheets")]
}

/** The year that is there, where it can be compared at all. */
const standing = (id: string) =>
  out(id).catch((error: unknown) => {
    throw error instanceof Fault && error.code === "year.unfinished" ? new Fault("file.changed", [at("year.unfinished", "year")]) : error
  })

const onceOf = (what: string, of: unknown) => Secret.once(`file/${what}`, of)
const found = async ({ bloc }: BlocYear) => (await Blocs.create({ code: bloc.id, name: named(bloc) }, onceOf(`bloc/${bloc.id}`, bloc))).id

/** The departments that the file names, by their code: members, agencies, successors; who is not there is made. */
async function settled(year: BlocYear) {
  const units = new Map<string, string>()
  const made: Made[] = []
  for (const [code, name] of departmentsOf(year)) {
    const known = await Departments.known(code)
    const fresh = known ? undefined : await establish(code, name)
    if (fresh) made.push({ code, name: fresh.name })
    units.set(code, known ?? fresh!.id)
  }
  return { units, made }
}
/** A department that the file made, by the name that it got. */
type Made = { code: string; name: string }

/** Names are unique in a province, ids in a file: who comes second goes by its id. */
async function establish(code: string, name: string) {
  const make = (called: string) => Departments.create({ code, name: called }, onceOf(`department/${code}`, called))
  return make(name).catch((error: unknown) => {
    if (error instanceof Fault && error.code === "department.taken" && name !== code) return make(code)
    throw error
  })
}

/** Head and deputy by their seats. */
function ledBy({ members }: BlocYear) {
  const seat = (role: string) => members.findIndex((member) => member.role === role)
  return { head: seatOf(seat("head")), deputy: seat("deputy") < 0 ? undefined : seatOf(seat("deputy")) }
}

/** Sheets first, in a room that nobody sees; then root, names, decisions, appraisal and result at once. */
async function write(year: BlocYear, bloc: string, units: ReadonlyMap<string, string>) {
  const id = Id.from(0, Secret.digest(said(year)))
  const [table, pledge] = [Tables.brought(id, year, onceOf("table", id)), Pledges.brought(id, paper)]
  await Table.write(table.part, table.beside)
  const held = { at: new Date().toISOString(), table: Secret.hex(table.hash) }
  const sheets = await written({ id, year, held, units, led: ledBy(year) })
  const decided = Decided.put({ year: id }, decisions(year), 0, "year.taken")
  const root = rootOf(year, { ...sheets, units, table: table.hash, pledge: pledge.hash })
  const names = namesOf(year, bloc)
  const parts = Years.brought(id, root, names)
  const items = { ...sheets, decided: [{ sk: "T", item: decided.item }], root: { ...root, results: 0, v: 1 } } as Items
  const appraised = appraisals(id, year)
  const lines = { lines: year.appraisal, items: appraised.map(({ sk, part }) => ({ sk, item: part.item })) }
  const { part } = await Results.work(id, { ...names, v: 1 } as Names, "closed", items, lines.items.length ? lines : undefined)
  await Table.write(part, [
    ...parts,
    pledge.part,
    decided,
    ...appraised.map(({ part }) => part),
    Log.entry(id, "year.open", { why: paper }),
  ])
  return id
}

type Given = Awaited<ReturnType<typeof written>> & {
  units: ReadonlyMap<string, string>
  table: Uint8Array<ArrayBuffer>
  pledge: Uint8Array<ArrayBuffer>
}
/** The root of a year that has closed: every seat signed on paper. */
function rootOf(year: BlocYear, { selves, crosses, verified, agencies, units, table, pledge }: Given) {
  const marked = (items: readonly { sk: string }[], seat: string) => (items.some(({ sk }) => sk.endsWith(`#${seat}`)) ? 1 : undefined)
  const seats = year.members.map(({ id, left, successor }, i) => {
    const seat = seatOf(i)
    const signed = Secret.mark(onceOf(`signature/${id}`, paper))
    return [seat, { unit: units.get(id)!, signed, self: marked(selves, seat), cross: marked(crosses, seat), left, to: successor }] as const
  })
  const present = year.members.flatMap(({ id, left }) => (left === undefined ? [id] : []))
  return {
    ...{ phase: "closed" as const, ...ledBy(year), without: {}, members: present.length, waits: 0, agencies: 0, decisions: 1, results: 1 },
    ...{ scorers: Tables.scorers(year, present).length, table, pledge, verifications: verified.length + agencies.length },
    seats: Object.fromEntries(seats),
  }
}

const namesOf = (year: BlocYear, bloc: string) => ({
  ...{ bloc, name: year.bloc.name, year: year.year, due: {} },
  seats: Object.fromEntries(
    year.members.map(({ id, name, ranked, womenShare }, i) => [seatOf(i), { code: id, name, ranked, womenShare }] as const),
  ),
})

/** What is decided beside the scores, by seats. */
function decisions({ members, struck, disqualified, held, decided, votes }: BlocYear) {
  const seats = new Map(members.map(({ id }, i) => [id, seatOf(i)]))
  const seat = (unit: string) => seats.get(unit)!
  const meeting = votes.map(({ for: name, yes, ...counts }) => {
    return [name, { ...counts, yes: Object.fromEntries(Object.entries(yes).map(([unit, count]) => [seat(unit), count])) }] as const
  })
  return {
    votes: Object.fromEntries(meeting),
    struck: struck.map((code) => ({ code })),
    disqualified: disqualified.map(({ unit, code }) => ({ seat: seat(unit), code })),
    held: held.map(({ unit, ...line }) => ({ seat: seat(unit), ...line })),
    decided: decided.map(({ order, ...line }) => ({ order: order.map(seat), ...line })),
  }
}

function appraisals(id: string, year: BlocYear) {
  return [...Map.groupBy(year.appraisal, ({ unit }) => unit)].map(([unit, lines]) => {
    const key = { year: id, seat: seatIn(year, unit) }
    const entries = lines.map(({ points, reason }) => ({ points: Math.round(points * 100), reason }))
    return { sk: Appraised.at(key).sk, part: Appraised.put(key, { entries }, 0, "year.taken") }
  })
}

/** A closed year as its file. Faults `missing`, `year.unfinished`. */
export async function out(id: string): Promise<BlocYear> {
  Actor.need("year.open")
  const given = await Results.inputs(id, 0, true)
  const names = await Years.names(id, Object.keys(given.root.seats))
  if (given.root.phase !== "closed" && given.root.phase !== "decided") throw new Fault("year.unfinished")
  const criteria = await Tables.adopted(id, Secret.hex(given.root.table!))
  const [province, bloc, appraised] = [await Gate.province(), await Blocs.get(names.bloc), await Appraisals.all(id)]
  return {
    ...Assembly.assemble(given, names, criteria, await Notes.whole(id)),
    province: { id: province.code, name: province.name },
    bloc: { id: bloc.code, name: names.name },
    appraisal: Appraisals.inFile(appraised, (seat) => names.seats[seat]!.code),
  }
}

/** The closed year of a bloc by the words of `PROVINCE/BLOC/YEAR`; the province is the actor's. Faults `missing`, `year.unfinished`. */
export async function find(bloc: string, calendar: number) {
  Actor.need("year.open")
  const known = await Blocs.known(bloc)
  return out((known && (await Years.of(known, calendar))) ?? missing())
}

/** An object without these keys where nothing stands there. */
function without<T extends object>(of: T, ...keys: readonly (keyof T)[]) {
  const bare = (value: unknown) => value === undefined || (typeof value === "object" && value !== null && !Object.keys(value).length)
  return Object.fromEntries(Object.entries(of).filter(([key, value]) => !(keys as readonly string[]).includes(key) || !bare(value)))
}

/** The same year without what a file need not say, what is so by default; keys in the order of the format, which its schema has. */
export function short(given: BlocYear) {
  const { members, table, rules, sheets, ...year } = BlocYear.parse(given)
  const said = {
    members: members.map((one) => without({ ...one, ranked: one.ranked ? undefined : false }, "ranked", "womenShare", "left", "successor")),
    table: without(table, "bonus", "penalty"),
    rules: without(rules, "tieBreak", "disqualifiers"),
    sheets: sheets.map((sheet) => without(sheet, "points", "results" as never, "reasons")),
  }
  const whole = { ...year, ...said } as Record<string, unknown>
  const inOrder = Object.fromEntries(Object.keys(BlocYear.shape).map((key) => [key, whole[key]]))
  return without(inOrder, "notApplicable", "struck", "sheets", "marks", "disqualified", "held", "votes", "decided", "appraisal")
}

export * as Archives from "./archive.ts"
