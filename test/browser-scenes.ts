import type { Page } from "playwright-core"
import { cell, confirm, paste } from "./browser.ts"

export const codes = ["so-a", "so-b", "so-c", "so-d"] as const
export const name = (code: string) => `Đơn vị ${code}`
const lines = [
  ["I", "Nhiệm vụ chính trị", "60"],
  ["1", "Chỉ tiêu phát triển", "40"],
  ["2", "Cải cách hành chính", "20", "", "x", "xác nhận so-y"],
  ["II", "Phong trào thi đua", "40"],
  ["1", "Tổ chức phong trào", "20"],
  ["2", "Sáng kiến", "20"],
]
export const [growth, reform, movement, ideas] = ["Chỉ tiêu phát triển", "Cải cách hành chính", "Tổ chức phong trào", "Sáng kiến"] as const
const criteria = [growth, reform, movement, ideas]
const targets = [
  ["Chỉ tiêu", "Đơn vị tính", ...codes.map(name)],
  ["Hồ sơ giải quyết đúng hạn", "%", "98,5", "97", "99", "98"],
]
const tsv = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join("\t")).join("\r\n")
/** A day from today on in Asia/Ho_Chi_Minh, as it is typed. */
const dayIn = (days: number) =>
  new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10).split("-").toReversed().join("/")

export const tab = (page: Page, to: string) =>
  page.getByRole("navigation", { name: "Các trang của năm thi đua" }).getByRole("link", { name: to, exact: true }).click()
export const press = (page: Page, button: string | RegExp) =>
  page.getByRole("button", { name: button, exact: typeof button === "string" }).click()
export const says = (page: Page, words: string | RegExp) => page.getByRole("status").getByText(words).waitFor()
export const dialog = (page: Page) => page.getByRole("dialog")
const row = (page: Page, unit: string) => page.locator("table.signatures tbody tr").filter({ hasText: unit })
export const all = <T>(of: readonly T[], work: (one: T, i: number) => Promise<unknown>) => Promise.all(of.map(work))

/** Opens a page of the year anew, as somebody who comes back to it. */
export async function come(page: Page, to: string) {
  await page.reload()
  await tab(page, to)
}
export async function moveOn(page: Page, to: string) {
  await come(page, "Tổng quan")
  await confirm(page, `Chuyển sang «${to}»`)
  await page.locator("[aria-current=step]").getByText(to).waitFor()
}

/** The board founds the bloc and opens its year; gives the year's address. */
export async function open(page: Page) {
  await page.getByText("Thêm khối", { exact: true }).first().click()
  const bloc = page.getByRole("region", { name: "Khối thi đua" })
  await bloc.getByLabel("Tên").fill("Khối thi đua Một")
  await bloc.getByLabel("Mã").fill("khoi-mot")
  await bloc.getByRole("button", { name: "Thêm khối" }).click()
  await bloc.getByText("khoi-mot").waitFor()
  const form = page.getByRole("region", { name: "Mở năm thi đua" })
  await form.getByRole("heading").click()
  await form.getByLabel("Khối", { exact: true }).selectOption({ label: "Khối thi đua Một" })
  for (const code of codes) await form.getByLabel(name(code)).check()
  await form.getByLabel("Trưởng khối").selectOption({ label: name("so-a") })
  await form.getByLabel("Phó khối").selectOption({ label: name("so-b") })
  await form
    .getByRole("group", { name: /^Hạn của từng giai đoạn/ })
    .getByLabel("Tự chấm điểm")
    .fill(dayIn(-2))
  await form.getByRole("button", { name: "Mở năm thi đua" }).click()
  await form.getByRole("link", { name: "Xem năm vừa mở" }).click()
  await page.getByRole("heading", { name: "Tiến trình năm thi đua" }).or(page.locator(".phases")).first().waitFor()
  return new URL(page.url()).pathname
}

