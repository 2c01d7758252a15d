import type { Page } from "playwright-core"
import { expect } from "vitest"
import { beyond, test, violations } from "./browser.ts"
import { answers, drive, joins, movements, paths, report } from "./small-movement.ts"
import { blocYear } from "./world.ts"

const shots = process.env["SHOTS"]
const shot = async (page: Page, name: string) => shots && (await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true }))
const open = (page: Page, name: string) => page.getByText(name, { exact: true }).first().click()
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click()

async function launch(page: Page, name: string) {
  await page.getByRole("heading", { name: "Phát động phong trào" }).click()
  await page.getByLabel("Tên phong trào", { exact: true }).fill(name)
  await page.getByLabel("Loại").last().selectOption({ label: "Theo chuyên đề" })
  await page.getByLabel("Bắt đầu").fill("2021")
  await page.getByLabel("Kết thúc").fill("31/12/2025")
  await page.getByLabel("Hưởng ứng").selectOption({ label: "Chính phủ, Thủ tướng Chính phủ" })
  await page.getByLabel("Tên phong trào cấp trên").fill("Cả nước chung sức xây dựng nông thôn mới")
  await page.getByLabel("Chỉ tiêu của phong trào").fill("50 xã đạt chuẩn\n3 huyện đạt chuẩn\n")
  await press(page, "Phát động phong trào")
  await page.getByRole("link", { name: "Xem phong trào" }).click()
}

test(
  "the board launches, a leader joins and sets an indicator, its officer reports, another department sees it",
  { timeout: 80_000 },
  async ({ visit }) => {
    const of = await movements()
    const name = "Chung sức xây dựng nông thôn mới"
    const board = await visit(`/${of.code}/today`, { as: of.board })
    await board.getByRole("link", { name: "Phong trào", exact: true }).click()
    await board.getByText("Chưa có phong trào nào.").waitFor()
    await launch(board, name)
    await board.getByRole("heading", { level: 1, name }).waitFor()
    await board.getByText("2021 – 31/12/2025").waitFor()
    await board.getByText("chưa rõ", { exact: true }).waitFor()
    await board.getByText("Cả nước chung sức xây dựng nông thôn mới").waitFor()
    expect(await board.getByRole("listitem").filter({ hasText: "huyện đạt chuẩn" }).count()).toBe(1)
    const at = new URL(board.url()).pathname

    const leader = await visit(at, { as: of.a, refused: [422] })
    await press(leader, "Tham gia phong trào")
    await leader.getByText("Đã tham gia từ").waitFor()
    await open(leader, "Đặt chỉ tiêu")
    await leader.getByLabel("Chỉ tiêu", { exact: true }).fill("Số xã đạt chuẩn")
    await leader.getByLabel("Mục tiêu").fill("nhiều")
    await leader.getByLabel("Đơn vị tính").fill("xã")
    await press(leader, "Lưu chỉ tiêu")
    await leader.getByText("Số không đúng dạng hoặc quá lớn.").waitFor()
    await leader.getByLabel("Mục tiêu").fill("12,5")
    await press(leader, "Lưu chỉ tiêu")
    await leader.getByRole("status").getByText("Đã lưu.").waitFor()
    await leader.getByRole("cell", { name: "12,5 xã" }).waitFor()

    const officer = await visit(at, { as: await of.as("officer"), refused: [422] })
    expect(await officer.getByRole("button", { name: "Sửa phong trào" }).count()).toBe(0)
    await open(officer, "Báo cáo")
    await officer.getByLabel("Báo cáo về").selectOption({ label: "Số xã đạt chuẩn (xã)" })
    await officer.getByLabel("Số liệu tính đến ngày").fill("2026-06-30")
    await press(officer, "Gửi báo cáo")
    await officer.getByText("Báo cáo cần có số liệu hoặc nội dung.").waitFor()
    await officer.getByLabel("Kết quả").fill("5")
    await officer.getByLabel("Nội dung").fill("Đã họp sơ kết sáu tháng.")
    await press(officer, "Gửi báo cáo")
    await officer.getByRole("cell", { name: "40%" }).waitFor()

    const other = await visit(at, { as: of.b })
    await other.getByRole("cell", { name: "5 (30/06/2026)" }).waitFor()
    await open(other, "Các báo cáo của Đơn vị so-a")
    await other.getByText("Đã họp sơ kết sáu tháng.").waitFor()
    await other.getByText("Đơn vị chưa tham gia phong trào này.").waitFor()
    expect(await other.getByRole("button", { name: "Sửa phong trào" }).count()).toBe(0)
    expect(await violations(other)).toEqual([])

    await press(board, "Tổng kết phong trào")
    await board.getByLabel("Ngày tổng kết").fill("2026-07-15")
    await board.getByLabel("Kết quả tổng kết").fill("Đạt 48 xã.")
    await board.getByRole("dialog").getByRole("button", { name: "Tổng kết phong trào" }).click()
    await board.getByText("Tổng kết ngày 15/07/2026").waitFor()
    await board.getByText("Đạt 48 xã.").waitFor()
    expect(await board.getByRole("button", { name: "Sửa phong trào" }).count()).toBe(0)
  },
)

