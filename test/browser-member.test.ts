import type { Page } from "playwright-core"
import { expect } from "vitest"
import { test, violations } from "./browser.ts"
import { live, threeLeaders } from "./small-year.ts"
import { move } from "./world.ts"

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click()
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Các trang của năm thi đua" }).getByRole("link", { name, exact: true }).click()
/** SHOTS: a folder for pictures of the screens, for whoever looks at them. */
const shot = async (page: Page, name: string) => {
  const folder = process.env["SHOTS"]
  if (!folder) return
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.screenshot({ path: `${folder}/${name}-390.png`, fullPage: true })
  await page.emulateMedia({ media: "print" })
  await page.screenshot({ path: `${folder}/${name}-print.png`, fullPage: true })
  await page.emulateMedia({ media: "screen" })
  await page.setViewportSize({ width: 1280, height: 900 })
}
const accessible = async (page: Page) => expect(await violations(page)).toEqual([])

/** A department takes the place of the head, which is merged into it; then the deputy heads. */
async function changeMembers(page: Page) {
  await press(page, "Ghi việc tham gia khối")
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("Đơn vị", { exact: true }).selectOption("Đơn vị so-d")
  await dialog.getByLabel("Ngày tham gia").fill("1/7/2026")
  await dialog.getByLabel("Số quyết định").fill("12/QĐ-UBND")
  await dialog.getByLabel("Ngày quyết định").fill("20/6/2026")
  await dialog.getByLabel("Lý do").fill("Thành lập theo đề án sắp xếp")
  await accessible(page)
  await shot(page, "join")
  await dialog.getByRole("button", { name: "Ghi việc tham gia khối" }).click()
  await page.getByText("tham gia khối từ 01/07/2026. Quyết định số 12/QĐ-UBND ngày 20/06/2026.").waitFor()
  await press(page, "Ghi việc rời khối")
  await dialog.getByLabel("Đơn vị nào rời khối?").selectOption("Đơn vị so-c")
  expect(await dialog.getByRole("group", { name: /chọn đơn vị thay thế/ }).count()).toBe(0)
  await dialog.getByLabel("Đơn vị nào rời khối?").selectOption("Đơn vị so-a")
  await dialog.getByLabel("Ngày rời khối").fill("1/7/2026")
  await dialog.getByLabel("Đơn vị kế tục").selectOption("Đơn vị so-d")
  const follows = dialog.getByRole("group", { name: /chọn đơn vị thay thế/ })
  await expect.poll(() => follows.getByLabel("Trưởng khối").inputValue()).toBe("01")
  await follows.getByLabel("Phó khối").selectOption("Đơn vị so-d")
  await dialog.getByLabel("Lý do").fill("Sáp nhập theo đề án")
  await shot(page, "leave")
  await dialog.getByRole("button", { name: "Ghi việc rời khối" }).click()
  await page.getByText("trưởng khối: Đơn vị so-b; phó khối: Đơn vị so-d").waitFor()
  await page.getByText("rời khối từ 01/07/2026, đơn vị kế tục: Đơn vị so-d").waitFor()
  await press(page, "Thay trưởng khối, phó khối")
  await dialog.getByLabel("Lý do").fill("theo phân công")
  await dialog.getByRole("button", { name: "Thay trưởng khối, phó khối" }).click()
  await dialog.getByText("Trưởng khối và phó khối hiện đang là các đơn vị này.").waitFor()
  await dialog.getByLabel("Phó khối").selectOption("Đơn vị so-c")
  await dialog.getByRole("button", { name: "Thay trưởng khối, phó khối" }).click()
  await page.getByText("trưởng khối: Đơn vị so-b; phó khối: Đơn vị so-c").waitFor()
  await accessible(page)
  await shot(page, "members")
}

async function correct(page: Page) {
  await tab(page, "Quyết định")
  await page.getByText("Ghi quyết định: Lời văn tiêu chí được sửa").click()
  const form = page.locator("form", { hasText: "Lời văn mới" })
  await expect.poll(() => form.getByLabel("Lời văn mới").inputValue()).toBe("Nhiệm vụ chính trị")
  await form.getByLabel("Lời văn mới").fill("Nhiệm vụ chính trị được giao")
  await form.getByLabel("Số biên bản").fill("05/BB-KTĐ")
  await form.getByLabel("Ngày biên bản").fill("02/10/2026")
  await form.getByLabel("Lý do sửa").fill("sót chữ khi ban hành")
  await shot(page, "correct")
  await form.getByRole("button", { name: "Ghi quyết định" }).click()
  await page.getByText("I. «Nhiệm vụ chính trị được giao» (biên bản số 05/BB-KTĐ ngày 02/10/2026)").waitFor()
  await accessible(page)
}
const reworded = "Lời văn đã sửa theo biên bản số 05/BB-KTĐ ngày 02/10/2026; trước đây: «Nhiệm vụ chính trị»."

test(
  "the board takes a department in, lets the head leave, corrects wording and opens the next year from this one",
  { timeout: 120_000 },
  async ({ visit }) => {
    const three = await threeLeaders()
    await live(three, "running")
    const { world, at, b, year } = three
    await world.departmentOf("so-d")
    const page = await visit(`/${world.code}${at}`, { as: world.board, refused: [422] })
    await changeMembers(page)
    await move(world.board, year, "running", "selfScoring", "theo kế hoạch")
    await page.reload()
    await correct(page)
    await tab(page, "Bảng tiêu chí")
    await page.getByText(reworded).waitFor()
    await shot(page, "worded-table")

    const sheet = await visit(`/${world.code}${at}/self`, { as: b })
    await sheet
      .getByRole("rowheader", { name: /Nhiệm vụ chính trị được giao/ })
      .getByText(reworded)
      .waitFor()
    await shot(sheet, "worded-sheet")

    await tab(page, "Tổng quan")
    await page.getByRole("link", { name: "Mở năm 2027" }).click()
    const head = page.getByLabel("Trưởng khối")
    await head.waitFor()
    expect(await head.locator("option:checked").innerText()).toBe("Đơn vị so-c")
    expect(await page.getByRole("checkbox", { name: "Đơn vị so-a" }).isChecked()).toBe(false)
    expect(await page.getByRole("checkbox", { name: "Đơn vị so-d" }).isChecked()).toBe(true)
    expect(await page.getByLabel("Tự chấm điểm").last().inputValue()).toBe("30/11/2027")
    await accessible(page)
    await shot(page, "next")
    await press(page, "Mở năm 2027")
    await page.getByRole("heading", { name: /2027/, level: 1 }).waitFor()
    await tab(page, "Bảng tiêu chí")
    await page.getByText("Nhiệm vụ chính trị được giao").first().waitFor()
    await shot(page, "next-table")
  },
)
