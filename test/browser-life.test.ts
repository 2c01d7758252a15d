import type { Page } from "playwright-core"
import { expect } from "vitest"
import { test } from "./browser.ts"
import {
  agree,
  all,
  codes,
  come,
  dialog,
  growth,
  moveOn,
  name,
  open,
  press,
  promise,
  says,
  scoreEachOther,
  scoreItself,
  tab,
  verify,
  verifyField,
} from "./browser-scenes.ts"
import { province, type Send } from "./world.ts"

async function appeal(unit: Page, head: Page) {
  await come(unit, "Kiến nghị")
  await press(unit, `Kiến nghị về «${growth}»`)
  await dialog(unit).getByLabel("Điểm", { exact: true }).fill("38")
  await dialog(unit).getByLabel("Lý do và căn cứ").fill("Có tài liệu bổ sung.")
  await dialog(unit).getByRole("button", { name: "Gửi kiến nghị" }).click()
  await unit.getByText("Chờ trả lời").waitFor()
  await come(head, "Kiến nghị")
  await press(head, "Trả lời")
  await dialog(head).getByLabel("Lý do", { exact: true }).fill("Tài liệu bổ sung là đúng.")
  await dialog(head).getByRole("button", { name: "Ghi câu trả lời" }).click()
  await head.getByText(/Trưởng khối: điều chỉnh từ 36 thành 38/).waitFor()
}

/** The two whom the alert names explain, the board concludes. */
async function explain(units: readonly Page[], board: Page) {
  for (const page of units) {
    await come(page, "Giải trình")
    await page.getByLabel("Giải trình của đơn vị").fill("Hai đơn vị phối hợp nhiều việc.")
    await press(page, "Gửi giải trình")
    await page.getByText("Hai đơn vị phối hợp nhiều việc.").first().waitFor()
  }
  await come(board, "Giải trình")
  const pair = board.getByRole("article", { name: "Đơn vị so-c, Đơn vị so-d" })
  await pair.getByLabel("Lý do", { exact: true }).fill("Đã làm rõ tại hội nghị.")
  await pair.getByRole("button").click()
  await pair.getByText("Đã làm rõ tại hội nghị.").waitFor()
}

async function vote(head: Page, deputy: Page) {
  await come(head, "Bỏ phiếu")
  await head.getByLabel("Ban kiểm phiếu").fill("Ban kiểm phiếu của hội nghị")
  const flags = head.getByRole("group", { name: "Đề nghị tặng Cờ thi đua" })
  for (const [label, count] of [
    ["Có mặt", "4"],
    ["Gửi ý kiến bằng văn bản", "0"],
    ["Phiếu hợp lệ", "4"],
    [name("so-c"), "4"],
  ] as const)
    // prettier-ignore
    await flags.getByLabel(label).fill(count)
  await press(head, "Lưu kết quả bỏ phiếu")
  await head.getByText("Do Đơn vị so-a ghi.").waitFor()
  await come(deputy, "Bỏ phiếu")
  await press(deputy, "Xác nhận kết quả bỏ phiếu")
  await deputy.getByText("✓ Đã được Đơn vị so-b xác nhận.").waitFor()
}

async function appraise(board: Page, unit: Page) {
  await come(board, "Tỉnh thẩm định")
  await board.getByLabel("Chọn đơn vị").selectOption({ label: name("so-d") })
  await press(board, "Thêm điều chỉnh")
  await board.getByLabel("Điểm cộng hoặc trừ").fill("-2,5")
  await board.getByLabel("Số văn bản và lý do").fill("Kết luận thẩm định: báo cáo chậm.")
  await press(board, "Lưu")
  await says(board, "Đã lưu")
  await come(unit, "Tỉnh thẩm định")
  await unit.getByText("Kết luận thẩm định: báo cáo chậm.").waitFor()
  await unit.getByLabel("Ý kiến của đơn vị").fill("Đơn vị đã khắc phục.")
  await press(unit, "Gửi ý kiến")
  await unit.getByText("Đơn vị đã khắc phục.").first().waitFor()
}

