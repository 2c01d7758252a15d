import type { Page } from "playwright-core"
import { expect } from "vitest"
import { beyond, confirm, test, violations } from "./browser.ts"
import { live, threeLeaders, votes } from "./small-year.ts"
import { move } from "./world.ts"

const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Các trang của năm thi đua" }).getByRole("link", { name, exact: true }).click()
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" }).click()
const shot = async (page: Page, name: string) => {
  if (process.env["SHOTS"]) await page.screenshot({ path: `${process.env["SHOTS"]}/${name}.png`, fullPage: true })
}

async function moveOn(page: Page, to: string) {
  await tab(page, "Tổng quan")
  await confirm(page, `Chuyển sang «${to}»`)
  await page.locator("[aria-current=step]").getByText(to).waitFor()
}

async function appeal(page: Page) {
  await tab(page, "Kiến nghị")
  await press(page, "Kiến nghị về «Nhiệm vụ chính trị»")
  const dialog = page.getByRole("dialog")
  await dialog.getByText("Điểm hiện nay: 39").waitFor()
  await dialog.getByLabel("Điểm", { exact: true }).fill("40")
  await dialog.getByLabel("Lý do và căn cứ").fill("Có quyết định công nhận bổ sung.")
  await shot(page, "appeal-dialog")
  await dialog.getByRole("button", { name: "Gửi kiến nghị" }).click()
  await page.getByText("Chờ trả lời").waitFor()
}

async function grant(page: Page) {
  await tab(page, "Kiến nghị")
  await press(page, "Trả lời")
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("Lý do", { exact: true }).fill("Minh chứng bổ sung là đúng.")
  await dialog.getByRole("button", { name: "Ghi câu trả lời" }).click()
  await page.getByText(/Trưởng khối: điều chỉnh từ 39 thành 40/).waitFor()
  await shot(page, "appeals")
}

async function vote(page: Page) {
  await tab(page, "Bỏ phiếu")
  await page.getByLabel("Ban kiểm phiếu").fill("Ông Nguyễn Văn A (trưởng ban), bà Trần Thị B")
  const flags = page.getByRole("group", { name: "Đề nghị tặng Cờ thi đua" })
  await flags.getByLabel("Có mặt").fill("3")
  await tab(page, "Tổng quan")
  await tab(page, "Bỏ phiếu")
  await page.getByText("Số liệu bạn nhập lần trước chưa được lưu").waitFor()
  expect(await flags.getByLabel("Có mặt").inputValue()).toBe("3")
  await flags.getByLabel("Gửi ý kiến bằng văn bản").fill("0")
  await flags.getByLabel("Phiếu hợp lệ").fill("3")
  await flags.getByLabel("Đơn vị so-b").fill("3")
  await press(page, "Lưu kết quả bỏ phiếu")
  await page.getByText("Do Đơn vị so-a ghi.").waitFor()
  expect(await page.getByText("Số liệu bạn nhập lần trước chưa được lưu").count()).toBe(0)
  expect(await flags.getByLabel("Đơn vị so-b").inputValue()).toBe("3")
}

/** The ranking's cross mean opens who gave it; the score after the appraisal its lines. */
async function opens(page: Page) {
  await page.getByRole("link", { name: "95,00: xem các đơn vị đã chấm Đơn vị so-b" }).click()
  await page.getByText("Trung bình: 190 ÷ 2").waitFor()
  const row = page.getByRole("table", { name: /^Tổng điểm các đơn vị đã chấm/ }).getByRole("row", { name: /so-a/ })
  expect(await row.getByRole("cell").allInnerTexts()).toEqual(["95,00", "–", "–"])
  const matrix = page.getByRole("table", { name: "Bảng chấm chéo của cả khối" })
  expect(await matrix.getByRole("row").nth(1).getByRole("cell").allInnerTexts()).toEqual(["–", "95,00", "80,00"])
  await shot(page, "received")
  await row.getByRole("link").click()
  await page.getByText("Đơn vị so-a chấm Đơn vị so-b").first().waitFor()
  await tab(page, "Xếp hạng")
  await page.getByRole("row", { name: /so-c/ }).getByRole("link", { name: /xem cách tính/ }).last().click() // prettier-ignore
  await page.getByText("Kết luận số 5/KL: nộp báo cáo chậm.").waitFor()
}

async function step(page: Page, award: string, state: string, number = "", date = "") {
  await press(page, `Ghi bước tiếp theo: ${award}`)
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("Ghi bước tiếp theo").selectOption({ label: state })
  if (number) await dialog.getByLabel("Số quyết định hoặc văn bản").fill(number)
  if (date) await dialog.getByLabel("Ngày ký").fill(date)
  await dialog.getByRole("button", { name: "Ghi nhận" }).click()
  await page.getByRole("article", { name: award }).getByRole("listitem").getByText(state, { exact: true }).waitFor()
}

