import type { Role } from "@khoi/core/actor"
import type { Adoptions } from "@khoi/core/adoption"
import type { Blocs } from "@khoi/core/bloc"
import type { Tables } from "@khoi/core/criteria"
import type { Departments } from "@khoi/core/department"
import type { Phase } from "@khoi/core/phase"
import type { Moves } from "@khoi/core/move"
import type { Openings } from "@khoi/core/opening"
import type { People } from "@khoi/core/person"
import type { Pledges } from "@khoi/core/pledge"
import type { Provinces } from "@khoi/core/province"
import type * as z from "zod"
import { type Answer, type Client, client } from "./client.ts"

/** How often the same server is asked at once: more wait for each other only. */
const atOnce = 8
/** What an item has before it is first saved. */
export const unsaved = '"v0"'

/** The same work for every item, some at once; the answers in the items' order. */
export async function together<T, R>(items: readonly T[], work: (item: T, i: number) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [i, item] of queue) done[i] = await work(item, i)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return done
}

type Province = z.input<typeof Provinces.Province>

/** A province new to the platform, with its board signed in. */
export async function found(base: string, operator: Client, province: Province, password: string) {
  const { body } = await operator.post<z.output<typeof Provinces.Founded>>("/provinces", province)
  const board = client(base)
  await board.redeem({ province: province.code, token: body.link.token, password })
  return { base, code: province.code, board, password, office: body.department }
}
export type Founded = Awaited<ReturnType<typeof found>>

/** A department new to the province; its id. */
export async function establish({ board }: Founded, department: z.input<typeof Departments.Department>) {
  return (await board.post<z.output<typeof Departments.Shown>>("/departments", department)).body.id
}

/** A person new to a department, signed in by the one-time link. */
export async function employ({ base, code, board, password }: Founded, department: string, name: string, signIn: string, role: Role) {
  const added = await board.post<z.output<typeof People.Link>>(`/departments/${department}/people`, { name, signIn, roles: [role] })
  const person = client(base)
  await person.redeem({ province: code, token: added.body.token, password })
  return person
}

/** A bloc new to the province; its id. */
export async function foundBloc({ board }: Founded, bloc: z.input<typeof Blocs.Bloc>) {
  return (await board.post<z.output<typeof Blocs.Shown>>("/blocs", bloc)).body.id
}

/** A bloc's new year; its address. */
export async function openYear({ board }: Founded, bloc: string, year: z.input<typeof Openings.Opened>) {
  return `/years/${(await board.post<{ id: string }>(`/blocs/${bloc}/years`, year)).body.id}`
}

type Minutes = Omit<z.input<typeof Adoptions.Minutes>, "hash">

/** The head saves the table; its hash, and the ETag that adopting it wants. */
export async function propose(head: Client, at: string, criteria: z.input<typeof Tables.Criteria>) {
  const { body, etag } = await head.put<z.output<typeof Tables.Shown>>(`${at}/table`, criteria, unsaved)
  return { hash: body.hash!, etag }
}

/** The head saves the table and enters the minutes that adopt it; the hash that every sheet names. */
export async function adopt(head: Client, at: string, criteria: z.input<typeof Tables.Criteria>, minutes: Minutes) {
  const { hash, etag } = await propose(head, at, criteria)
  await head.post(`${at}/table`, { ...minutes, hash }, etag)
  return hash
}

/** The pledge's text, by the head; its hash, for the signatures. */
export async function pledge(head: Client, at: string, text: string) {
  return (await head.put<z.output<typeof Pledges.Shown>>(`${at}/pledge`, { text }, unsaved)).body.hash!
}

const bridged: readonly (string | null)[] = ["phase.lacks", "phase.vote"]
/** The phase that comes next is entered; over members who are still waited for, and over what is to be explained, only with the reason. */
export async function moveOn(mover: Client, at: string, reason: string): Promise<Phase> {
  const { body, etag }: Answer<z.output<typeof Moves.Shown>> = await mover.get(`${at}/phase`)
  if (body.whyNot === "phase.sways") {
    await mover.post(`${at}/prize-reason`, { reason })
    return moveOn(mover, at, reason)
  }
  const move = { from: body.phase, to: body.next!, ...(bridged.includes(body.whyNot) && { reason }) }
  return (await mover.put<z.output<typeof Moves.Shown>>(`${at}/phase`, move, etag)).body.phase
}

/** `whole` is the sheet with what only handing in takes: notes and reasons. */
type Handed = { path: string; sheet: object; whole?: object; by: Client; signer: Client }

/** Saves drafts, then hands them in one by one: each act moves the same root on. */
export async function handIn(sheets: readonly Handed[]) {
  const drafts = await together(sheets, ({ path, sheet, by }) => by.put(path, sheet, unsaved))
  for (const [i, { path, sheet, whole = sheet, signer }] of sheets.entries()) await signer.post(path, whole, drafts[i]!.etag)
}

/** Every member's leader signs the pledge. */
export async function sign(leaders: readonly Client[], at: string, hash: string) {
  for (const leader of leaders) await leader.post(`${at}/pledge/signature`, { hash })
}