/** What the result proposes is appraised and granted, to the province's decision. */
async function award(board: Page) {
  await come(board, "Khen thưởng")
  await press(board, "Đề nghị theo kết quả")
  const articles = board.getByRole("article")
  await articles.nth(1).waitFor()
  for (const heading of await articles.evaluateAll((found) => found.map((one) => one.getAttribute("aria-label") ?? "")))
    for (const state of ["Đã thẩm định", "Đã tặng"]) {
      await press(board, `Ghi bước tiếp theo: ${heading}`)
      await dialog(board).getByLabel("Ghi bước tiếp theo").selectOption({ label: state })
      await dialog(board).getByRole("button", { name: "Ghi nhận" }).click()
      await board.getByRole("article", { name: heading }).getByRole("listitem").getByText(state, { exact: true }).waitFor()
    }
  await moveOn(board, "Tỉnh quyết định")
}

/** Who won, from the province's overview; the log; and a closed figure followed to whom it came from. */
async function lookBack(board: Page, member: Page) {
  await board.getByRole("link", { name: "Toàn tỉnh" }).click()
  const flags = board.getByRole("table", { name: "Cờ và bằng khen theo khối và năm" })
  await flags.getByText(name("so-c")).first().waitFor()
  expect(await flags.getByRole("row", { name: /^Khối thi đua Một/ }).innerText()).toMatch(/Tỉnh quyết định.*Đơn vị so-c Cờ tỉnh/s)
  await come(member, "Tổng quan")
  await member.getByLabel("Việc", { exact: true }).selectOption({ label: "Chuyển từ «…» sang «…»" })
  await member.getByText("Chuyển từ «Chốt kết quả» sang «Tỉnh quyết định»").waitFor()
  await tab(member, "Xếp hạng")
  await member
    .getByRole("row", { name: /^1 Đơn vị so-c/ })
    .getByRole("link", { name: /xem các đơn vị đã chấm/ })
    .first()
    .click()
  await member.getByText("Trung bình: 262 ÷ 3").waitFor()
  const totals = member.getByRole("table", { name: "Tổng điểm các đơn vị đã chấm: Đơn vị so-c" })
  expect(await totals.getByRole("rowheader").allInnerTexts()).toEqual([name("so-a"), name("so-b"), name("so-d")])
  await totals.getByRole("link", { name: /Đơn vị so-d chấm Đơn vị so-c/ }).click()
  await member.getByText("Đơn vị so-d chấm Đơn vị so-c").first().waitFor()
}

test("a bloc of four lives its year through all of it, on screen alone, in Vietnamese", { timeout: 180_000 }, async ({ visit }) => {
  const world = await province()
  for (const code of [...codes, "so-y"]) await world.departmentOf(code)
  const [board, agency] = await Promise.all([
    visit(`/${world.code}/board`, { as: world.board }),
    world.as("leader", "so-y").then((as) => visit(`/${world.code}/today`, { as })),
  ])
  const year = await open(board)
  const leaders: Send[] = await Promise.all(codes.map((code) => world.as("leader", code)))
  const pages = (await all(leaders, (as) => visit(year, { as }))) as [Page, Page, Page, Page]
  const [a, b, c, d] = pages
  await agree(pages)
  await promise(pages)
  await moveOn(a, "Thực hiện")
  await a.getByLabel("Điểm trừ khi nộp muộn").selectOption("P1")
  await press(a, "Lưu cách trừ")
  await a.getByText("Nộp muộn bị đề nghị trừ điểm theo «P1 Nộp chậm»").waitFor()
  await moveOn(a, "Tự chấm điểm")
  await scoreItself(pages)
  await moveOn(a, "Chấm chéo")
  await scoreEachOther(pages)
  await moveOn(a, "Xác nhận điểm")
  await agency.reload()
  await verifyField(agency)
  await verify(a, ["so-b", "so-c", "so-d"])
  await verify(b, ["so-a"])
  await moveOn(a, "Xem xét kiến nghị")
  await appeal(c, a)
  await moveOn(a, "Kết quả dự kiến")
  await explain([c, d], board)
  await moveOn(a, "Bỏ phiếu")
  await vote(a, b)
  await moveOn(a, "Chốt kết quả")
  await appraise(board, d)
  await award(board)
  await lookBack(board, b)
})
