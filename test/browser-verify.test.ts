import type { Page } from "playwright-core"
import { expect } from "vitest"
import { cell, confirm, test } from "./browser.ts"
import { live, plainly, type Three, threeLeaders } from "./small-year.ts"
import { move, type Send } from "./world.ts"

/** A day from today on, in Asia/Ho_Chi_Minh. */
const dayIn = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
const [politics, reform] = ["Nhiệm vụ chính trị", "Cải cách hành chính"] as const
const lines = {
  sections: [
    { code: "I", name: politics, max: 60, scoring: { kind: "points" } },
    { code: "II", name: reform, max: 40, verifier: "so-y", scoring: { kind: "points" } },
  ],
  bonus: [{ code: "B1", name: "Mô hình mới được công nhận", points: 5, max: 15 }],
  penalty: [{ code: "P1", name: "Nộp chậm mỗi ngày", points: 2, max: 20 }],
}
const says = (page: Page, words: string) => page.getByRole("status").getByText(words).waitFor()
/** SHOTS: a folder for pictures of the screens, for whoever looks at them. */
const shot = async (page: Page, name: string) => {
  const folder = process.env["SHOTS"]
  if (!folder) return
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.screenshot({ path: `${folder}/${name}-390.png`, fullPage: true })
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.emulateMedia({ media: "print" })
  await page.screenshot({ path: `${folder}/${name}-print.png`, fullPage: true })
  await page.emulateMedia({ media: "screen" })
}

/** Three members whose self sheets were due three days ago; a fourth department verifies the second criterion. */
async function room() {
  const three = await threeLeaders({ without: ["crossScoring", "appealing"], due: { selfScoring: dayIn(-3) }, lines })
  await three.world.departmentOf("so-y")
  await live(three, "running")
  const { world, at, a } = three
  const { etag } = await a("GET", `${at}/lateness`)
  const tied = await a("PUT", `${at}/lateness`, { rule: { code: "P1", each: "day" } }, { "if-match": etag })
  expect(tied.status, tied.text).toBe(200)
  await move(world.board, three.year, "running", "selfScoring", "theo kế hoạch")
  return { ...three, path: (place: string) => `/${world.code}${at}${place}`, agency: await world.as("leader", "so-y") }
}
const others = async ({ at, a, c }: Three) => {
  const { hash } = (await a("GET", `${at}/table`)).json as { hash: string }
  for (const send of [a, c])
    expect((await plainly(send, "POST", `${at}/self`, { table: hash, points: [5000, 3500] }, '"v0"')).status).toBe(200)
}

/** Points, a note, a bonus line; a reload without a save in between; handed in, taken back, handed in again. */
async function scoreItself(page: Page) {
  await cell(page, politics).fill("55")
  await cell(page, politics).press("Shift+F2")
  await page.keyboard.type("Vượt kế hoạch quý III")
  await page.keyboard.press("Escape")
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-i"))).toBe("0")
  await cell(page, reform).fill("38,5")
  await page.getByLabel("B1 Mô hình mới được công nhận: Số lần").fill("4")
  await page.getByText("Chưa ghi văn bản làm căn cứ").waitFor()
  await page.getByRole("row", { name: /^B1/ }).getByText("15", { exact: true }).waitFor()
  await page.getByRole("button", { name: "Nộp phiếu…" }).click()
  await page.getByRole("dialog").getByRole("button", { name: /^B1/ }).click()
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
    .toBe("B1 Mô hình mới được công nhận: Số, ngày văn bản")
  await page.getByLabel("B1 Mô hình mới được công nhận: Số, ngày văn bản").fill("QĐ 12/QĐ-UBND ngày 05/3/2026")
  await says(page, "Đã lưu lúc")
  await shot(page, "self")
  const lost = (url: URL) => url.pathname.endsWith("/self") && url.pathname.startsWith("/api")
  await page.route(lost, (route) => (route.request().method() === "PUT" ? route.abort() : route.fallback()))
  await cell(page, reform).fill("39")
  await says(page, "Mất kết nối")
  page.once("dialog", (dialog) => void dialog.accept())
  await page.reload()
  await page.unroute(lost)
  await expect.poll(() => cell(page, reform).inputValue()).toBe("39")
  await says(page, "Đã lưu lúc")
  expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("unsaved/")))).toEqual([])
  await handIn(page)
  await shot(page, "self-in")
  await confirm(page, "Rút lại phiếu…", "Rút lại")
  await cell(page, reform).fill("38,5")
  await says(page, "Đã lưu lúc")
  await handIn(page)
}
async function handIn(page: Page) {
  await confirm(page, "Nộp phiếu…", "Nộp")
  await page.getByText("Đơn vị đã nộp phiếu này.").waitFor()
}

