import type { Page } from "playwright-core"
import { beforeAll, describe, expect } from "vitest"
import { beyond, test, violations } from "./browser.ts"
import { blocYear, move, province, type Send, reasons } from "./world.ts"

/** A bloc of three in three years at once, one of them scored and ranked. */
async function bloc() {
  const world = await province()
  const scored = await blocYear(world, { to: "selfScoring" })
  const [head, deputy, third] = (await Promise.all(["so-a", "so-b", "so-c"].map((of) => world.as("leader", of)))) as [Send, Send, Send]
  const { at, hash: table, year } = scored
  const fresh = { "if-match": '"v0"' }
  for (const [i, one] of [head, deputy, third].entries()) await one("POST", `${at}/self`, { table, points: [3000 + 100 * i, 5000] }, fresh)
  await move(head, year, "selfScoring", "crossScoring")
  await move(head, year, "crossScoring", "verifying", "theo kế hoạch")
  for (const seat of ["01", "02"]) await head("POST", `${at}/verified/${seat}`, { table, points: [3900, 5000], reasons }, fresh)
  await deputy("POST", `${at}/verified/00`, { table, points: [3000, 5000], reasons }, fresh)
  await move(head, year, "verifying", "ranked")
  const self = await blocYear(world, { to: "selfScoring" })
  const cross = await blocYear(world, { to: "crossScoring" })
  const root = `/${world.code}`
  return { world, head, root, self: `${root}${self.at}`, cross: `${root}${cross.at}`, ranked: `${root}${at}` }
}
let of: Awaited<ReturnType<typeof bloc>>
beforeAll(async () => {
  of = await bloc()
})

/** Until what is read has come. */
async function open(page: Page, path: string) {
  await page.goto(path)
  await page.getByRole("heading", { level: 1 }).waitFor()
  await page.getByText("Đang tải…").first().waitFor({ state: "detached" })
}

describe("the main pages", () => {
  test("break no rule of WCAG 2.2 AA that a machine can find", { timeout: 60_000 }, async ({ visit }) => {
    const page = await visit(of.root)
    await page.getByRole("button", { name: "Đăng nhập" }).waitFor()
    expect(await violations(page), "sign-in").toEqual([])
    const signed = await visit(`${of.root}/today`, { as: of.head })
    for (const path of [`${of.root}/today`, of.self, `${of.self}/self`, `${of.cross}/cross`, `${of.ranked}/ranking`]) {
      await open(signed, path)
      expect(await violations(signed), path).toEqual([])
    }
    await open(signed, `${of.self}/self`)
    await signed.getByRole("textbox").first().fill("chín")
    await signed.getByRole("button", { name: "Nộp phiếu…" }).click()
    await signed.getByRole("dialog").waitFor()
    expect(await violations(signed), "a dialog over wrong cells").toEqual([])
  })

  test("do not scroll sideways on a phone", { timeout: 60_000 }, async ({ visit }) => {
    const nobody = await visit(of.root, { width: 390 })
    await nobody.getByRole("button", { name: "Đăng nhập" }).waitFor()
    expect(await beyond(nobody), "sign-in").toBe(0)
    const [leader, board] = [await visit(of.root, { as: of.head, width: 390 }), await visit(of.root, { as: of.world.board, width: 390 })]
    const places = [
      "",
      "/table",
      "/pledge",
      "/votes",
      "/ranking",
      "/official/01",
      "/explanations/cross/01/00",
      "/verify",
      "/self",
      "/cross",
    ].map((place) => `${of.ranked}${place}`)
    const own = [`${of.self}/self`, `${of.cross}/cross`, `${of.root}/today`, `${of.root}/people`, `${of.root}/account`]
    for (const [page, path] of [...[...places, ...own].map((path) => [leader, path] as const), [board, `${of.root}/board`] as const]) {
      await open(page, path)
      expect(await beyond(page), path).toBe(0)
    }
  })
})

test("F11: markup that somebody writes stays text", { timeout: 60_000 }, async ({ visit }) => {
  const markup = '<img src=x onerror="document.title=1">'
  const world = await province()
  const named = (await world.board("POST", "/departments", { code: "so-x", name: `Sở ${markup}` })).json as { id: string }
  const departmentOf = async (code: string) => (code === "so-b" ? named.id : world.departmentOf(code))
  const { at, year } = await blocYear({ ...world, departmentOf }, { members: ["so-a", "so-b"] })
  const head = await world.as("leader")
  const points = { kind: "points" }
  const criteria = {
    table: { sections: [{ code: "I", name: `Mục ${markup}`, max: 100, scoring: points }] },
    rules: { official: [{ component: "verified", weight: 1 }], quotas: [{ minMembers: 2, maxMembers: 60, flags: 1, certificates: 1 }] },
  }
  const table = (await head("PUT", `${at}/table`, criteria, { "if-match": '"v0"' })).json as { hash: string }
  const minutes = { hash: table.hash, date: "2026-01-15", place: `Tại ${markup}`, present: 2, agreed: 2, text: markup }
  expect((await head("POST", `${at}/table`, minutes, { "if-match": '"v1"' })).status).toBe(200)
  expect((await head("PUT", `${at}/pledge`, { text: `Giao ước ${markup}` }, { "if-match": '"v0"' })).status).toBe(200)
  await move(world.board, year, "drafting", "pledging")
  await move(world.board, year, "pledging", "running", `Lý do ${markup}`)
  await move(world.board, year, "running", "selfScoring")
  const page = await visit(`/${world.code}/today`, { as: head })
  for (const [path, text] of [
    ["/today", `Sở ${markup}`],
    [at, `Lý do: Lý do ${markup}`],
    [`${at}/table`, `Mục ${markup}`],
    [`${at}/pledge`, `Giao ước ${markup}`],
    [`${at}/self`, `Mục ${markup}`],
  ] as const) {
    await open(page, `/${world.code}${path}`)
    await page.getByText(text).first().waitFor()
    expect(await page.locator("img").count(), path).toBe(0)
    expect(await page.title()).not.toBe("1")
  }
})
