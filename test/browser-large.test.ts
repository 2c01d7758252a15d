import type { Locator, Page } from "playwright-core"
import { expect } from "vitest"
import { paste, test } from "./browser.ts"
import { minutesOf, plainly } from "./small-year.ts"
import { blocYear, move, province } from "./world.ts"

const [groups, each] = [4, 44]
const sections = Array.from({ length: groups }, (_, s) => ({
  code: `${s + 1}`,
  name: `Nhóm tiêu chí ${s + 1}`,
  max: 25 * each,
  children: Array.from({ length: each }, (_, i) => ({
    code: `${s + 1}.${i + 1}`,
    name: `Thực hiện nhiệm vụ được giao số ${s + 1}.${i + 1}`,
    max: 25,
    scoring: { kind: "points" },
  })),
}))
const rules = { official: [{ component: "verified", weight: 1 }], quotas: [{ minMembers: 2, maxMembers: 60, flags: 1, certificates: 1 }] }

/** A year of 7 departments and 176 criteria, while it scores itself. */
async function room() {
  const world = await province()
  const members = Array.from({ length: 7 }, (_, i) => `so-${i}`)
  const { at, year } = await blocYear(world, { members })
  const head = await world.as("leader", "so-0")
  const saved = await plainly(head, "PUT", `${at}/table`, { table: { sections }, rules }, '"v0"')
  expect(saved.status, saved.text).toBe(200)
  const { hash } = saved.json as { hash: string }
  expect((await plainly(head, "POST", `${at}/table`, { ...minutesOf(hash), present: 7, agreed: 7 }, saved.etag)).status).toBe(200)
  await head("PUT", `${at}/pledge`, { text: "Giao ước." }, { "if-match": '"v0"' })
  const go = (from: string, to: string) => move(world.board, year, from, to, "theo kế hoạch")
  for (const [from, to] of [["drafting", "pledging"], ["pledging", "running"], ["running", "selfScoring"]] as const) await go(from, to) // prettier-ignore
  return { world, path: (place: string) => `/${world.code}${at}${place}`, go, officer: await world.as("officer", "so-1") }
}

/** A cell by its column and its row. */
const at = (page: Page, c: number, i: number) => page.locator(`input[data-c="${c}"][data-i="${i}"]`)

/** How many nodes of the page change while a word is typed into a cell, sign by sign. */
async function changed(cell: Locator, word: string) {
  const page = cell.page()
  await cell.focus()
  await page.evaluate(() => {
    const seen = { nodes: new Set<Node>() }
    const watch = new MutationObserver((records) => records.forEach(({ target }) => seen.nodes.add(target)))
    watch.observe(document.querySelector(".sheet")!, { subtree: true, childList: true, characterData: true, attributes: true })
    Object.assign(globalThis, { seen })
  })
  await page.keyboard.type(word)
  return page.evaluate(() => (globalThis as never as { seen: { nodes: Set<Node> } }).seen.nodes.size)
}

test("typing into a sheet of 176 criteria changes the cell, its section and the totals, not the sheet, alone or with 6 peers", async ({
  visit,
}) => {
  const { world, path, go, officer } = await room()
  const page = await visit(path("/self"), { as: officer, width: 1366 })
  await page.getByText("Còn 176 ô chưa nhập").waitFor()
  expect(await changed(at(page, 0, 50), "12,25")).toBeLessThan(16)
  await at(page, 0, 0).focus()
  const lines = [25 * each, ...Array.from({ length: each }, () => 25)].join("\n")
  const asked = new Promise<string>((done) =>
    page.once("dialog", (dialog) => {
      done(dialog.message())
      void dialog.dismiss()
    }),
  )
  await paste(page, lines)
  expect(await asked).toMatch(/\b1\b/)
  expect(await at(page, 0, 1).inputValue()).toBe("")
  page.once("dialog", (dialog) => void dialog.accept())
  await paste(page, lines)
  await expect.poll(() => at(page, 0, 1).inputValue()).toBe("25")
  await go("selfScoring", "crossScoring")
  const peers = await visit(path("/cross"), { as: await world.as("officer", "so-2"), width: 1366 })
  await peers.getByText("Còn 1056 ô chưa nhập").or(peers.getByText("Còn 1.056 ô chưa nhập")).waitFor()
  expect(await changed(at(peers, 5, 96), "12,25")).toBeLessThan(16)
}, 90_000)