test(
  "from an appeal to the flag: granted, ranked, voted, confirmed, closed, appraised, decided",
  { timeout: 120_000 },
  async ({ visit }) => {
    const three = await threeLeaders({ without: [] })
    await live(three, "appealing")
    const { world, at, a, b, c, members } = three
    const open = (path: string) => `/${world.code}${at}${path}`
    const unit = await visit(open(""), { as: c })
    await appeal(unit)
    const head = await visit(open(""), { as: a })
    await grant(head)
    await moveOn(head, "Kết quả dự kiến")
    await tab(head, "Xếp hạng")
    await head.getByRole("link", { name: "95,25: xem cách tính của Đơn vị so-b" }).click()
    await head.getByText("95,25").first().waitFor()
    await shot(head, "official")
    await moveOn(head, "Bỏ phiếu")
    await vote(head)
    await shot(head, "votes")
    const deputy = await visit(open("/votes"), { as: b })
    await press(deputy, "Xác nhận kết quả bỏ phiếu")
    await deputy.getByText("✓ Đã được Đơn vị so-b xác nhận.").waitFor()
    await shot(deputy, "votes-deputy")
    await head.reload()
    await moveOn(head, "Chốt kết quả")

    const board = await visit(open("/appraisals"), { as: world.board })
    await board.getByLabel("Chọn đơn vị").selectOption({ label: "Đơn vị so-c" })
    await press(board, "Thêm điều chỉnh")
    await board.getByLabel("Điểm cộng hoặc trừ").fill("-2,5")
    await board.getByLabel("Số văn bản và lý do").fill("Kết luận số 5/KL: nộp báo cáo chậm.")
    await press(board, "Lưu")
    await shot(board, "appraisal")
    await unit.goto(open("/appraisals"))
    await unit.getByText("Kết luận số 5/KL: nộp báo cáo chậm.").waitFor()
    await unit.getByLabel("Ý kiến của đơn vị").fill("Đơn vị đã khắc phục.")
    await press(unit, "Gửi ý kiến")
    await unit.getByText("Đơn vị đã khắc phục.").first().waitFor()
    await tab(unit, "Xếp hạng")
    await unit.getByRole("columnheader", { name: "Điểm sau thẩm định" }).waitFor()
    await shot(unit, "ranking")
    await opens(unit)

    await tab(board, "Khen thưởng")
    await press(board, "Đề nghị theo kết quả")
    const flag = "Cờ thi đua của UBND tỉnh – Đơn vị so-b"
    await step(board, flag, "Đã thẩm định")
    await step(board, flag, "Đã tặng", "110/QĐ-UBND", "2027-02-03")
    await board.getByText("Quyết định số 110/QĐ-UBND, ngày 03/02/2027").waitFor()
    await shot(board, "awards")
    await tab(board, "Quyết định")
    await board.getByRole("heading", { name: "Không đủ điều kiện xét" }).waitFor()
    await shot(board, "decisions")
    await tab(board, "Tổng quan")
    await press(board, "Chuyển sang «Tỉnh quyết định»")
    const dialog = board.getByRole("dialog")
    if (await dialog.getByText(/đề nghị khen thưởng chưa có quyết định/).isVisible())
      await dialog.getByLabel("Lý do khóa sổ khi còn thiếu").fill("Bằng khen xét đợt sau")
    await dialog.getByRole("button", { name: "Chuyển sang «Tỉnh quyết định»" }).click()
    await board.locator("[aria-current=step]").getByText("Tỉnh quyết định").waitFor()
    expect((await b("GET", `/departments/${members[1]}/awards`)).json).toMatchObject({ items: [{ awards: ["flag"] }] })
  },
)

const places = ["", "/appeals", "/decisions", "/votes", "/ranking", "/alerts", "/appraisals", "/awards", "/official/01", "/received?of=01"]

test(
  "the pages of the year's end fit a phone, and break no rule of WCAG 2.2 AA that a machine can find",
  { timeout: 120_000 },
  async ({ visit }) => {
    const three = await threeLeaders({ without: [] })
    await live(three, "appealing")
    const { world, at, a, b, c } = three
    await c("POST", `${at}/own-appeals/l0`, { wanted: { points: 4000 }, text: "Có quyết định bổ sung." })
    const [head, board] = [
      await visit(`/${world.code}`, { as: a, width: 390, refused: [409] }),
      await visit(`/${world.code}`, { as: world.board, width: 390 }),
    ]
    const check = async (page: Page, phase: string, all = places) => {
      for (const place of all) {
        await page.goto(`/${world.code}${three.at}${place}`)
        await page.getByRole("heading", { level: 1 }).waitFor()
        await page.getByText("Đang tải…").first().waitFor({ state: "detached" })
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)))
        const where = `${phase} ${place}`
        expect(await beyond(page), where).toBe(0)
        expect(await violations(page), where).toEqual([])
        await shot(page, `${phase}-${place.replaceAll("/", "-") || "overview"}-390`)
      }
    }
    await check(head, "appealing", places.slice(0, -1))
    await check(board, "open", ["/decisions"])
    const on = async (from: string, to: string) => move(world.board, three.year, from, to, "theo kế hoạch")
    await on("appealing", "ranked")
    await on("ranked", "voting")
    await a("PUT", `${at}/votes`, votes, { "if-match": '"v0"' })
    await c("POST", `${at}/votes/contests`, { reason: "biên bản ghi khác" })
    await check(head, "voting")
    await on("voting", "closed")
    await world.board("PUT", `${at}/appraisals/02`, { entries: [{ points: -250, reason: "Kết luận số 5/KL" }] }, { "if-match": '"v0"' })
    await world.board("POST", `${at}/awards`)
    await check(board, "closed")
    await board.goto(`/${world.code}${three.at}/ranking`)
    const flag = (await board.getByText("★ Cờ thi đua").first().boundingBox())!
    expect(flag.x + flag.width).toBeLessThanOrEqual(390)
    expect((await b("GET", at)).status).toBe(200)
  },
)
