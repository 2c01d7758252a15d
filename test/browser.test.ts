import type { Page } from "playwright-core"
import { describe, expect } from "vitest"
import { test } from "./browser.ts"
import { blocYear, operator, password, province, sender, signIn } from "./world.ts"

const made = "Dữ liệu minh họa"

/** A province of made-up figures, and a site that lists its accounts. */
async function demonstration(serving: (more: { demonstration: object[] }) => Promise<string>) {
  const { code } = await province()
  const account = { department: "Sở Nội vụ", name: "Bà Minh Họa", signIn: "minh-hoa", password, roles: ["board", "leader"] }
  const founding = {
    ...{ code: `${code}-mh`, name: "Tỉnh minh họa", demonstration: true },
    ...{ department: { code: "so-noi-vu", name: account.department }, person: { name: account.name, signIn: account.signIn } },
  }
  const { json } = await (await operator())("POST", "/provinces", founding)
  const { token } = (json as { link: { token: string } }).link
  const board = await signIn("/session/link", { province: founding.code, token, password })
  const officer = { ...account, name: "Ông Minh Họa", signIn: "chuyen-vien", roles: ["officer"] }
  const accounts = [account, officer].map((one) => ({ ...one, province: founding.code }))
  return { code: founding.code, other: code, board, origin: await serving({ demonstration: accounts }) }
}

async function enter(page: Page, name: string, word: string) {
  await page.getByLabel("Tên đăng nhập").fill(name)
  await page.getByLabel("Mật khẩu").fill(word)
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click()
}
const today = (page: Page) => page.getByRole("heading", { name: "Việc của tôi", level: 1 })
const section = (page: Page, name: string) => page.getByRole("region", { name })

describe.concurrent("signing in", () => {
  test("a demonstration lists its accounts by what they may do, and a click signs in", async ({ visit, serving }) => {
    const { code, origin } = await demonstration(serving)
    const page = await visit(`/${code}`, { on: origin })
    const accounts = section(page, "Tài khoản minh họa")
    await accounts.getByRole("button", { name: "Chuyên viên nhập liệu" }).waitFor()
    await accounts.getByRole("button", { name: "Cơ quan thường trực TĐKT, Lãnh đạo đơn vị" }).click()
    await today(page).waitFor()
    expect(await page.getByRole("banner").innerText()).toContain("Bà Minh Họa")
  })

  test("its every page, and every print, says that the figures are made up", async ({ visit, serving }) => {
    const { code, board, origin } = await demonstration(serving)
    const { id } = (await board("POST", "/departments", { code: "so-y-te", name: "Sở Y tế" })).json as { id: string }
    const own = ((await board("GET", "/session")).json as { department: { id: string } }).department.id
    const world = { code, board, as: async () => board, ids: new Map<string, string>() }
    const { at } = await blocYear({ ...world, departmentOf: async (of) => (of === "so-a" ? own : id) }, { members: ["so-a", "so-b"] })
    const page = await visit(`/${code}`, { on: origin })
    for (const path of ["/link/da-dung", "", "/today", at, `${at}/table`, `${at}/self`, `${at}/ranking`, "/people", "/board", "/account"]) {
      if (path === "/today") {
        await enter(page, "minh-hoa", password)
        await today(page).waitFor()
      }
      await page.goto(`/${code}${path}`)
      await page.getByRole("heading", { level: 1 }).waitFor()
      await page.getByText(made, { exact: true }).waitFor()
      await page.emulateMedia({ media: "print" })
      expect(await page.getByText(made, { exact: true }).isVisible(), path).toBe(true)
      await page.emulateMedia({ media: "screen" })
      expect(new URL(page.url()).pathname).toBe(`/${code}${path}`)
    }
  })

  test("another province has no such word and no such list, even where a demonstration is", async ({ visit, serving }) => {
    const { other, origin } = await demonstration(serving)
    const world = await province()
    for (const on of [undefined, origin]) {
      const page = await visit(`/${on ? other : world.code}`, on ? { on } : {})
      await page.getByRole("button", { name: "Đăng nhập", exact: true }).waitFor()
      await page.waitForLoadState("networkidle")
      expect(await page.getByText(/minh họa/i).count()).toBe(0)
    }
    const page = await visit(`/${world.code}/today`, { as: world.board })
    await today(page).waitFor()
    expect(await page.getByText(/minh họa/i).count()).toBe(0)
  })

  test("a wrong password is told in words, a right one leads to where one wanted to be", async ({ visit }) => {
    const world = await province()
    await world.as("leader")
    const page = await visit(`/${world.code}/account`, { refused: [401] })
    await enter(page, "leader.so-a", "không phải mật khẩu này")
    await page.getByRole("alert").getByText("Tên đăng nhập hoặc mật khẩu không đúng.").waitFor()
    await enter(page, "leader.so-a", password)
    await page.getByRole("heading", { name: "Tài khoản của tôi" }).waitFor()
    expect(new URL(page.url()).pathname).toBe(`/${world.code}/account`)
  })

  test("after too many wrong tries an account says for how long it is closed", async ({ visit }) => {
    const world = await province()
    await world.as("leader")
    const wrong = { province: world.code, name: "leader.so-a", password: "không phải mật khẩu này" }
    await Promise.all(Array.from({ length: 8 }, () => sender()("POST", "/session", wrong)))
    const page = await visit(`/${world.code}`, { refused: [429] })
    await enter(page, "leader.so-a", password)
    await page.getByRole("alert").getByText("Đã sai quá nhiều lần. Hãy thử lại sau 15 phút.").waitFor()
  })
})

