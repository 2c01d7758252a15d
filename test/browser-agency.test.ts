import type { Page } from "playwright-core"
import { expect } from "vitest"
import { beyond, cell, confirm, paste, test, violations } from "./browser.ts"
import { plainly, reasoned } from "./small-year.ts"
import { move, province, type Send } from "./world.ts"

const [reform, digital] = ["Cải cách hành chính", "Chuyển đổi số"] as const
const leaf = (code: string, name: string, max: number, verifier?: string) => ({ code, name, max, verifier, scoring: { kind: "points" } })
const rules = {
  official: [{ component: "verified", weight: 1 }],
  quotas: [{ minMembers: 2, maxMembers: 60, flags: 1, certificates: 1 }],
  disqualifiers: [{ code: "D1", name: "Có tổ chức bị kỷ luật" }],
}
const says = (page: Page, words: string) => page.getByRole("status").getByText(words).waitFor()
/** SHOTS: a folder for pictures of the screens, for whoever looks at them. */
const shot = async (page: Page, name: string) => {
  const folder = process.env["SHOTS"]
  if (!folder) return
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  await page.emulateMedia({ media: "print" })
  await page.screenshot({ path: `${folder}/${name}-print.png`, fullPage: true })
  await page.emulateMedia({ media: "screen" })
}

/** What a machine finds against WCAG 2.2 AA, and whether the page is wider than its screen. */
async function faults(page: Page) {
  const over = await beyond(page)
  return [...(await violations(page)), ...(over ? [`${over} px wider than the screen`] : [])]
}

type World = Awaited<ReturnType<typeof province>>
/** A bloc whose table an agency outside of it verifies in part, in the running year. */
async function bloc(world: World, code: string, members: readonly string[], more: readonly object[] = []) {
  const ids = await Promise.all(members.map(world.departmentOf))
  const { id } = (await world.board("POST", "/blocs", { code, name: `Khối ${code}` })).json as { id: string }
  const opened = {
    year: 2026,
    members: ids.map((department) => ({ department })),
    head: ids[0],
    deputy: ids[1],
    without: ["crossScoring"],
    due: {},
  }
  const { id: year } = (await world.board("POST", `/blocs/${id}/years`, opened)).json as { id: string }
  const at = `/years/${year}`
  const head = await world.as("leader", members[0])
  const sections = [leaf("I", "Nhiệm vụ chính trị", 60 - 10 * more.length), leaf("II", reform, 40, "so-y"), ...more]
  const saved = await plainly(head, "PUT", `${at}/table`, { table: { sections }, rules }, '"v0"')
  expect(saved.status, saved.text).toBe(200)
  const { hash } = saved.json as { hash: string }
  const minutes = { hash, date: "2026-01-15", place: "Hội trường", present: 3, agreed: 3, text: "Thống nhất." }
  expect((await plainly(head, "POST", `${at}/table`, minutes, saved.etag)).status).toBe(200)
  await head("PUT", `${at}/pledge`, { text: "Giao ước." }, { "if-match": '"v0"' })
  await move(world.board, year, "drafting", "pledging")
  await move(world.board, year, "pledging", "running", "theo kế hoạch")
  return { year, at, hash, head }
}

/** Two blocs of three; the second has a leaf of its own for the agency. */
async function room() {
  const world = await province()
  await world.departmentOf("so-y")
  const first = await bloc(world, "kinh-te", ["so-a", "so-b", "so-c"])
  const second = await bloc(world, "van-hoa", ["so-d", "so-e", "so-g"], [leaf("III", digital, 10, "so-y")])
  return { world, first, second, agency: await world.as("leader", "so-y") }
}
const kept = async (send: Send, { at }: { at: string }) => (await send("GET", `/agency${at}`)).json
const at = (page: Page) =>
  page.evaluate(() => `${document.activeElement?.getAttribute("data-c")} ${document.activeElement?.getAttribute("data-i")}`)