test(
  "the list is narrowed by level, kind, state and year; the own department's movement says whose it is",
  { timeout: 60_000 },
  async ({ visit }) => {
    const of = await movements()
    const { bloc } = await blocYear(of, { members: ["so-a", "so-b"] })
    const top = await of.launch({ name: "Của tỉnh", from: "2015", to: "2020" })
    await of.launch({ name: "Của khối", kind: "regular", from: "2021", to: null }, of.a, `/blocs/${bloc}/movements`)
    const low = await of.launch({ name: "Của sở", respondsTo: answers(top) }, of.a, paths.inside)
    await of.end(low, 1, of.a)
    const page = await visit(`/${of.code}/movements`, { as: of.a })
    const names = async () => (await page.getByRole("main").getByRole("listitem").getByRole("link").allInnerTexts()).toSorted()
    await expect.poll(names).toEqual(["Của khối", "Của sở", "Của tỉnh"])
    const pick = async (label: string, value: string) => page.getByRole("search").getByLabel(label).selectOption({ label: value })
    await pick("Cấp phát động", "Khối thi đua")
    await expect.poll(names).toEqual(["Của khối"])
    await pick("Cấp phát động", "Tất cả")
    await pick("Trạng thái", "Đã tổng kết")
    await expect.poll(names).toEqual(["Của sở"])
    await pick("Loại", "Thường xuyên")
    await page.getByText("Không có phong trào nào khớp với lựa chọn.").waitFor()
    await pick("Trạng thái", "Tất cả")
    await pick("Loại", "Tất cả")
    await page.getByLabel("Diễn ra trong năm").fill("2030")
    await expect.poll(names).toEqual(["Của khối"])
    await page.getByLabel("Diễn ra trong năm").fill("2018")
    await expect.poll(names).toEqual(["Của tỉnh"])
    await page.getByRole("link", { name: "Của tỉnh" }).click()
    await page.getByRole("link", { name: "Của sở" }).click()
    await page.getByText("Chỉ đơn vị của bạn xem được").waitFor()
    await page.getByRole("link", { name: "Của tỉnh" }).waitFor()
    await page.getByRole("button", { name: "English" }).click()
    await page.getByText("Seen by your department alone").waitFor()
    await page.getByRole("heading", { name: "In answer to" }).waitFor()
  },
)

test(
  "both pages break no rule that a machine can find, fit a phone, and say when the line is lost",
  { timeout: 60_000 },
  async ({ visit }) => {
    const of = await movements()
    const id = await of.launch({ name: "Cả nước chung tay vì người nghèo – Không để ai bị bỏ lại phía sau", aims: drive.aims.repeat(20) })
    await joins(of.a, id)
    await report(of.a, id)
    for (const [send, width] of [
      [of.a, 1366],
      [of.a, 390],
      [of.board, 390],
    ] as const) {
      const page = await visit(`/${of.code}/movements`, { as: send, width, refused: ["net"] })
      await page.getByRole("heading", { name: "Phát động phong trào" }).click()
      expect([await violations(page), await beyond(page)]).toEqual([[], 0])
      await shot(page, `movements-${width}-${send === of.board ? "board" : "leader"}`)
      await page.goto(`/${of.code}/movements/${id}`)
      await page.getByRole("cell", { name: "40%" }).waitFor()
      if (send === of.a) {
        await open(page, "Đặt chỉ tiêu")
        await open(page, "Báo cáo")
      } else await press(page, "Sửa phong trào")
      expect([await violations(page), await beyond(page)]).toEqual([[], 0])
      await shot(page, `movement-${width}-${send === of.board ? "board" : "leader"}`)
    }
    const page = await visit(`/${of.code}/movements/${id}`, { as: of.b, refused: ["net"] })
    await page.getByRole("button", { name: "Tham gia phong trào" }).waitFor()
    await page.context().setOffline(true)
    await press(page, "Tham gia phong trào")
    await page.getByText("Không kết nối được với máy chủ.").waitFor()
    await page.context().setOffline(false)
    await press(page, "Tham gia phong trào")
    await page.getByText("Đã tham gia từ").waitFor()
    const gone = await visit(`/${of.code}/movements/${"0".repeat(20)}`, { as: of.b })
    await gone.getByText("Không tìm thấy nội dung này").waitFor()
  },
)