/** The head pastes the table and puts it before the members; one comments, all agree, the head answers. */
export async function agree([head, ...others]: readonly Page[]) {
  await tab(head!, "Bảng tiêu chí")
  await head!.getByLabel("Các dòng của bảng").focus()
  await paste(head!, tsv(lines))
  await head!.getByText("Tổng cộng 4 tiêu chí, 100 điểm").waitFor()
  await head!.getByLabel("Điểm xác nhận – Tỷ trọng (%)").fill("50")
  await head!.getByLabel("Điểm chấm chéo trung bình – Tỷ trọng (%)").fill("50")
  await head!.getByLabel("Các dòng điểm thưởng").fill("B1 | Mô hình mới được công nhận | 5 | 10")
  await head!.getByLabel("Các dòng điểm trừ").fill("P1 | Nộp chậm | 2")
  await press(head!, "Lưu bảng tiêu chí")
  await head!.getByText("Dự thảo, chưa thông qua.").waitFor()
  await confirm(head!, "Gửi lấy ý kiến các thành viên")
  await head!.getByText("Ý kiến các thành viên về bản 1").waitFor()
  await all(others, (page) => come(page, "Bảng tiêu chí"))
  const [b] = others
  await b!.getByLabel("Về tiêu chí").selectOption("I.1")
  await b!.getByLabel("Nội dung góp ý").fill("Nên ghi rõ cách tính.")
  await press(b!, "Gửi góp ý")
  await b!.getByText("Đơn vị so-b,").waitFor()
  for (const [i, page] of others.entries()) {
    await confirm(page, "Tán thành")
    await page.getByText(i < 2 ? `Đã có ${i + 1}/3.` : "Đã thông qua và khóa.").waitFor()
  }
  await come(head!, "Bảng tiêu chí")
  await head!.getByText("Trả lời", { exact: true }).click()
  await head!.getByLabel("Trả lời của Trưởng khối").fill("Khối tiếp thu.")
  await press(head!, "Gửi trả lời")
  await head!.getByText("Khối tiếp thu.").waitFor()
}

/** From the template with targets; three sign on screen, one on paper; everybody sees what one of them aims at. */
export async function promise([a, b, c, d]: readonly [Page, Page, Page, Page]) {
  await tab(a, "Giao ước thi đua")
  await press(a, "Dùng mẫu có sẵn")
  await a.getByLabel("Các dòng chỉ tiêu").fill(tsv(targets))
  await a.getByText("1 chỉ tiêu").waitFor()
  await press(a, "Lưu")
  await says(a, "Đã lưu.")
  await moveOn(a, "Ký giao ước")
  for (const page of [a, b, c]) {
    await come(page, "Giao ước thi đua")
    await confirm(page, "Ký giao ước")
    await page.getByText("Đơn vị đã ký giao ước.").waitFor()
  }
  await come(a, "Giao ước thi đua")
  await row(a, name("so-d")).getByRole("button", { name: "Ghi nhận chữ ký trên giấy: Đơn vị so-d" }).click()
  await dialog(a).getByLabel("Ngày ký").fill(dayIn(-1))
  await dialog(a).getByLabel("Nơi ký").fill("Hội trường Sở Nội vụ")
  await dialog(a).getByLabel("Chức vụ người ký").fill("Phó Giám đốc")
  await dialog(a).getByLabel("Số của bản quét").fill("03")
  await dialog(a).getByRole("button", { name: "Ghi nhận chữ ký trên giấy" }).click()
  await row(a, name("so-d")).getByText("✓ Đã ký trên giấy").waitFor()
  await come(d, "Giao ước thi đua")
  await press(d, "Thừa nhận: Đơn vị so-d")
  await dialog(d).getByRole("button", { name: "Thừa nhận", exact: true }).click()
  await row(d, name("so-d")).getByText("Đơn vị đã thừa nhận").waitFor()
  await c.getByLabel("Tập thể lao động xuất sắc (Điều 27)").check()
  await press(c, "Lưu đăng ký")
  await c.getByRole("row", { name: /^Đơn vị so-c Tập thể lao động xuất sắc/ }).waitFor()
}

const given = [
  ["38", "18", "18", "17"],
  ["37", "18", "18", "17"],
  ["36", "18", "18", "17"],
  ["35", "18", "18", "17"],
]
async function handIn(page: Page) {
  await confirm(page, "Nộp phiếu…", "Nộp")
  await page.getByText("Đơn vị đã nộp phiếu này.").waitFor()
}