describe.concurrent("today", () => {
  test("it says what to do and by when, where the bloc stands and who is waited for", async ({ visit }) => {
    const world = await province()
    const { at } = await blocYear(world, { to: "selfScoring" })
    const leader = await visit(`/${world.code}/today`, { as: await world.as("leader") })
    await leader.clock.setFixedTime("2026-11-23T08:00:00+07:00")
    await leader.reload()
    const task = section(leader, "Việc cần làm").getByRole("listitem").filter({ hasText: "Nộp phiếu tự chấm điểm" })
    await task.getByText("Hạn 30/11/2026 – còn 7 ngày").waitFor()
    await leader.clock.setFixedTime("2026-12-02T08:00:00+07:00")
    await leader.reload()
    await task.getByText("Hạn 30/11/2026 – quá hạn 2 ngày").waitFor()
    const where = section(leader, "Khối của tôi đang ở đâu")
    expect(await where.locator("[aria-current=step]").innerText()).toContain("Tự chấm điểm")
    await where.getByText("0/3 đơn vị đã xong").waitFor()
    await where.getByText("Còn chờ: Đơn vị so-a, Đơn vị so-b, Đơn vị so-c").waitFor()
    await task.getByRole("link").click()
    await leader.waitForURL(`**${at}/self`)
  })

  test("what others did is new until it was seen", async ({ visit }) => {
    const world = await province()
    const { at, hash } = await blocYear(world, { to: "selfScoring" })
    const other = await world.as("leader", "so-b")
    const handIn = await other("POST", `${at}/self`, { table: hash, points: [4000, 6000] }, { "if-match": '"v0"' })
    expect(handIn.status).toBe(200)
    const page = await visit(`/${world.code}/today`, { as: await world.as("leader") })
    const news = section(page, "Có gì mới từ lần xem trước").getByRole("listitem")
    expect(await news.filter({ hasText: "Đơn vị so-b: Nộp phiếu tự chấm điểm" }).innerText()).toContain("Mới")
    await page.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().endsWith("/api/today"))
    await page.reload()
    await news.getByText("Không có gì mới.").waitFor()
    expect(await news.count()).toBe(1)
  })
})

describe.concurrent("what a person may", () => {
  test("an officer fills a sheet in and is told who hands it in", async ({ visit }) => {
    const world = await province()
    const { at } = await blocYear(world, { to: "selfScoring" })
    const page = await visit(`/${world.code}${at}/self`, { as: await world.as("officer") })
    await page.getByText(/Trình lãnh đạo nộp/).waitFor()
    expect(await page.getByRole("textbox").first().isEditable()).toBe(true)
    expect(await page.getByRole("button", { name: "Nộp phiếu…" }).count()).toBe(0)
  })

  test("a member neither moves the year on nor writes the table or the pledge", async ({ visit }) => {
    const world = await province()
    const { at } = await blocYear(world)
    const page = await visit(`/${world.code}${at}`, { as: await world.as("leader", "so-c") })
    await page.getByText("Trưởng khối hoặc cơ quan thường trực chuyển giai đoạn.").waitFor()
    expect(await page.getByRole("button", { name: /Chuyển sang/ }).count()).toBe(0)
    for (const [place, none] of [
      ["Bảng tiêu chí", "Khối chưa có bảng tiêu chí."],
      ["Giao ước thi đua", "Trưởng khối chưa soạn nội dung giao ước."],
    ] as const) {
      await page.getByRole("link", { name: place }).click()
      await page.getByText(none).waitFor()
      expect(await page.getByRole("textbox").count()).toBe(0)
    }
    expect(await page.getByRole("link", { name: "Xác nhận điểm" }).count()).toBe(0)
  })
})

test("one switch makes all English, and the browser remembers it", async ({ visit }) => {
  const world = await province()
  const { at } = await blocYear(world)
  const page = await visit(`/${world.code}/today`, { as: await world.as("leader") })
  await today(page).waitFor()
  const lang = () => page.locator("html").getAttribute("lang")
  expect(await lang()).toBe("vi")
  await page.getByRole("button", { name: "English" }).click()
  await page.getByRole("heading", { name: "Where my blocs stand" }).waitFor()
  await page.goto(`/${world.code}${at}`)
  await page.getByRole("heading", { name: "Members" }).waitFor()
  expect(await lang()).toBe("en")
  await page.getByRole("button", { name: "Tiếng Việt" }).click()
  await page.getByRole("heading", { name: "Các đơn vị thành viên" }).waitFor()
  expect(await lang()).toBe("vi")
})
