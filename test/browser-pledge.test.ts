import type { Page } from "playwright-core"
import { expect, vi } from "vitest"
import { confirm, paste, test } from "./browser.ts"
import { live, threeLeaders } from "./small-year.ts"
import { blocYear, criteria, password, province, type Send } from "./world.ts"

const members = ["so-a", "so-b", "so-c", "so-d"]
const lines = [
  ["Chỉ tiêu", "Đơn vị tính", "Đơn vị so-a", "Đơn vị so-b", "Đơn vị so-c", "Đơn vị so-d"],
  ["Hồ sơ giải quyết đúng hạn", "%", "98,5", "97", "99", "98"],
  ["Thu ngân sách", "tỷ đồng", "", "1.250,25", "-", ""],
]
const tsv = (rows: string[][]) => rows.map((row) => row.join("\t")).join("\r\n")
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click()
const row = (page: Page, unit: string) => page.locator("table.signatures tbody tr").filter({ hasText: unit })
const dialog = (page: Page) => page.getByRole("dialog")
const waits = async (send: Send, at: string) => ((await send("GET", at)).json as { waits: number }).waits

async function write(page: Page) {
  await press(page, "Dùng mẫu có sẵn")
  const text = await page.getByLabel("Nội dung giao ước").inputValue()
  expect(text).toContain("gồm: Đơn vị so-a, Đơn vị so-b, Đơn vị so-c, Đơn vị so-d cùng nhau ký kết giao ước thi đua năm 2026")
  expect(text).toContain("Trưởng khối là Đơn vị so-a")
  await page.getByLabel("Các dòng chỉ tiêu").focus()
  await paste(page, tsv([...lines, ["Trồng rừng", "ha", "nhiều"]]))
  await page.getByText("Dòng 4: kế hoạch của Đơn vị so-a không phải số có nhiều nhất 4 chữ số thập phân").waitFor()
  expect(await page.getByRole("button", { name: "Lưu", exact: true }).isDisabled()).toBe(true)
  await page.getByLabel("Các dòng chỉ tiêu").fill(tsv(lines.map((cells, i) => [i ? `${i}` : "STT", ...cells])))
  await page.getByText("2 chỉ tiêu").waitFor()
  await press(page, "English")
  await expect.poll(() => page.getByLabel("Lines of targets").inputValue()).toContain("1250.25")
  await press(page, "Tiếng Việt")
  await expect.poll(() => page.getByLabel("Các dòng chỉ tiêu").inputValue()).toContain("1250,25")
  await press(page, "Lưu")
  await page.getByRole("status").getByText("Đã lưu.").waitFor()
  await page.getByRole("row", { name: "2 Thu ngân sách tỷ đồng – 1.250,25 – –" }).waitFor()
}

async function record(page: Page) {
  await row(page, "Đơn vị so-d").getByRole("button", { name: "Ghi nhận chữ ký trên giấy: Đơn vị so-d" }).click()
  await dialog(page).getByLabel("Ngày ký").fill("2026-02-01")
  await dialog(page).getByLabel("Nơi ký").fill("Hội trường Sở Nội vụ")
  await dialog(page).getByLabel("Chức vụ người ký").fill("Phó Giám đốc")
  await dialog(page).getByLabel("Số của bản quét").fill("03")
  await dialog(page).getByRole("button", { name: "Ghi nhận chữ ký trên giấy" }).click()
  await row(page, "Đơn vị so-d").getByText("✓ Đã ký trên giấy").waitFor()
  await row(page, "Đơn vị so-d").getByText("Ngày 01/02/2026, tại Hội trường Sở Nội vụ; người ký: Phó Giám đốc; bản quét: 03").waitFor()
}

test(
  "the head writes from the template with targets, three sign on screen, one on paper that it contests; settled, the year moves on",
  {
    timeout: 80_000,
  },
  async ({ visit }) => {
    const world = await province()
    const { at } = await blocYear(world, { members })
    const leaders = (await Promise.all(members.map((of) => world.as("leader", of)))) as [Send, Send, Send, Send]
    const table = await leaders[0]("PUT", `${at}/table`, criteria(), { "if-match": '"v0"' })
    const minutes = {
      hash: (table.json as { hash: string }).hash,
      date: "2026-01-15",
      place: "Hội trường",
      present: 4,
      agreed: 4,
      text: "Nhất trí.",
    }
    expect((await leaders[0]("POST", `${at}/table`, minutes, { "if-match": '"v1"' })).status).toBe(200)
    const pages: Page[] = []
    for (const as of leaders) pages.push(await visit(`/${world.code}${at}/pledge`, { as }))
    const [head, , , last] = pages as [Page, Page, Page, Page]

    await write(head)
    await head.locator(".draft").getByText("Dự thảo").waitFor()
    await head.getByRole("link", { name: "Tổng quan" }).click()
    await confirm(head, "Chuyển sang «Ký giao ước»")
    await head.locator("[aria-current=step]").getByText("Ký giao ước").waitFor()
    await head.getByRole("link", { name: "Giao ước thi đua" }).click()
    for (const page of pages.slice(0, 3)) {
      if (page !== head) await page.reload()
      await confirm(page, "Ký giao ước")
      await page.getByText("Đơn vị đã ký giao ước.").waitFor()
    }
    await head.reload()
    await head.getByText("3/4 đơn vị đã ký").waitFor()
    await record(head)
    expect(await waits(leaders[0], at)).toBe(0)
    expect(await head.locator(".draft").count()).toBe(0)

    await last.reload()
    await press(last, "Không thừa nhận: Đơn vị so-d")
    await dialog(last).getByLabel("Lý do").fill("Người ký không được ủy quyền.")
    await dialog(last).getByRole("button", { name: "Không thừa nhận" }).click()
    await row(last, "Đơn vị so-d").getByText("✗ Đơn vị không thừa nhận chữ ký trên giấy").waitFor()
    await pages[1]!.reload()
    await row(pages[1]!, "Đơn vị so-d").getByText("Lý do: Người ký không được ủy quyền.").waitFor()
    expect(await pages[1]!.getByRole("button", { name: /thừa nhận|Rút ghi nhận/i }).count()).toBe(0)
    expect(await waits(leaders[0], at)).toBe(1)
    await head.getByRole("link", { name: "Tổng quan" }).click()
    await head.getByText("Còn chờ: Đơn vị so-d").waitFor()

    await press(last, "Thừa nhận: Đơn vị so-d")
    await dialog(last).getByRole("button", { name: "Thừa nhận", exact: true }).click()
    await row(last, "Đơn vị so-d").getByText("Đơn vị đã thừa nhận").waitFor()
    await head.reload()
    await confirm(head, "Chuyển sang «Thực hiện»")
    await head.locator("[aria-current=step]").getByText("Thực hiện").waitFor()
  },
)

