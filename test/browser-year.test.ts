import type { Page } from "playwright-core"
import { expect } from "vitest"
import { cell, confirm, paste, test } from "./browser.ts"
import { blocYear, province, type Send } from "./world.ts"

const members = ["so-a", "so-b", "so-c", "so-d"]
const lines = [
  ["I", "Nhiệm vụ chính trị", "60"],
  ["1", "Cải cách hành chính", "40"],
  ["2", "Chuyển đổi số", "20"],
  ["II", "Phong trào thi đua", "40"],
  ["1", "Tổ chức phong trào", "40"],
]
const [reform, digital, movement] = ["Cải cách hành chính", "Chuyển đổi số", "Tổ chức phong trào"] as const
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Các trang của năm thi đua" }).getByRole("link", { name, exact: true }).click()
const save = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click()
const ok = async (answer: ReturnType<Send>) => expect(await answer).toMatchObject({ status: 200 })
const saved = (page: Page) => page.getByRole("status").getByText("Đã lưu").waitFor()

async function moveOn(page: Page, to: string) {
  await tab(page, "Tổng quan")
  await confirm(page, `Chuyển sang «${to}»`)
  await page.locator("[aria-current=step]").getByText(to).waitFor()
}

async function draft(page: Page) {
  await tab(page, "Bảng tiêu chí")
  await page.getByLabel("Các dòng của bảng").focus()
  await paste(page, lines.map((line) => line.join("\t")).join("\r\n"))
  await page.getByLabel("Điểm xác nhận – Tỷ trọng (%)").fill("50")
  await page.getByText("Tổng tỷ trọng phải là 100 %; hiện là 50 %.").waitFor()
  await page.getByLabel("Điểm chấm chéo trung bình – Tỷ trọng (%)").fill("50")
  await page.getByText("Tổng cộng 3 tiêu chí, 100 điểm").waitFor()
  await save(page, "Lưu bảng tiêu chí")
  await page.getByText("Dự thảo, chưa thông qua.").waitFor()
  await page.getByLabel("Ngày họp").fill("2026-01-15")
  await page.getByLabel("Địa điểm").fill("Hội trường Sở Nội vụ")
  await page.getByLabel("Số đơn vị có mặt").fill("4")
  await page.getByLabel("Số đơn vị tán thành").fill("3")
  await page.getByLabel("Nội dung biên bản").fill("Các thành viên thống nhất.")
  await save(page, "Thông qua bảng tiêu chí")
  await page.getByText("Đã thông qua và khóa.").waitFor()
}

async function pledge(page: Page, at: string, others: Send[]) {
  await tab(page, "Giao ước thi đua")
  await page.getByLabel("Nội dung giao ước").fill("Chúng tôi cùng ký giao ước thi đua năm 2026.")
  await save(page, "Lưu")
  await saved(page)
  await moveOn(page, "Ký giao ước")
  await tab(page, "Giao ước thi đua")
  await confirm(page, "Ký giao ước")
  await page.getByText("Đơn vị đã ký giao ước.").waitFor()
  const { hash } = (await others[0]!("GET", `${at}/pledge`)).json as { hash: string }
  for (const one of others) await ok(one("POST", `${at}/pledge/signature`, { hash }))
  await page.reload()
  await expect.poll(() => page.getByRole("cell", { name: "✓ Đã ký" }).count()).toBe(4)
}

/** Typed by keyboard alone, the last by a pasted column. */
async function scoreItself(page: Page) {
  await tab(page, "Tự chấm điểm")
  await cell(page, reform).focus()
  await page.keyboard.type("38,5")
  await page.keyboard.press("Enter")
  await page.keyboard.type("19")
  await page.keyboard.press("ArrowUp")
  await page.keyboard.press("ArrowDown")
  await page.keyboard.type("18,25")
  await saved(page)
  await page.getByText("Còn 1 ô chưa nhập").waitFor()
  expect(await cell(page, reform).inputValue()).toBe("38,5")
  await cell(page, digital).focus()
  await paste(page, "17,75\r\n36,5\r\n")
  await page.getByText("Đã nhập đủ").waitFor()
  await page.getByRole("status").getByText("Đã lưu").waitFor()
  await save(page, "Nộp phiếu…")
  await page.getByRole("dialog").getByText("92,75/100").waitFor()
  await page.getByRole("dialog").getByRole("button", { name: "Nộp", exact: true }).click()
  await page.getByText("Đơn vị đã nộp phiếu này.").waitFor()
  expect(await cell(page, movement).isEditable()).toBe(false)
}

async function scoreEachOther(page: Page) {
  await tab(page, "Chấm chéo")
  for (const [criterion, points] of [
    [reform, ["35", "36", "37,5"]],
    [digital, ["15", "16", "17"]],
    [movement, ["30", "31", "32"]],
  ] as const) {
    await cell(page, criterion, "so-b").focus()
    for (const [i, word] of points.entries()) {
      await page.keyboard.type(word)
      if (i < 2) await page.keyboard.press("ArrowRight")
    }
  }
  expect(await cell(page, movement, "so-d").inputValue()).toBe("32")
  await page.getByText("Đã nhập đủ").waitFor()
  await save(page, "Nộp phiếu…")
  await page.getByRole("dialog").getByText("Nộp điểm chấm chéo cho 3 đơn vị?").waitFor()
  await page.getByRole("dialog").getByRole("button", { name: "Nộp", exact: true }).click()
  await page.getByText("Đơn vị đã nộp phiếu này.").waitFor()
}