/** The agency's own grid: a reason where it differs, confirmed for those that are full. */
async function verifyField(page: Page) {
  await page.getByRole("link", { name: "Xác nhận theo lĩnh vực" }).click()
  await page.getByText("tự chấm 38,5").waitFor()
  await cell(page, reform, "so-b").fill("36")
  await page.getByRole("textbox", { name: "Nhận xét: Đơn vị so-b: II" }).fill("Chỉ số cải cách hành chính xếp thứ 9")
  await cell(page, reform, "so-c").fill("35")
  await says(page, "Đã lưu lúc")
  await shot(page, "agency")
  await page.getByRole("button", { name: "Xác nhận điểm…" }).click()
  await page.getByRole("dialog").getByText("Đơn vị so-b, Đơn vị so-c").waitFor()
  await page.getByRole("dialog").getByRole("button", { name: "Xác nhận", exact: true }).click()
  await page.getByText("Đã xác nhận cho: Đơn vị so-b, Đơn vị so-c.").waitFor()
}

/** The head sees self beside verified; what differs wants its reason, lateness its penalty. */
async function verify(page: Page) {
  await page.getByRole("button", { name: "Đơn vị so-b" }).click()
  await page.getByText("36, Đơn vị so-y xác nhận: Chỉ số cải cách hành chính xếp thứ 9").waitFor()
  await page.getByRole("button", { name: /^Điền ô trống/ }).click()
  await cell(page, politics).fill("50")
  await says(page, "Đã lưu lúc")
  await page.getByRole("button", { name: "Xác nhận điểm…" }).click()
  const dialog = page.getByRole("dialog")
  await expect
    .poll(() => dialog.getByRole("listitem").allInnerTexts())
    .toEqual(["I: chưa ghi lý do khác điểm tự chấm", "Nộp muộn: ghi điểm trừ hoặc lý do không trừ"])
  await dialog.getByRole("button", { name: "I: chưa ghi lý do khác điểm tự chấm" }).click()
  await page.keyboard.type("Chưa đủ tài liệu kiểm chứng")
  await page.getByText("Đơn vị nộp phiếu muộn 3 ngày").waitFor()
  await shot(page, "verify")
  const heads = ["Tự chấm", "Xác nhận"].map((name) => page.getByRole("columnheader", { name: new RegExp(`^${name}`) }).first())
  for (const head of [...heads, page.getByRole("textbox", { name: "Lý do, ghi chú: I" })]) {
    const box = (await head.boundingBox())!
    expect(box.x + box.width).toBeLessThanOrEqual(1366)
  }
  await page.getByRole("button", { name: "Ghi điểm trừ" }).click()
  await page.getByText("Đã ghi điểm trừ nộp muộn.").waitFor()
  await says(page, "Đã lưu lúc")
  await confirm(page, "Xác nhận điểm…", "Xác nhận")
  await page.getByRole("button", { name: /^Đơn vị so-b.*✓/ }).waitFor()
}

/** What came late too is waived for another, with its reason. */
async function waive(page: Page) {
  await page.getByRole("button", { name: "Đơn vị so-c" }).click()
  await page.getByText("35, Đơn vị so-y xác nhận").waitFor()
  await page.getByRole("button", { name: /^Điền ô trống/ }).click()
  await page.getByLabel("Không trừ, vì").fill("Bão số 5, đã báo cáo bằng văn bản")
  await says(page, "Đã lưu lúc")
  await shot(page, "waive")
  await confirm(page, "Xác nhận điểm…", "Xác nhận")
  await page.getByRole("button", { name: /^Đơn vị so-c.*✓/ }).waitFor()
}

