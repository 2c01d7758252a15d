import type { Page } from "playwright-core"
import { beforeAll, expect } from "vitest"
import { beyond, test, violations } from "./browser.ts"
import { live, threeLeaders } from "./small-year.ts"
import { store, tenantOf } from "./stored.ts"
import { blocYear, province, type Send } from "./world.ts"

/** SHOTS: a folder in which pictures of the pages are left. */
const shot = async (page: Page, name: string) => {
  const folder = process.env["SHOTS"]
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

/** A province with a closed year whose winners are known, an open one that is late, and three years before them. */
async function full() {
  const three = await threeLeaders()
  await live(three, "closed")
  const { world, at, members, bloc } = three
  for (const award of ["ministryFlag", "governmentFlag"])
    await world.board("PUT", `${at}/awards/01/${award}`, { state: "granted", number: null, date: null }, { "if-match": '"v0"' })
  const open = await blocYear(world, { to: "selfScoring" })
  const pk = `T#${await tenantOf(world.code)}#YR`
  const won = (of: object) => ({ [bloc]: { y: three.year, p: "decided", ...of } })
  await store(
    [
      { pk, sk: "2023", ...won({ [members[0]!]: "F", [members[1]!]: "C", [members[2]!]: "C" }) },
      { pk, sk: "2024", ...won({ [members[1]!]: "F", [members[2]!]: "C" }) },
      { pk, sk: "2025", ...won({ [members[2]!]: "F", [members[0]!]: "C" }) },
    ],
    [],
  )
  return { ...three, open, council: await world.as("council", "so-noi-vu"), viewer: await world.as("viewer", "so-b") }
}
let of: Awaited<ReturnType<typeof full>>
beforeAll(async () => {
  of = await full()
}, 180_000)

const at = (path: string) => `/${of.world.code}/${path}`
async function opened(page: Page, heading: string) {
  await page.getByRole("heading", { level: 1, name: heading }).waitFor()
  await page.getByText("Đang tải…").first().waitFor({ state: "detached" })
}

test(
  "the board sees blocs and years with their flags, who is waited for, and opens a year from there",
  { timeout: 60_000 },
  async ({ visit }) => {
    const page = await visit(at("today"), { as: of.world.board, width: 1366 })
    await page.getByRole("link", { name: "Toàn tỉnh" }).click()
    await opened(page, "Tổng hợp toàn tỉnh")
    const late = page.getByRole("region", { name: "Tiến độ hôm nay" })
    expect(await late.getByRole("listitem").allInnerTexts()).toEqual([
      expect.stringMatching(/Khối thi đua thử, năm 2026.*Tự chấm điểm.*Còn chờ 3: Đơn vị so-a, Đơn vị so-b, Đơn vị so-c/s),
    ])
    const table = page.getByRole("table", { name: "Cờ và bằng khen theo khối và năm" })
    expect(await table.getByRole("columnheader").allInnerTexts()).toEqual(["Khối", "2026", "2025", "2024", "2023"])
    const cell = table.getByRole("row").filter({ hasText: "Chốt kết quả" }).getByRole("cell").first()
    expect(await cell.innerText()).toMatch(/Chốt kết quả\s+Đơn vị so-b Cờ bộ, ngành\s+Đơn vị so-b Cờ Chính phủ/)
    expect(await cell.locator("svg").count()).toBe(2)
    const units = page.getByRole("table", { name: "Cờ và bằng khen theo đơn vị" })
    expect(
      (await units.getByRole("row").allInnerTexts()).map((row) =>
        row
          .split(/\s*\t\s*/)
          .join("|")
          .trim(),
      ),
    ).toEqual([
      expect.stringContaining("Đơn vị"),
      "Đơn vị so-b|1|1|1|1|2026, 2024, 2023",
      "Đơn vị so-c|1|2|–|–|2025, 2024, 2023",
      "Đơn vị so-a|1|1|–|–|2025, 2023",
    ])
    await shot(page, "overview-1366")
    await page.getByLabel("Khối", { exact: true }).selectOption({ label: "Khối thi đua" })
    await page.getByText("Không có năm nào đang mở.").waitFor()
    await page.getByLabel("Đơn vị", { exact: true }).selectOption({ label: "Đơn vị so-a" })
    expect(await units.getByRole("row").count()).toBe(2)
    await cell.getByRole("link").click()
    await opened(page, "Khối thi đua, năm 2026")
  },
)

test("the file comes under its plain name, in the language of the page", { timeout: 60_000 }, async ({ visit }) => {
  const page = await visit(at("overview"), { as: of.world.board })
  await opened(page, "Tổng hợp toàn tỉnh")
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Tải về cho Excel (CSV)" }).click()])
  expect(download.suggestedFilename()).toBe("tong-hop-thi-dua.csv")
  await page.getByRole("button", { name: "English" }).click()
  expect(await page.getByRole("link", { name: "Save for Excel (CSV)" }).getAttribute("href")).toBe("/api/overview/file?language=en")
  await shot(page, "overview-english")
})

test("the council reads it without ways into the years; a department is told that it may not", { timeout: 60_000 }, async ({ visit }) => {
  const council = await visit(at("overview"), { as: of.council })
  await opened(council, "Tổng hợp toàn tỉnh")
  expect(await council.getByRole("table").first().getByRole("link").count()).toBe(0)
  const page = await visit(at("overview"), { as: of.a })
  await page.getByText("Vai trò của bạn, hoặc của đơn vị bạn").waitFor()
  expect(await page.getByRole("link", { name: "Toàn tỉnh" }).count()).toBe(0)
})

test("a department finds its own years and awards, and nobody else's", { timeout: 60_000 }, async ({ visit }) => {
  const page = await visit(at("today"), { as: of.viewer, width: 1366 })
  await page.getByRole("link", { name: "Lịch sử" }).click()
  await opened(page, "Lịch sử thi đua của đơn vị")
  const rows = (await page.getByRole("row").allInnerTexts()).map((row) => row.replaceAll(/\s+/g, " ").trim())
  expect(rows.slice(1)).toEqual([
    expect.stringMatching(/^2026 Khối thi đua/),
    expect.stringMatching(/^2026 Khối thi đua/),
    "2025 Khối thi đua Tỉnh quyết định Chưa có khen thưởng Xem xếp hạng",
    "2024 Khối thi đua Tỉnh quyết định Cờ tỉnh Xem xếp hạng",
    "2023 Khối thi đua Tỉnh quyết định Bằng khen Xem xếp hạng",
  ])
  expect(await page.getByText("so-c").count()).toBe(0)
  await shot(page, "history-1366")
})

test("empty, lost and late answers are told, and tried again", { timeout: 60_000 }, async ({ visit }) => {
  const empty = await province()
  const none = await visit(`/${empty.code}/overview`, { as: empty.board })
  await none.getByText("Chưa có năm thi đua nào.").waitFor()
  await none.goto(`/${empty.code}/history`)
  await none.getByText("Đơn vị chưa tham gia năm thi đua nào.").waitFor()
  const page = await visit(at("today"), { as: of.world.board, refused: ["net"] })
  await page.getByRole("heading", { level: 1 }).waitFor()
  await page.route("**/api/overview", (route) => route.abort())
  await page.getByRole("link", { name: "Toàn tỉnh" }).click()
  await page.getByRole("button", { name: "Thử lại" }).waitFor()
  await page.unroute("**/api/overview")
  await page.getByRole("button", { name: "Thử lại" }).click()
  await page.getByRole("table").first().waitFor()
})

test("no rule of WCAG is broken, a phone does not scroll sideways, and paper holds it", { timeout: 90_000 }, async ({ visit }) => {
  for (const [path, as, heading] of [
    ["overview", of.world.board, "Tổng hợp toàn tỉnh"],
    ["history", of.b, "Lịch sử thi đua của đơn vị"],
  ] as [string, Send, string][]) {
    const page = await visit(at(path), { as, width: 390 })
    await opened(page, heading)
    await page.getByRole("table").first().waitFor()
    expect(await violations(page), path).toEqual([])
    expect(await beyond(page), path).toBe(0)
    await shot(page, `${path}-390`)
    await page.setViewportSize({ width: 1123, height: 794 })
    await page.emulateMedia({ media: "print" })
    expect(await page.locator(".filter").isVisible()).toBe(false)
    expect(await beyond(page), `${path} on paper`).toBe(0)
    await shot(page, `${path}-print`)
  }
})

test("the log is narrowed to an act and to a department", { timeout: 60_000 }, async ({ visit }) => {
  const page = await visit(at(`years/${of.year}`), { as: of.c, width: 390 })
  const log = page.getByRole("region", { name: "Nhật ký" })
  await log.getByLabel("Việc").selectOption({ label: "Nộp phiếu chấm chéo" })
  await expect.poll(() => log.getByRole("listitem").count()).toBe(3)
  await log.getByLabel("Đơn vị").selectOption({ label: "Đơn vị so-b" })
  await expect.poll(() => log.getByRole("listitem").allInnerTexts()).toEqual([expect.stringContaining("Đơn vị so-b: Nộp phiếu chấm chéo")])
  await log.getByLabel("Việc").selectOption({ label: "Mở năm thi đua của khối" })
  await log.getByText("Không có dòng nào khớp.").waitFor()
  await shot(page, "log-390")
})