async function verify(page: Page, units: readonly string[]) {
  await tab(page, "Xác nhận điểm")
  for (const unit of units) {
    await page.getByRole("button", { name: `Đơn vị ${unit}` }).click()
    await page.getByRole("button", { name: /^Điền ô trống/ }).click()
    if (unit === "so-b") {
      await cell(page, reform).fill("40")
      await page.getByRole("textbox", { name: "Lý do, ghi chú: I.1" }).fill("Đủ tài liệu kiểm chứng")
    }
    await page.getByRole("status").getByText("Đã lưu").waitFor()
    await confirm(page, "Xác nhận điểm…", "Xác nhận")
    await page.getByRole("button", { name: new RegExp(`^Đơn vị ${unit}.*✓`) }).waitFor()
  }
}

async function vote(page: Page) {
  await tab(page, "Bỏ phiếu")
  await page.getByLabel("Ban kiểm phiếu").fill("Ông Nguyễn Văn A, trưởng ban")
  const form = page.getByRole("group", { name: "Đề nghị tặng Cờ thi đua" })
  await form.getByLabel("Có mặt").fill("4")
  await form.getByLabel("Gửi ý kiến bằng văn bản").fill("0")
  await form.getByLabel("Phiếu hợp lệ").fill("4")
  await form.getByLabel("Đơn vị so-b").fill("4")
  await save(page, "Lưu kết quả bỏ phiếu")
  await page.getByText("Do Đơn vị so-a ghi.").waitFor()
}

test("a bloc of four lives its year through the screens, from drafting to closed", { timeout: 80_000 }, async ({ visit }) => {
  const world = await province()
  const { at } = await blocYear(world, { members })
  const [head, ...others] = (await Promise.all(members.map((of) => world.as("leader", of)))) as [Send, ...Send[]]
  const page = await visit(`/${world.code}${at}`, { as: head })
  await page.getByText("Chưa chuyển sang «Ký giao ước» được: Chưa thông qua bảng tiêu chí.").waitFor()
  await draft(page)
  await pledge(page, at, others)
  await moveOn(page, "Thực hiện")
  await moveOn(page, "Tự chấm điểm")
  await scoreItself(page)

  const { hash: table } = (await head("GET", `${at}/table`)).json as { hash: string }
  const points = [3600, 1600, 3200]
  const sheet = (more: object) => ({ table, ...more })
  for (const one of others) await ok(one("POST", `${at}/self`, sheet({ points }), { "if-match": '"v0"' }))
  await moveOn(page, "Chấm chéo")
  await scoreEachOther(page)
  for (const [i, one] of others.entries()) {
    const rows = members.map((_, seat) => (seat === i + 1 ? null : points.map((given) => given + 100 * seat)))
    await ok(one("POST", `${at}/cross`, sheet({ rows }), { "if-match": '"v0"' }))
  }
  await moveOn(page, "Xác nhận điểm")
  await verify(page, ["so-b", "so-c", "so-d"])
  expect(await page.getByRole("button", { name: "Đơn vị so-a" }).count()).toBe(0)
  const deputy = await visit(`/${world.code}${at}/verify`, { as: others[0]! })
  await verify(deputy, ["so-a"])
  expect(await deputy.getByRole("button", { name: "Đơn vị so-c" }).count()).toBe(0)

  await moveOn(page, "Kết quả dự kiến")
  await tab(page, "Xếp hạng")
  await page.getByText("Kết quả dự kiến, còn có thể thay đổi đến khi chốt.").waitFor()
  await moveOn(page, "Bỏ phiếu")
  await vote(page)
  await tab(deputy, "Bỏ phiếu")
  await save(deputy, "Xác nhận kết quả bỏ phiếu")
  await deputy.getByText("✓ Đã được Đơn vị so-b xác nhận.").waitFor()
  await page.reload()
  await tab(page, "Tổng quan")
  await page.getByText("cần giải trình bằng văn bản trước khi chốt").waitFor()
  const board = await visit(`/${world.code}${at}/alerts`, { as: world.board })
  await board.getByLabel("Lý do giữ cách tính theo quy chế").fill("Quy chế của khối dùng điểm trung bình.")
  await save(board, "Ghi giải trình")
  await board.getByText("Đã giải trình.").waitFor()
  await page.reload()
  await moveOn(page, "Chốt kết quả")
  await page.getByText("Đơn vị so-a: Chuyển từ «Bỏ phiếu» sang «Chốt kết quả»").waitFor()
  await tab(page, "Xếp hạng")
  await page.getByText("Kết quả đã chốt").waitFor()
  const { result } = (await head("GET", `${at}/result`)).json as { result: { units: { rank: number; official: number }[] } }
  const rows = await page.getByRole("table", { name: "Xếp hạng" }).getByRole("row").allInnerTexts()
  const shown = rows.slice(1).map((row) => row.split("\t"))
  expect(shown.map(([rank]) => Number(rank))).toEqual(result.units.map(({ rank }) => rank))
  expect(shown.map((row) => Number(row[2]!.replace(",", ".")))).toEqual(result.units.map(({ official }) => official))
  expect(shown[0]!.join(" ")).toMatch(/Cờ thi đua/)
  expect(await page.getByText("Không thiếu phiếu nào.").isVisible()).toBe(true)
})
