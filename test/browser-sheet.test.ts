import type { Page } from "playwright-core"
import { describe, expect } from "vitest"
import { cell, paste, test } from "./browser.ts"
import { blocYear, password, province } from "./world.ts"

const [politics, movements] = ["Nhiệm vụ chính trị", "Phong trào thi đua"] as const

/** A sheet of two criteria, and who fills it in. */
async function sheet() {
  const world = await province()
  const { at, hash } = await blocYear(world, { to: "selfScoring" })
  const [leader, officer] = await Promise.all([world.as("leader"), world.as("officer")])
  const stored = async () => {
    const { json, etag } = await officer("GET", `${at}/self`)
    return { points: (json as { points: (number | null)[] }).points, etag }
  }
  return { path: `/${world.code}${at}/self`, at, hash, leader, officer, stored }
}
const says = (page: Page, words: string) => page.getByRole("status").getByText(words).waitFor()
const isSave = (method: string, url: string) => method === "PUT" && url.endsWith("/self")

describe.concurrent("a sheet", () => {
  test("takes a pasted column back by Ctrl+Z, and asks before it takes more lines than it has criteria", async ({ visit, expect }) => {
    const { path, leader } = await sheet()
    const page = await visit(path, { as: leader })
    const values = () => Promise.all([politics, movements].map((name) => cell(page, name).inputValue()))
    await cell(page, politics).fill("12")
    await paste(page, "17,75\r\n36,5\r\n")
    await expect.poll(values).toEqual(["17,75", "36,5"])
    await page.keyboard.press("Control+z")
    await expect.poll(values).toEqual(["12", ""])
    page.once("dialog", (dialog) => void dialog.dismiss())
    await paste(page, "54,25\r\n17,75\r\n36,5\r\n")
    expect(await values()).toEqual(["12", ""])
  })

  test("that lacks points cannot be handed in, and says where", async ({ visit, expect }) => {
    const { path, leader, stored } = await sheet()
    const page = await visit(path, { as: leader })
    await cell(page, politics).fill("38,5")
    await page.getByText("Còn 1 ô chưa nhập").waitFor()
    await page.getByRole("button", { name: "Nộp phiếu…" }).click()
    const dialog = page.getByRole("dialog")
    await expect.poll(() => dialog.getByRole("listitem").allInnerTexts()).toEqual([`II ${movements}: Chưa nhập`])
    expect(await dialog.getByRole("button", { name: "Nộp", exact: true }).count()).toBe(0)
    await dialog.getByRole("link", { name: movements }).click()
    await page.keyboard.type("61")
    await page.getByText("1 ô sai").waitFor()
    await page.getByRole("status").getByText("Quá điểm tối đa").waitFor()
    await page.getByRole("button", { name: "Nộp phiếu…" }).click()
    await expect.poll(() => dialog.getByRole("listitem").allInnerTexts()).toEqual([`II ${movements}: Quá điểm tối đa`])
    await dialog.getByRole("button", { name: "Đóng" }).click()
    await cell(page, movements).fill("55")
    await page.getByText("Đã nhập đủ").waitFor()
    await says(page, "Đã lưu lúc")
    expect((await stored()).points).toEqual([3850, 5500])
  })

  test("keeps what is typed without a connection, says so, and saves it when the net is back", async ({ visit }) => {
    const { path, leader, stored } = await sheet()
    const page = await visit(path, { as: leader, refused: ["net"] })
    await cell(page, politics).fill("30")
    await says(page, "Đã lưu lúc")
    await page.context().setOffline(true)
    await says(page, "Đang mất kết nối mạng.")
    await cell(page, movements).fill("41,25")
    await says(page, "Có thay đổi chưa lưu.")
    await says(page, "Mất kết nối: điểm đã nhập vẫn giữ trên trang này")
    expect(await cell(page, movements).inputValue()).toBe("41,25")
    expect((await stored()).points).toEqual([3000, null])
    await page.context().setOffline(false)
    await says(page, "Đã lưu lúc")
    expect((await stored()).points).toEqual([3000, 4125])
  })

  test("counts a save once whose answer was lost", async ({ visit }) => {
    const { path, leader, stored } = await sheet()
    const page = await visit(path, { as: leader, refused: ["net"] })
    let lost = 0
    await page.route(
      (url) => url.pathname.endsWith("/self"),
      async (route) => {
        if (!isSave(route.request().method(), route.request().url()) || lost++) return route.fallback()
        await route.fetch()
        return route.abort()
      },
    )
    await cell(page, politics).fill("12")
    await says(page, "Đã lưu lúc")
    expect(lost).toBe(2)
    expect(await stored()).toEqual({ points: [1200, null], etag: '"v1"' })
  })

  test("that somebody else has saved meanwhile asks whose points stay", async ({ visit, expect }) => {
    const { path, at, hash, leader, officer, stored } = await sheet()
    const page = await visit(path, { as: leader, refused: [412] })
    const theirs = async (points: number, etag: string) =>
      expect((await officer("PUT", `${at}/self`, { table: hash, points: [points, points] }, { "if-match": etag })).status).toBe(200)
    await cell(page, politics).fill("10")
    await says(page, "Đã lưu lúc")
    await theirs(2000, '"v1"')
    await cell(page, movements).fill("11")
    await says(page, "Người khác trong đơn vị vừa lưu phiếu này.")
    await page.getByRole("button", { name: "Giữ bản của tôi" }).click()
    await says(page, "Đã lưu lúc")
    expect(await stored()).toEqual({ points: [1000, 1100], etag: '"v3"' })
    await theirs(3000, '"v3"')
    await cell(page, movements).fill("12")
    await page.getByRole("button", { name: "Lấy bản của người kia" }).click()
    await expect.poll(() => cell(page, movements).inputValue()).toBe("30")
    expect((await stored()).etag).toBe('"v4"')
  })

  test("loses nothing when the session ends: one signs in on the spot and it is saved", async ({ visit }) => {
    const { path, leader, stored } = await sheet()
    const page = await visit(path, { as: leader, refused: [401] })
    await cell(page, politics).waitFor()
    await leader("DELETE", "/session")
    await cell(page, politics).fill("38,5")
    const dialog = page.getByRole("dialog", { name: "Phiên làm việc đã hết" })
    await dialog.getByText("Những gì bạn đã nhập vẫn còn trên trang.").waitFor()
    await dialog.getByLabel("Tên đăng nhập").fill("leader.so-a")
    await dialog.getByLabel("Mật khẩu").fill(password)
    await dialog.getByRole("button", { name: "Đăng nhập" }).click()
    await says(page, "Đã lưu lúc")
    expect(await cell(page, politics).inputValue()).toBe("38,5")
    expect((await stored()).points).toEqual([3850, null])
  })
})
