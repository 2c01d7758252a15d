import * as z from "zod"
import { salvage } from "./bloc-year-part.ts"
import { breaches } from "./bloc-year-rule.ts"
import { type Code, Fault, type Field, isCode } from "./fault.ts"
import { pointer, type Step } from "./file-pointer.ts"
import { Text } from "./text.ts"

/** At most 12 digits, so many of them decimals: what a double holds to the last digit. */
function fits(value: number, decimals: number) {
  const text = `${Math.abs(value)}`
  const [whole = "", part = ""] = text.split(".")
  return !text.includes("e") && part.length <= decimals && (whole === "0" ? 0 : whole.length) + part.length <= 12
}
/** Any amount of at most four decimals. */
export const Amount = z.number("input.number").refine((value) => fits(value, 4), "input.number")
export const Share = Amount.min(0, "input.number").max(1, "input.number")
const Count = z.int("input.number").min(0, "input.number").max(999_999_999_999, "input.number")
/** Points: two decimals, and 12 digits as whole hundredths. */
const Signed = z.number("input.number").refine((value) => fits(value, 2) && Math.abs(value) < 10 ** 10, "input.number")
const Points = Signed.min(0, "input.number")
const Name = Text.Name(500)
const NewCode = Text.Name(40)
/** An id or code that the file says elsewhere; also as a key, of which there are many, so its form is checked only there. */
const Known = z.string("input.text").max(160, { error: "input.text", abort: true }).trim().normalize("NFC")
/** As a key it stays as it is: two that only differ in blanks would become one without a word. */
const Key = z.string("input.text").min(1, "input.text").max(160, "input.text")
/** A key that the table keeps and shows. */
const Named = Key.refine(Text.settled, "input.signs")
const Reasons = z.record(Key, Text.Prose()).default({})
const Reason = Text.Prose().optional()

const Member = z.strictObject({
  id: Text.Slug,
  name: Name,
  role: z.enum(["head", "deputy", "member"]),
  ranked: z.boolean().default(true),
  womenShare: Share.optional(),
  left: Text.Day.optional(),
  successor: Text.Slug.optional(),
})
export type Member = z.output<typeof Member>

const Band = z.strictObject({ atLeast: Amount.min(0, "input.number"), share: Share })
const Per = Amount.min(0, "input.number")
/** How a leaf turns what a unit did into points. */
export const Scoring = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("points") }),
  z.strictObject({ kind: z.literal("passFail") }),
  z.strictObject({ kind: z.literal("count"), per: Per }),
  z.strictObject({ kind: z.literal("deduct"), per: Per }),
  z.strictObject({ kind: z.literal("plusMinus"), plusPer: Per, minusPer: Per, start: Amount.default(0) }),
  z.strictObject({ kind: z.literal("level"), levels: z.record(Named, Points) }),
  z.strictObject({ kind: z.literal("bands"), bands: z.array(Band) }),
  z.strictObject({ kind: z.literal("proportional") }),
  z.strictObject({ kind: z.literal("leader") }),
])
export type Scoring = z.output<typeof Scoring>

/** A node of the table. One without children is a leaf: it carries `scoring`, and may name its verifier and stay out of cross sheets. */
export const Criterion = z.strictObject({
  code: NewCode,
  name: Name,
  max: Points,
  verifier: Text.Slug.optional(),
  cross: z.boolean().optional(),
  scoring: Scoring.optional(),
  get children(): z.ZodOptional<z.ZodArray<typeof Criterion>> {
    return z.array(Criterion).optional()
  },
})
export type Criterion = z.output<typeof Criterion>

const Line = z.strictObject({ code: NewCode, name: Name, points: Points, max: Points.optional() })
export const Table = z.strictObject({
  sections: z.array(Criterion).min(1, "file.lacks"),
  bonus: z.array(Line).default([]),
  penalty: z.array(Line).default([]),
  bonusMax: Points.optional(),
})
export type Table = z.output<typeof Table>

const Quota = z.strictObject({ minMembers: Count, maxMembers: Count, flags: Count, certificates: Count })
const Official = z.strictObject({
  component: z.enum(["verified", "crossMean", "crossTrimmed", "crossFair"]),
  weight: Amount.gt(0, "input.number"),
})
/** Links of a tie-break chain beside `section:CODE`. */
export const links = ["withoutBonus", "fewerPenalties", "women70", "ballot", "decision"] as const
export type Link = (typeof links)[number]
const chain = new RegExp(`^(section:.+|${links.join("|")})$`, "u")
export const Rules = z.strictObject({
  official: z.array(Official).min(1, "file.lacks"),
  cross: z.union([z.enum(["all", "none"]), z.record(Named, z.array(Known))]).default("all"),
  tieBreak: z.array(Known.regex(chain, "file.word")).default([]),
  quotas: z.array(Quota),
  voteThreshold: z.strictObject({ flags: Share.optional(), certificates: Share.optional() }).optional(),
  disqualifiers: z.array(z.strictObject({ code: NewCode, name: Name })).default([]),
})
export type Rules = z.output<typeof Rules>

/** What a unit did on one leaf; which of these belong together is the leaf's affair. */
export const Given = z.strictObject({
  achieved: z.boolean().optional(),
  count: Count.optional(),
  plus: Count.optional(),
  minus: Count.optional(),
  level: Known.refine(Text.settled, "input.signs").optional(),
  target: Amount.gt(0, "input.number").nullable().optional(),
  actual: Amount.min(0, "input.number").optional(),
})
export type Given = z.output<typeof Given>