/** Each scores itself; the second with a note and a bonus line, handed in, taken back and handed in again. */
export async function scoreItself(pages: readonly Page[]) {
  await all(pages, async (page, i) => {
    await come(page, "Tự chấm điểm")
    for (const [k, criterion] of criteria.entries()) await cell(page, criterion).fill(given[i]![k]!)
    await says(page, "Đã lưu lúc")
  })
  const b = pages[1]!
  await cell(b, growth).press("Shift+F2")
  await b.keyboard.type("Vượt kế hoạch quý III")
  await b.keyboard.press("Escape")
  await b.getByLabel("B1 Mô hình mới được công nhận: Số lần").fill("1")
  await b.getByLabel("B1 Mô hình mới được công nhận: Số, ngày văn bản").fill("Văn bản công nhận của tỉnh")
  await says(b, "Đã lưu lúc")
  for (const page of pages) await handIn(page)
  await confirm(b, "Rút lại phiếu…", "Rút lại")
  await cell(b, growth).fill("37,5")
  await says(b, "Đã lưu lúc")
  await handIn(b)
}

/** The head stands aside for the deputy; the last two give each other everything, all others four fifths. */
export async function scoreEachOther(pages: readonly Page[]) {
  await all(pages, async (page, i) => {
    await come(page, "Chấm chéo")
    await cell(page, growth, "so-d")
      .or(cell(page, growth, "so-c"))
      .first()
      .waitFor()
    if (!i) {
      await page.getByRole("combobox", { name: "Xin không chấm" }).selectOption({ label: name("so-b") })
      await page.getByLabel("Lý do không chấm Đơn vị so-b").fill("Có quan hệ phối hợp trực tiếp.")
    }
    const peers = codes.flatMap((code, j) => (j === i || (i === 0 && j === 1) ? [] : [{ code, friend: i > 1 && j > 1 }]))
    for (const { code, friend } of peers)
      for (const [criterion, most] of [
        [growth, 40],
        [movement, 20],
        [ideas, 20],
      ] as const)
        // prettier-ignore
        await cell(page, criterion, code).fill(`${friend ? most : most * 0.8}`)
    await says(page, "Đã lưu lúc")
    await press(page, "Nộp phiếu…")
    await dialog(page).getByText(`Nộp điểm chấm chéo cho ${peers.length} đơn vị?`).waitFor()
    await dialog(page).getByRole("button", { name: "Nộp", exact: true }).click()
    await page.getByText("Đơn vị đã nộp phiếu này.").waitFor()
  })
}

/** The agency answers its criterion for all, of one with a reason. */
export async function verifyField(page: Page) {
  await page.getByRole("link", { name: "Xác nhận theo lĩnh vực" }).click()
  for (const code of ["so-a", "so-c", "so-d"]) await cell(page, reform, code).fill("18")
  await cell(page, reform, "so-b").fill("16")
  await page.getByRole("textbox", { name: "Nhận xét: Đơn vị so-b: I.2" }).fill("Chỉ số xếp thứ 9")
  await says(page, "Đã lưu lúc")
  await press(page, "Xác nhận mọi đơn vị đã đủ…")
  await dialog(page).getByRole("button", { name: "Xác nhận", exact: true }).click()
  await page.getByText(/^Đã xác nhận cho: Đơn vị so-a/).waitFor()
}

/** What differs wants its reason; lateness brings its penalty to one, and is waived for the others. */
export async function verify(page: Page, units: readonly string[]) {
  await come(page, "Xác nhận điểm")
  for (const unit of units) {
    await press(page, new RegExp(`^Đơn vị ${unit}`))
    await press(page, /^Điền ô trống/)
    if (unit === "so-b") {
      await cell(page, growth).fill("35")
      await page.getByRole("textbox", { name: "Lý do, ghi chú: I.1" }).fill("Chưa đủ tài liệu kiểm chứng")
      await press(page, "Ghi điểm trừ")
      await page.getByText("Đã ghi điểm trừ nộp muộn.").waitFor()
    } else await page.getByLabel("Không trừ, vì").fill("Lỗi mạng của tỉnh.")
    await says(page, "Đã lưu lúc")
    await confirm(page, "Xác nhận điểm…", "Xác nhận")
    await page.getByRole("button", { name: new RegExp(`^Đơn vị ${unit}.*✓`) }).waitFor()
  }
}