test("an agency works all its blocs in one grid: one walk of the keyboard, a column pasted over both, each bloc saved and confirmed by itself", async ({
  visit,
}) => {
  const { world, first, second, agency } = await room()
  const page = await visit(`/${world.code}/agency`, { as: agency, width: 1366 })
  await page.getByRole("columnheader", { name: new RegExp(digital) }).waitFor()
  expect(await page.getByText("không có trong bảng tiêu chí của khối này").count()).toBe(3)
  await cell(page, reform, "so-a").focus()
  await paste(page, "30\n31\n32\n33\n34,5\n35")
  expect(await cell(page, reform, "so-e").inputValue()).toBe("34,5")
  const walk = []
  for (const key of ["ArrowDown", "Enter", "ArrowDown", "ArrowDown", "ArrowUp"]) {
    await page.keyboard.press(key)
    walk.push(await at(page))
  }
  expect(walk.map((place) => place.split(" ")[1])).toEqual(["1", "2", "3", "4", "3"])
  await says(page, "Đã lưu lúc")
  await expect.poll(async () => JSON.stringify(await Promise.all([first, second].map((one) => kept(agency, one))))).toMatch(/3450/)
  await cell(page, digital, "so-d").fill("8")
  await cell(page, digital, "so-e").fill("7,5")
  await says(page, "Đã lưu lúc")
  expect(await faults(page)).toEqual([])
  await shot(page, "agency-grid")
  await page.getByRole("button", { name: "Xác nhận mọi đơn vị đã đủ…" }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByText("Đơn vị so-d, Đơn vị so-e", { exact: false }).waitFor()
  await dialog.getByText("Đơn vị so-g: nhập chưa đủ hoặc chưa ghi lý do").waitFor()
  await shot(page, "agency-confirm")
  await dialog.getByRole("button", { name: "Xác nhận", exact: true }).click()
  await page.getByText("Đã xác nhận cho: Đơn vị so-a, Đơn vị so-b, Đơn vị so-c.").waitFor()
  await page.getByText("Đã xác nhận 2/3 đơn vị.").waitFor()
  await cell(page, digital, "so-g").fill("9")
  await says(page, "Đã lưu lúc")
  await page.getByRole("button", { name: /^Xác nhận điểm… Khối van-hoa/ }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Xác nhận", exact: true }).click()
  await page.getByText("Đã xác nhận cho: Đơn vị so-d, Đơn vị so-e, Đơn vị so-g.").waitFor()
}, 180_000)

test("an agency at work in two windows sees in the one what the other has confirmed, and keeps what it typed itself", async ({ visit }) => {
  const { world, first, agency } = await room()
  const rows = (...points: (number | null)[]) => points.map((one) => one && { points: [one], results: [] })
  const grid = { table: first.hash, rows: rows(3000, 3100, null) }
  const { etag } = await agency("PUT", `/agency${first.at}`, grid, { "if-match": '"v0"' })
  const page = await visit(`/${world.code}/agency`, { as: agency, refused: [409, 412], width: 1366 })
  await cell(page, reform, "so-b").waitFor()
  const confirmed = await reasoned(agency, "POST", `/agency${first.at}`, { ...grid, rows: rows(3000, null, null) }, etag)
  expect(confirmed.status, confirmed.text).toBe(200)
  await page.getByRole("button", { name: "Xác nhận mọi đơn vị đã đủ…" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Xác nhận", exact: true }).click()
  await page
    .getByRole("alert")
    .getByText(/vừa xác nhận cho: Đơn vị so-a – Khối kinh-te\./)
    .waitFor()
  expect(await page.getByRole("dialog").count()).toBe(0)
  await page.getByText("Đã xác nhận cho: Đơn vị so-a.").waitFor()
  expect(await cell(page, reform, "so-a").count()).toBe(0)
  const now = await agency("GET", `/agency${first.at}`)
  const second = await reasoned(agency, "POST", `/agency${first.at}`, { ...grid, rows: rows(3000, 3100, null) }, now.etag)
  expect(second.status, second.text).toBe(200)
  await cell(page, reform, "so-c").fill("32")
  await page.getByRole("button", { name: "Giữ bản của tôi" }).click()
  await page
    .getByRole("alert")
    .getByText(/vừa xác nhận cho: Đơn vị so-b – Khối kinh-te\./)
    .waitFor()
  await page.getByText("Đã xác nhận cho: Đơn vị so-a, Đơn vị so-b.").waitFor()
  await says(page, "Đã lưu lúc")
  expect(await cell(page, reform, "so-c").inputValue()).toBe("32")
  await expect.poll(async () => JSON.stringify(await kept(agency, first))).toMatch(/3200/)
}, 180_000)

test("where a result differs although its points do not, an agency sees which result the department gave", async ({ visit }) => {
  const world = await province()
  await world.departmentOf("so-y")
  const shares = { ...leaf("III", digital, 10, "so-y"), scoring: { kind: "proportional" } }
  const { year, at, hash, head } = await bloc(world, "van-hoa", ["so-d", "so-e", "so-g"], [shares])
  await move(world.board, year, "running", "selfScoring")
  const self = { table: hash, points: [45, 38, null], results: [null, null, { target: 100, actual: 120 }] }
  expect((await reasoned(head, "POST", `${at}/self`, self, '"v0"')).status).toBe(200)
  await move(world.board, year, "selfScoring", "verifying", "hết hạn")
  const page = await visit(`/${world.code}/agency`, { as: await world.as("leader", "so-y"), width: 1366 })
  const part = (name: string) => page.getByRole("textbox", { name: new RegExp(`${digital}.*so-d.*${name}`) })
  await part("Chỉ tiêu").fill("100")
  await part("Thực hiện").fill("110")
  await page.getByText("tự chấm 10; Chỉ tiêu: 100; Thực hiện: 120").waitFor()
  await page.getByPlaceholder("Khác tự chấm: lý do").waitFor()
  await page.emulateMedia({ media: "print" })
  expect(await part("Thực hiện").isVisible()).toBe(true)
}, 180_000)

test("on a phone an agency works one department at a time, over all blocs", async ({ visit }) => {
  const { world, second, agency } = await room()
  const page = await visit(`/${world.code}/agency`, { as: agency, width: 390 })
  await page.locator(".picker select").selectOption({ label: "Đơn vị so-g – Khối van-hoa" })
  await cell(page, digital).fill("6,5")
  await says(page, "Đã lưu lúc")
  if (process.env["SHOTS"]) await page.screenshot({ path: `${process.env["SHOTS"]}/agency-390.png`, fullPage: true })
  await expect.poll(async () => JSON.stringify(await kept(agency, second))).toMatch(/650/)
  expect(await faults(page)).toEqual([])
}, 180_000)

test("an agency from outside of the bloc answers an appeal and enters and lifts a hold, each found from its first screen", async ({
  visit,
}) => {
  const { world, first, agency } = await room()
  const { year, at, hash, head } = first
  const [b, c] = [await world.as("leader", "so-b"), await world.as("leader", "so-c")]
  await move(world.board, year, "running", "selfScoring")
  await move(world.board, year, "selfScoring", "verifying", "hết hạn")
  const rows = [[3000], [3100], [3200]].map((points) => ({ points, results: [] }))
  expect((await reasoned(agency, "POST", `/agency${at}`, { table: hash, rows }, '"v0"')).status).toBe(200)
  for (const [send, seat] of [[b, "00"], [head, "01"], [head, "02"]] as const)
    expect((await reasoned(send, "POST", `${at}/verified/${seat}`, { table: hash, points: [5000, null] }, '"v0"')).status).toBe(200) // prettier-ignore
  await move(world.board, year, "verifying", "appealing")
  const appeal = { wanted: { points: 3600 }, text: "Chỉ số cải cách hành chính xếp thứ 3" }
  expect((await c("POST", `${at}/own-appeals/l1`, appeal)).status).toBe(200)
  const page = await visit(`/${world.code}/today`, { as: agency, width: 1366 })
  await shot(page, "agency-today")
  await page.getByRole("link", { name: "Xem xét kiến nghị về điểm" }).click()
  const card = page.getByRole("article", { name: /so-c.*Cải cách hành chính/ })
  await card.getByRole("button", { name: "Trả lời" }).click()
  await page.getByRole("dialog").getByLabel("Lý do").fill("Đã đối chiếu chỉ số công bố")
  await page.getByRole("dialog").getByRole("button", { name: "Ghi câu trả lời" }).click()
  await card.getByText("điều chỉnh từ 32 thành 36.").waitFor()
  const field = page.getByRole("region", { name: /Tạm dừng xét.*kinh-te/ })
  await field.getByText("Ghi quyết định").first().click()
  await field.getByLabel("Đơn vị", { exact: true }).selectOption({ label: "Đơn vị so-b" })
  await field.getByLabel("Số, ngày văn bản").fill("12/KL-SYT ngày 05/11/2026")
  await field.getByLabel("Lý do").fill("đang thanh tra")
  await field.getByRole("button", { name: "Ghi quyết định" }).click()
  await field.getByText("12/KL-SYT ngày 05/11/2026. đang thanh tra").waitFor()
  expect(await faults(page)).toEqual([])
  await shot(page, "agency-field")
  const member = await visit(`/${world.code}${at}/decisions`, { as: c, width: 1366 })
  await member.getByText("(cơ quan chủ trì ghi theo văn bản 12/KL-SYT ngày 05/11/2026)").waitFor()
  await shot(member, "decisions")
  await field.getByRole("button", { name: /^Gỡ/ }).click()
  await page.getByRole("dialog").getByLabel("Số, ngày văn bản").fill("15/KL-SYT")
  await page.getByRole("dialog").getByLabel("Lý do").fill("không có sai phạm")
  await page.getByRole("dialog").getByRole("button", { name: "Gỡ" }).click()
  await field.getByText("Cơ quan chưa ghi gì.").waitFor()
}, 180_000)

test("a panel is named on the bloc's page; its second department is told on screen who was first", async ({ visit }) => {
  const { world, first } = await room()
  const { year, at, hash } = first
  const board = await visit(`/${world.code}${at}`, { as: world.board, width: 1366 })
  const panel = board.getByRole("region", { name: "Tổ thẩm định" })
  for (const unit of ["Đơn vị so-b", "Đơn vị so-y"]) {
    await panel.getByLabel("Thêm cơ quan").selectOption({ label: unit })
    await panel.getByRole("button", { name: "Thêm cơ quan" }).click()
    await panel.getByRole("listitem").getByText(unit).waitFor()
  }
  expect(await faults(board)).toEqual([])
  await shot(board, "panel")
  await move(world.board, year, "running", "selfScoring")
  await move(world.board, year, "selfScoring", "verifying", "hết hạn")
  const page = await visit(`/${world.code}/today`, { as: await world.as("leader", "so-y"), refused: [409], width: 1366 })
  await page.getByRole("link", { name: "Xác nhận điểm các đơn vị" }).click()
  await page.getByRole("button", { name: "Đơn vị so-c" }).click()
  await cell(page, "Nhiệm vụ chính trị").fill("55")
  await says(page, "Đã lưu lúc")
  const b = await world.as("leader", "so-b")
  expect((await reasoned(b, "POST", `${at}/verified/02`, { table: hash, points: [5000, null] }, '"v0"')).status).toBe(200)
  await confirm(page, "Xác nhận điểm…", "Xác nhận")
  await page.getByText(/^Đơn vị so-b đã xác nhận đơn vị này trước, lúc/).waitFor()
  await shot(page, "panel-first")
}, 180_000)