test("a sheet with notes and lines is handed in, taken back and verified with reasons, a penalty and an agency's part", async ({
  visit,
}) => {
  const three = await room()
  const { path, a, b, agency, world, year, at } = three
  const officer = await visit(path("/self"), { as: await world.as("officer", "so-b"), width: 1366 })
  await officer.getByText("Trình lãnh đạo nộp").waitFor()
  const page = await visit(path("/self"), { as: b, refused: ["net"], width: 1366 })
  await scoreItself(page)
  await others(three)
  await move(world.board, year, "selfScoring", "verifying", "hết hạn")
  const field = await visit(`/${world.code}/today`, { as: agency, width: 1366 })
  await verifyField(field)
  const head = await visit(path("/verify"), { as: a, width: 1366 })
  await verify(head)
  await waive(head)
  const kept = async (send: Send, place: string) => (await send("GET", `${at}${place}`)).json
  expect(await kept(a, "/selves/01")).toMatchObject({
    points: [5500, 3850],
    marks: [{ code: "B1", count: 4, evidence: "QĐ 12/QĐ-UBND ngày 05/3/2026" }],
    reasons: { 0: "Vượt kế hoạch quý III" },
  })
  expect(await kept(a, "/verified/01")).toMatchObject({
    marks: [
      { code: "B1", count: 4 },
      { code: "P1", count: 3 },
    ],
    confirmed: true,
  })
  expect(await kept(a, "/verified/02")).toMatchObject({ marks: [], waived: "Bão số 5, đã báo cáo bằng văn bản", confirmed: true })
}, 90_000)

test("a member stands aside for a peer with its reason, notes what it scores otherwise, and while appeals are heard reads the verified reasons", async ({
  visit,
}) => {
  const three = await threeLeaders({ without: [] })
  const { table } = await live(three, "crossScoring")
  const { at, a, b, c, world, year } = three
  const path = (place: string) => `/${world.code}${at}${place}`
  const page = await visit(path("/cross"), { as: c, width: 1366 })
  await page.getByRole("combobox", { name: "Xin không chấm" }).selectOption({ label: "Đơn vị so-a" })
  await page.getByLabel("Lý do không chấm Đơn vị so-a").fill("Thủ trưởng là người thân")
  for (const [name, points] of [["Nhiệm vụ chính trị", "31,5"], ["Phong trào thi đua", "50"]] as const) await cell(page, name, "so-b").fill(points) // prettier-ignore
  await cell(page, "Phong trào thi đua", "so-b").press("Shift+F2")
  await page.keyboard.type("Chưa có mô hình mới")
  await page.keyboard.press("Escape")
  await says(page, "Đã lưu lúc")
  await shot(page, "cross-aside")
  await confirm(page, "Nộp phiếu…", "Nộp")
  await page.getByText("Đơn vị đã nộp phiếu này.").waitFor()
  await move(world.board, year, "crossScoring", "verifying", "hết hạn")
  expect((await b("GET", `${at}/crosses`)).json).toMatchObject({
    scorers: [{ seat: "02", reasons: { "01": { 1: "Chưa có mô hình mới" } } }],
  })
  const points = [[3900, 5500], [3900, 5650], [3000, 5000]] // prettier-ignore
  for (const i of [0, 1, 2]) {
    const reasons = { 0: "Chưa đủ minh chứng", 1: "Theo kết luận kiểm tra" }
    expect((await plainly(i ? a : b, "POST", `${at}/verified/0${i}`, { table, points: points[i], reasons }, '"v0"')).status).toBe(200)
  }
  await move(world.board, year, "verifying", "appealing")
  const own = await visit(path("/appeals"), { as: c, width: 1366 })
  await own.getByText("Theo kết luận kiểm tra").waitFor()
  await shot(own, "appeals")
}, 90_000)

test("the head extends a due day in the words of the trade, and all see the day and why", async ({ visit }) => {
  const { path, a, c } = await room()
  const page = await visit(path(""), { as: a, width: 1366 })
  await page.getByRole("button", { name: "Gia hạn…" }).click()
  const dialog = page.getByRole("dialog")
  const [y, m, d] = dayIn(2).split("-")
  await dialog.getByLabel("Gia hạn đến hết ngày").fill(`${d}/${m}/${y}`)
  await dialog.getByLabel("Lý do gia hạn").fill("bão số 5")
  await shot(page, "extend")
  await dialog.getByRole("button", { name: "Gia hạn", exact: true }).click()
  const said = `gia hạn đến ${d}/${m}/${y} cho tất cả các đơn vị: bão số 5`
  await page.getByText(said).waitFor()
  const member = await visit(path(""), { as: c, width: 1366 })
  await member.getByText(said).waitFor()
})
