import { createHash } from "node:crypto"
import type { Given } from "@khoi/core/bloc-year"
import type { Criteria } from "@khoi/core/criteria"
import { type Leaf, leavesOf } from "@khoi/core/criteria-rule"
import type { Votes } from "@khoi/core/decision"
import { differences, type Filled } from "@khoi/core/sheet-rule"
import { seatOf } from "@khoi/core/task-rule"
import type { Client } from "./client.ts"

/** A department with its two people. */
export type Staff = { id: string; code: string; leader: Client; officer: Client }
/** A bloc's year that is being filled: its members in seat order, who verifies beside them, and what its scores are drawn from. */
export type Room = {
  at: string
  year: number
  board: Client
  staff: readonly Staff[]
  agencies: readonly Staff[]
  criteria: Criteria
  seed: string
  /** Two seats that give each other more than they are worth. */
  friends: readonly number[]
}
export type Adopted = Room & { hash: string }

/** Said wherever the API wants words that nobody spoke. */
export const invented = (text: string) => `Dữ liệu minh họa: ${text}`

/** A number from 0 to 1, always the same for the same words. */
const chance = (...words: readonly (string | number)[]) => createHash("sha256").update(words.join("/")).digest().readUInt32BE() / 2 ** 32

/** What a unit is worth on a leaf in somebody's eyes, in whole hundredths, by quarters of a point. */
function worth({ seed }: Room, unit: number, leaf: { code: string; max: number }, eyes: string, kindness: number) {
  const merit = 0.88 + 0.08 * chance(seed, unit) + 0.06 * (chance(seed, unit, leaf.code) - 0.5)
  const share = merit + kindness + 0.03 * (chance(seed, unit, leaf.code, eyes) - 0.5)
  return Math.min(leaf.max, Math.round((leaf.max * share) / 25) * 25)
}

/** What a unit did on a computed leaf; now and then it is verified as a little less. */
function did({ seed }: Room, unit: number, { code, scoring }: Leaf, verified: boolean): Given | null {
  const luck = (chance(seed, unit) + chance(seed, unit, code)) / 2
  const less = verified && chance(seed, unit, code, "less") < 0.15 ? 1 : 0
  switch (scoring.kind) {
    case "bands":
    case "proportional":
    case "leader":
      return { target: 100, actual: 90 + Math.round(18 * luck) - 2 * less }
    case "deduct":
      return { count: Math.round(3 * (1 - luck)) + less }
    case "count":
      return { count: 2 + Math.round(4 * luck) - less }
    case "level":
      return { level: Object.keys(scoring.levels)[luck > 0.4 ? 0 : 1]! }
    case "passFail":
      return { achieved: true }
    default:
      return null
  }
}

/** A unit's whole sheet, by itself or as verified. */
export function filled(room: Room, kind: "self" | "verified", unit: number): { points: (number | null)[]; results: (Given | null)[] } {
  const leaves = leavesOf(room.criteria.table)
  const typed = (leaf: Leaf) => worth(room, unit, leaf, kind, kind === "self" ? 0.02 : 0)
  return {
    points: leaves.map((leaf) => (leaf.scoring.kind === "points" ? typed(leaf) : null)),
    results: leaves.map((leaf) => did(room, unit, leaf, kind === "verified")),
  }
}

/** What remains of a sheet where only some leaves are somebody's affair. */
export const only = ({ points, results }: Filled, mine: (i: number) => boolean) => ({
  points: points.map((one, i) => (mine(i) ? one : null)),
  results: results.map((one, i) => (mine(i) ? one : null)),
})

/** The reason of each leaf that is verified otherwise than the unit gave itself. */
export const reasonsFor = (given: Filled, self: Filled) =>
  Object.fromEntries(differences(given, self).map((leaf) => [leaf, invented("theo tài liệu kiểm chứng.")]))

/** What a scorer gives all others; friends give each other a tenth more. */
export function crossSheet(room: Adopted, scorer: number) {
  const leaves = leavesOf(room.criteria.table).filter(({ crossed }) => crossed)
  const kindness = 0.04 * (chance(room.seed, "kindness", scorer) - 0.5)
  const among = (unit: number) => (room.friends.includes(scorer) && room.friends.includes(unit) ? 0.1 : 0)
  const strict = room.friends.length ? -0.08 : 0
  const row = (unit: number) => leaves.map((leaf) => worth(room, unit, leaf, `${scorer}`, kindness + strict + among(unit)))
  return { table: room.hash, rows: room.staff.map((_, unit) => (unit === scorer ? null : row(unit))) }
}

type Proposed = { flags: readonly string[]; certificates: readonly string[] }
/** The meeting agrees with the provisional ranking, nearly to a man. */
export function votes(staff: readonly Staff[], { flags, certificates }: Proposed): Votes {
  const members = staff.length
  const counts = { members, present: members - 1, written: 1, valid: members }
  const yes = (units: readonly string[]) =>
    Object.fromEntries(units.map((unit, i) => [seatOf(staff.findIndex(({ code }) => code === unit)), members - 1 - (i % 2)]))
  return { flags: { ...counts, yes: yes(flags) }, certificates: { ...counts, yes: yes(certificates) } }
}