const sheet = { points: z.record(Key, Points).default({}), reasons: Reasons }
const own = { unit: Known, results: z.record(Key, Given).default({}), ...sheet }
export const Sheet = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("self"), ...own }),
  z.strictObject({ kind: z.literal("cross"), scorer: Known, unit: Known, ...sheet }),
  z.strictObject({ kind: z.literal("verified"), ...own }),
])
export type Sheet = z.output<typeof Sheet>
export type OwnSheet = Extract<Sheet, { kind: "self" | "verified" }>
export type CrossSheet = Extract<Sheet, { kind: "cross" }>

const Mark = z.strictObject({
  unit: Known,
  code: Known,
  count: Count,
  kind: z.enum(["self", "verified"]).default("verified"),
  evidence: Text.Prose(1_000).optional(),
})
const Vote = z.strictObject({
  for: z.enum(["flags", "certificates", "tie"]),
  members: Count,
  present: Count.optional(),
  written: Count.optional(),
  valid: Count,
  yes: z.record(Key, Count),
})
const Decided = z.strictObject({ order: z.array(Known), by: z.enum(["headAndDeputy", "board"]), reason: Reason })

/** The file `bloc-year/1`: what a bloc did in one year, as far as its result depends on it. */
export const BlocYear = z.strictObject({
  format: z.literal("bloc-year/1"),
  province: z.strictObject({ id: Text.Slug, name: Name }),
  bloc: z.strictObject({ id: Text.Slug, name: Name }),
  year: z.int("input.number").min(1948, "input.number").max(2999, "input.number"),
  members: z.array(Member).min(2, "file.members").max(60, "file.members"),
  table: Table,
  rules: Rules,
  notApplicable: z.array(z.strictObject({ unit: Known, code: Known })).default([]),
  struck: z.array(Known).default([]),
  sheets: z.array(Sheet).default([]),
  marks: z.array(Mark).default([]),
  disqualified: z.array(z.strictObject({ unit: Known, code: Known })).default([]),
  held: z.array(z.strictObject({ unit: Known, reason: Reason, passedOn: z.boolean().default(false) })).default([]),
  votes: z.array(Vote).default([]),
  decided: z.array(Decided).default([]),
  appraisal: z.array(z.strictObject({ unit: Known, points: Signed, reason: Reason })).default([]),
})
export type BlocYear = z.output<typeof BlocYear>

/**
 * A file as it came, with the defaults filled in, and every fault of form and of sense at once. With a fault it is no year to reckon with:
 * what could not be read is left out.
 */
export function examine(value: unknown): { year: BlocYear; fields: Field[] } {
  const { data, error } = BlocYear.safeParse(value)
  const formal = [...prototypes(value), ...(error?.issues ?? []).flatMap((issue) => spread(issue, value))]
  const shapes = { year: BlocYear.shape, table: Table.shape, rules: Rules.shape }
  const { year, spoiled } = data ? { year: data, spoiled: undefined } : salvage(value, formal, shapes)
  const fields = [...formal, ...breaches(year, spoiled)]
  return { year, fields: [...new Map(fields.toReversed().map((field) => [field.path, field])).values()].reverse() }
}

/** A file as it came, with the defaults filled in. Fault `input.invalid` with every fault of form and of sense at once. */
export function read(value: unknown): BlocYear {
  const { year, fields } = examine(value)
  if (fields.length) throw new Fault("input.invalid", fields)
  return year
}

type Issue = z.core.$ZodIssue

/** One field for each thing that is wrong: a union's by the alternative that came furthest, unknown keys one by one. */
function spread(issue: Issue, value: unknown, above: readonly PropertyKey[] = []): Field[] {
  const path = [...above, ...issue.path]
  if (issue.code === "invalid_union" && issue.errors.length) {
    const nearest = issue.errors.toSorted((a, b) => (b[0]?.path.length ?? 0) - (a[0]?.path.length ?? 0))[0] ?? []
    return nearest.flatMap((inner) => spread(inner, value, path))
  }
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ in: "file", path: pointer(...path, key), code: "input.unknown" }))
  return [{ in: "file", path: pointer(...path), code: codeOf(issue, path, value) }]
}

function codeOf(issue: Issue, path: readonly PropertyKey[], value: unknown): Code {
  const { code, message } = issue
  const there = path.reduce((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], value)
  if (there === undefined) return "file.lacks"
  const habit = typeof there === "string" && habitOf(issue, there)
  if (habit) return habit
  // { I: 17,5 } is read as I: 17 and a key 5 without a value.
  if (there === null && /^\d+$/.test(String(path.at(-1))) && "expected" in issue && issue.expected === "number") return "file.comma"
  if (isCode(message)) return message
  return code === "invalid_value" || code === "invalid_union" ? "file.word" : "input.invalid"
}

/** What people write by habit where the format wants something else: 17,5 for a number, 01/07/2026 for a day, có or "true" for a truth. */
function habitOf(issue: Issue, there: string): Code | undefined {
  const wants = "expected" in issue ? issue.expected : "format" in issue ? issue.format : ""
  if ((wants === "number" || wants === "int") && /^\s*[-−]?\d[\d.\s]*,\d+\s*$/.test(there)) return "file.comma"
  if (wants === "date" && /^\s*\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}\s*$/.test(there)) return "file.day"
  return wants === "boolean" ? "file.truth" : undefined
}

/** A record would leave this key out without a word. */
function prototypes(value: unknown, path: readonly Step[] = []): Field[] {
  if (typeof value !== "object" || value === null) return []
  const own: Field[] = Object.hasOwn(value, "__proto__") ? [{ in: "file", path: pointer(...path, "__proto__"), code: "input.unknown" }] : []
  const inner = Object.entries(value).filter(([key, part]) => key !== "__proto__" && typeof part === "object")
  return [...own, ...inner.flatMap(([key, part]) => prototypes(part, [...path, key]))]
}
