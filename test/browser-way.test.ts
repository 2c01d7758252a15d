import type { Page } from "playwright-core"
import { expect } from "vitest"
import { test } from "./browser.ts"
import { blocYear, province } from "./world.ts"

/** Whether the whole of what has this selector is on the screen. */
const inView = (page: Page, selector: string) =>
  page.evaluate((selector) => {
    const { top, bottom } = document.querySelector(selector)!.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  }, selector)

test("the task to move the year on leads to where it is moved", async ({ visit, expect }) => {
  const world = await province()
  const members = Array.from({ length: 8 }, (_, i) => `so-${"abcdefgh"[i]}`)
  await blocYear(world, { members, to: "selfScoring" })
  const page = await visit(`/${world.code}/today`, { as: world.board })
  await page.getByRole("link", { name: /Chuyển sang giai đoạn/ }).click()
  await page.getByRole("button", { name: /^Chuyển sang/ }).waitFor()
  await page.waitForLoadState("networkidle")
  await expect.poll(() => inView(page, "section:has(> #move)")).toBe(true)
})

test("the address of a year that cannot be says that there is none", async ({ visit }) => {
  const world = await province()
  const page = await visit(`/${world.code}/years/khong-phai-nam/self`, { as: await world.as("leader"), refused: [422] })
  await page.getByRole("alert").getByText("Không tìm thấy nội dung này").first().waitFor()
  expect(await page.getByText("Một số ô chưa đúng").count()).toBe(0)
})
