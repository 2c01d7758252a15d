import type { BrowserContext, Page } from "playwright-core"
import { describe, expect } from "vitest"
import { cell, test } from "./browser.ts"
import { blocYear, password, province, type Send, signIn } from "./world.ts"

const [politics, movements] = ["Nhiệm vụ chính trị", "Phong trào thi đua"] as const

type World = Awaited<ReturnType<typeof province>>

/** The sheets of two departments in one year: of the second one a draft is saved. */
async function sheets() {
  const world = await province()
  const { at, hash, members } = await blocYear(world, { to: "selfScoring" })
  const [mine, theirs] = await Promise.all([world.as("leader"), world.as("leader", "so-b")])
  const stored = async (of: Send) => ((await of("GET", `${at}/self`)).json as { points: (number | null)[] }).points
  return { ...{ world, at, hash, members, mine, theirs, stored }, path: `/${world.code}${at}/self` }
}

/** How many saves of a sheet the server has taken from a page since. */
function taken(page: Page) {
  const seen: number[] = []
  page.on("response", (answer) => {
    if (answer.request().method() === "PUT" && answer.url().endsWith("/self")) seen.push(answer.status())
  })
  return { sent: () => seen.length, taken: () => seen.filter((status) => status === 200).length }
}

/** Signs in as somebody else in another window of the same browser. */
async function become(context: BrowserContext, { cookie }: Send, at: string) {
  const url = new URL(at).origin.replace("http:", "https:")
  const [name, value] = cookie.split("=") as [string, string]
  await context.addCookies([{ name, value, url, secure: true, httpOnly: true, sameSite: "Lax" }])
}
/** Makes the leader of so-a a leader in another department too. */
async function also(world: World, department: string) {
  const at = `/departments/${department}/people/${world.ids.get("leader@so-a")}`
  const { status, text } = await world.board("PUT", at, { name: "leader so-a", roles: ["leader"] }, { "if-match": '"v0"' })
  expect(status, text).toBe(200)
}
const says = (page: Page, unit: string) => page.getByRole("alert").getByText(`Trình duyệt này đang làm việc với tên ${unit}`).waitFor()
/** Longer than a save waits after the last key. */
const rest = (page: Page) => page.waitForTimeout(1500)

describe.concurrent("what one has typed", () => {
  test("is not saved in the name of who signs in after the session has ended", async ({ visit }) => {
    const { path, mine, theirs, stored } = await sheets()
    const page = await visit(path, { as: mine, refused: [401, 403] })
    await cell(page, politics).waitFor()
    await mine("DELETE", "/session")
    await cell(page, politics).fill("38,5")
    const dialog = page.getByRole("dialog", { name: "Phiên làm việc đã hết" })
    await dialog.getByLabel("Tên đăng nhập").fill("leader.so-b")
    await dialog.getByLabel("Mật khẩu").fill(password)
    const saves = taken(page)
    await dialog.getByRole("button", { name: "Đăng nhập" }).click()
    await says(page, "leader so-b – Đơn vị so-b")
    expect(await dialog.count()).toBe(0)
    await page.getByRole("button", { name: "Thử lại" }).click()
    await cell(page, movements).fill("41")
    await rest(page)
    expect(saves.sent()).toBe(0)
    expect(await cell(page, politics).inputValue()).toBe("38,5")
    expect(await page.getByRole("banner").innerText()).toContain("leader so-a")
    expect(await stored(theirs)).toEqual([])
  })

  test("is not saved in the name of who signs in from another window, and comes back to who typed it", async ({ visit, expect }) => {
    const { path, at, hash, mine, theirs, stored } = await sheets()
    await theirs("PUT", `${at}/self`, { table: hash, points: [1000, 2000] }, { "if-match": '"v0"' })
    const page = await visit(path, { as: mine, refused: [401, 403] })
    await cell(page, politics).waitFor()
    const saves = taken(page)
    await become(page.context(), theirs, page.url())
    await cell(page, politics).fill("38,5")
    await says(page, "leader so-b – Đơn vị so-b")
    await page.getByRole("button", { name: "Thử lại" }).click()
    await cell(page, movements).fill("41")
    await rest(page)
    expect([saves.sent(), saves.taken()]).toEqual([1, 0])
    expect(await cell(page, politics).inputValue()).toBe("38,5")
    expect(await stored(theirs)).toEqual([1000, 2000])
    page.on("dialog", (dialog) => void dialog.accept())
    await page.getByRole("button", { name: "Tải lại trang" }).click()
    await expect.poll(() => cell(page, politics).inputValue()).toBe("10")
    await become(page.context(), mine, page.url())
    await page.reload()
    await expect.poll(() => stored(mine)).toEqual([3850, 4100])
    expect(await stored(theirs)).toEqual([1000, 2000])
  })

  test("is not saved for another department that the same person has gone on to", async ({ visit }) => {
    const { path, world, members, mine, theirs, stored } = await sheets()
    await also(world, members[1]!)
    const page = await visit(path, { as: mine, refused: [403] })
    await cell(page, politics).waitFor()
    const saves = taken(page)
    expect((await mine("PUT", "/session/department", { department: members[1] })).status).toBe(200)
    await cell(page, politics).fill("38,5")
    await says(page, "leader so-a – Đơn vị so-b")
    await page.getByRole("button", { name: "Thử lại" }).click()
    await rest(page)
    expect(saves.taken()).toBe(0)
    expect(await cell(page, politics).inputValue()).toBe("38,5")
    expect(await stored(theirs)).toEqual([])
  })

  test("is saved when the same person has signed in anew from another window", async ({ visit }) => {
    const { path, world, mine, stored } = await sheets()
    const page = await visit(path, { as: mine, refused: [403] })
    await cell(page, politics).waitFor()
    const anew = await signIn("/session", { province: world.code, name: "leader.so-a", password })
    await become(page.context(), anew, page.url())
    await cell(page, politics).fill("38,5")
    await page.getByRole("status").getByText("Đã lưu lúc").waitFor()
    expect(await stored(anew)).toEqual([3850, null])
  })
})

test("whoever goes on to another department of its own reads its own page anew", async ({ visit }) => {
  const { world, members, mine } = await sheets()
  await also(world, members[1]!)
  const page = await visit(`/${world.code}/account`, { as: mine })
  await page.getByRole("button", { name: "Đơn vị so-b" }).click()
  await page.getByRole("banner").getByText("Đơn vị so-b").waitFor()
  await page.getByRole("button", { name: "Đơn vị so-b", pressed: true }).waitFor()
  expect(await page.getByRole("alert").getByText("Trình duyệt này").count()).toBe(0)
})