test("who signed in long ago is asked for the password, and a member says what it aims at", { timeout: 60_000 }, async ({ visit }) => {
  const three = await threeLeaders()
  await live(three, "pledging")
  const page = await visit(`/${three.world.code}${three.at}/pledge`, { as: three.b })
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 16 * 60_000 })
  try {
    await press(page, "Ký giao ước")
    await dialog(page).getByRole("button", { name: "Ký giao ước" }).click()
    await dialog(page).getByText("Bạn đăng nhập đã quá 15 phút; hãy nhập lại mật khẩu để ký.").waitFor()
    await dialog(page).getByLabel("Mật khẩu của bạn").fill("không phải mật khẩu")
    await page.keyboard.press("Enter")
    await dialog(page).getByText("Tên đăng nhập hoặc mật khẩu không đúng.").waitFor()
    await dialog(page).getByLabel("Mật khẩu của bạn").fill(password)
    await page.keyboard.press("Enter")
    await page.getByText("Đơn vị đã ký giao ước.").waitFor()
  } finally {
    vi.useRealTimers()
  }
  await page.getByLabel("Tập thể lao động xuất sắc (Điều 27)").check()
  await page.getByLabel("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh, bộ trưởng (Điều 74)").check()
  await press(page, "Lưu đăng ký")
  await page.getByRole("status").getByText("Đã lưu.").waitFor()
  await page.getByRole("row", { name: /^Đơn vị so-b Tập thể lao động xuất sắc Bằng khen/ }).waitFor()
})

test("the board corrects a slip: signatures stay, and everybody can read what was signed", { timeout: 60_000 }, async ({ visit }) => {
  const three = await threeLeaders()
  const { pledge } = await live(three, "pledging")
  await three.b("POST", `${three.at}/pledge/signature`, { hash: pledge })
  const board = await visit(`/${three.world.code}${three.at}/pledge`, { as: three.world.board })
  await board.getByText("Đính chính lỗi soạn thảo").click()
  await board.getByLabel("Nội dung giao ước").fill("Bản giao ước thi đua năm 2026 của khối.")
  await board.getByLabel("Lý do đính chính").fill("Thiếu chữ «của khối».")
  await press(board, "Đính chính")
  await board.getByRole("status").getByText("Đã lưu.").waitFor()
  await row(board, "Đơn vị so-b").getByText("✓ Đã ký trên hệ thống").waitFor()
  const member = await visit(`/${three.world.code}${three.at}/pledge`, { as: three.c })
  await member.getByText("Thiếu chữ «của khối».").waitFor()
  await press(member, "Xem bản trước")
  await dialog(member).getByText("Bản giao ước thi đua năm 2026.", { exact: true }).waitFor()
})

test("what the head types is not laid over what somebody else has saved meanwhile", { timeout: 60_000 }, async ({ visit }) => {
  const three = await threeLeaders()
  const { pledge } = await live(three, "pledging")
  const page = await visit(`/${three.world.code}${three.at}/pledge`, { as: three.a, refused: [409, 412] })
  await page.getByLabel("Nội dung giao ước").fill("Bản của Trưởng khối.")
  const officer = await three.world.as("officer", "so-a")
  const other = { text: "Bản của chuyên viên." }
  expect((await officer("PUT", `${three.at}/pledge`, other, { "if-match": '"v1"' })).status).toBe(200)
  expect((await three.b("POST", `${three.at}/pledge/signature`, { hash: pledge })).json).toMatchObject({ code: "pledge.changed" })
  await confirm(page, "Ký giao ước")
  await dialog(page).getByText("Nội dung giao ước đã đổi sau khi bạn đọc").waitFor()
  await press(page, "Hủy")
  await press(page, "Lưu")
  await page.getByText("Người khác vừa lưu sau khi bạn mở trang").waitFor()
  expect((await three.a("GET", `${three.at}/pledge`)).json).toMatchObject(other)
})
