import type { Page } from "playwright-core"
import { expect } from "vitest"
import { beyond, confirm, paste, test, violations } from "./browser.ts"
import { blocYear, province, type Send } from "./world.ts"

const lines = [
  ["I", "Nhiệm vụ chính trị", "60"],
  ["1", "Cải cách hành chính", "40"],
  ["2", "Thu ngân sách", "20", "ngưỡng", "100=100%; 90=50%"],
  ["II", "Phong trào thi đua", "40"],
  ["1", "Tổ chức phong trào", "40", "", "", "x"],
]
const written = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join("\t")).join("\n")
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click()
const saved = (page: Page) => page.getByRole("status").getByText("Đã lưu").waitFor()
const area = (page: Page) => page.getByLabel("Các dòng của bảng")
/** For a look at the pages: a folder to put their pictures into. */
const pictures = process.env["PICTURES"]
const picture = (page: Page, name: string) => (pictures ? page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true }) : undefined)

async function bloc() {
  const world = await province()
  const { at } = await blocYear(world)
  const [head, b, c] = (await Promise.all(["so-a", "so-b", "so-c"].map((of) => world.as("leader", of)))) as [Send, Send, Send]
  return { world, at, head, b, c, path: `/${world.code}${at}/table` }
}

/** Everything that the form has: lines, what stands beside them, the chain and the quotas. */
async function draft(page: Page) {
  await area(page).focus()
  await paste(page, written(lines))
  await page.getByText("Tổng cộng 3 tiêu chí, 100 điểm").waitFor()
  await page.getByLabel("Các dòng điểm thưởng").fill("T1 | Sáng kiến cấp tỉnh | 1 | 3")
  await page.getByLabel("Tổng điểm thưởng tối đa").fill("5")
  await page.getByLabel("Các dòng điểm trừ").fill("P1 | Nộp báo cáo muộn | không rõ")
  await page.getByRole("button", { name: "Dòng 1: điểm tối đa không đúng dạng" }).click()
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("P1 | Nộp báo cáo muộn | không rõ")
  await page.getByLabel("Các dòng điểm trừ").fill("P1 | Nộp báo cáo muộn | 0,5")
  await page.getByLabel("Trường hợp không xét").fill("K1 | Có cán bộ bị kỷ luật")
  await page.getByText("Chưa có căn cứ «tỷ lệ nữ từ 70 %»").waitFor()
  await page.getByLabel("Thêm căn cứ phân định").selectOption("women70")
  await page.getByLabel("Thêm căn cứ phân định").selectOption("section:I")
  await press(page, "Đưa lên: điểm mục I")
  expect(await page.getByText("Chưa có căn cứ").count()).toBe(0)
  await press(page, "Thêm mức chỉ tiêu")
  for (const [cell, value] of [
    ["Từ", "2"],
    ["Đến", "60"],
  ] as const)
    await page.getByLabel(`Mức 2, ${cell}`).fill(value)
}

test("the head drafts, proposes and changes the table; members comment and agree; it is locked", { timeout: 90_000 }, async ({ visit }) => {
  const { head, b, c, at, path } = await bloc()
  const page = await visit(path, { as: head, refused: [422] })
  await draft(page)
  await press(page, "Lưu bảng tiêu chí")
  await page.getByText("Phải có đúng một mức chỉ tiêu khen thưởng phù hợp với số thành viên.").first().waitFor()
  await press(page, "Bỏ mức 2")
  await page.getByRole("link", { name: "Giao ước thi đua" }).click()
  await page.getByRole("link", { name: "Bảng tiêu chí" }).click()
  await page.getByText("Nội dung bạn soạn lần trước chưa lưu vẫn còn ở dưới.").waitFor()
  expect(await area(page).inputValue()).toBe(written(lines))
  expect(await violations(page), "the form").toEqual([])
  await picture(page, "draft")
  await press(page, "Lưu bảng tiêu chí")
  await saved(page)
  await page.getByText("Dự thảo, chưa thông qua.").waitFor()
  await page.getByText("điểm mục I → tỷ lệ nữ từ 70 %").waitFor()
  await confirm(page, "Gửi lấy ý kiến các thành viên")
  await page.getByText("Ý kiến các thành viên về bản 1").waitFor()

  const member = await visit(path, { as: b })
  await member.getByText("Đang lấy ý kiến các thành viên.").waitFor()
  await member.getByLabel("Về tiêu chí").selectOption("I.2")
  await member.getByLabel("Nội dung góp ý").fill("Nên tăng điểm thu ngân sách.")
  await press(member, "Gửi góp ý")
  await member.getByText("Đơn vị so-b,").waitFor()
  await confirm(member, "Tán thành")
  await member.getByText("Đơn vị đã tán thành bản này.").waitFor()
  await member.getByText("Đã có 1/2.").waitFor()
  await picture(member, "member")

  await page.reload()
  await page.getByText("Nên tăng điểm thu ngân sách.").waitFor()
  await page.getByText("Trả lời", { exact: true }).click()
  await page.getByLabel("Trả lời của Trưởng khối").fill("Khối tiếp thu, tăng lên 30 điểm.")
  await press(page, "Gửi trả lời")
  await page.getByText("Khối tiếp thu, tăng lên 30 điểm.").waitFor()
  await page.getByRole("heading", { name: "Soạn bản mới" }).click()
  const changed = lines.map((row) => (row[1] === "Thu ngân sách" ? row.with(2, "30") : row[0] === "I" ? row.with(2, "70") : row))
  await area(page).fill(written(changed))
  await press(page, "Lưu bảng tiêu chí")
  await page.getByText("Khác nhau giữa").or(page.getByText("Sửa tiêu chí I.2 – Thu ngân sách")).first().waitFor()
  await page.getByText("Tối đa: 20 → 30").waitFor()
  await confirm(page, "Gửi lấy ý kiến các thành viên")
  await page.getByText("Ý kiến các thành viên về bản 2").waitFor()
  expect(await violations(page), "a proposed version").toEqual([])
  await picture(page, "second")

  for (const [send, last] of [
    [b, false],
    [c, true],
  ] as const) {
    const own = await visit(path, { as: send })
    await confirm(own, "Tán thành")
    await own.getByText(last ? "Đã thông qua và khóa." : "Đã có 1/2.").waitFor()
  }
  expect((await c("GET", `${at}/table`)).json).toMatchObject({
    locked: true,
    version: 2,
    criteria: {
      table: { bonus: [{ code: "T1", points: 1, max: 3 }], penalty: [{ code: "P1", points: 0.5 }], bonusMax: 5 },
      rules: { tieBreak: ["section:I", "women70"], disqualifiers: [{ code: "K1" }] },
    },
  })
  await page.reload()
  await page.getByText("Đã thông qua và khóa.").waitFor()
  await page.emulateMedia({ media: "print" })
  await picture(page, "print")
})

test("a table of any shape comes back from the form as it was, also copied into another year", { timeout: 60_000 }, async ({ visit }) => {
  const { world, head, at } = await bloc()
  const leaf = (code: string, scoring: object, more = {}) => ({ code, name: `Tiêu chí ${code}`, max: 10, scoring, ...more })
  const kinds = [
    { kind: "points" },
    { kind: "passFail" },
    { kind: "count", per: 1.5 },
    { kind: "deduct", per: 2 },
    { kind: "plusMinus", plusPer: 1, minusPer: 2, start: -3 },
    { kind: "level", levels: { Tốt: 10, Khá: 5 } },
    { kind: "bands", bands: [{ atLeast: 100, share: 1 }] },
    { kind: "proportional" },
    { kind: "leader" },
  ]
  const sections = [
    { code: "A", name: "Nhóm A", max: 90, children: kinds.map((scoring, i) => leaf(`a${i}`, scoring)) },
    {
      code: "1",
      name: "Nhóm 1",
      max: 20,
      children: [leaf("x)", { kind: "points" }, { cross: false, verifier: "so-b" }), leaf("1.1", { kind: "points" })],
    },
  ]
  const rules = {
    official: [{ component: "verified", weight: 1 }],
    cross: { "so-a": ["so-b"], "so-b": [] },
    tieBreak: ["section:1", "women70", "ballot"],
    quotas: [
      { minMembers: 2, maxMembers: 5, flags: 1, certificates: 2 },
      { minMembers: 6, maxMembers: 60, flags: 2, certificates: 3 },
    ],
    voteThreshold: { flags: 0.8, certificates: 0.7 },
    disqualifiers: [{ code: "D", name: "Vi phạm" }],
  }
  const table = {
    sections,
    bonus: [{ code: "T", name: "Thưởng", points: 1 }],
    penalty: [{ code: "P", name: "Phạt", points: 2, max: 4 }],
    bonusMax: 3,
  }
  const whole = { table, rules, notApplicable: [{ unit: "so-c", code: "a1" }] }
  const first = await head("PUT", `${at}/table`, whole, { "if-match": '"v0"' })
  expect(first.text).toContain("hash")
  const { hash } = first.json as { hash: string }
  const page = await visit(`/${world.code}${at}/table`, { as: head })
  await area(page).fill(`${await area(page).inputValue()}\n`)
  await press(page, "Lưu bảng tiêu chí")
  await saved(page)
  expect((await head("GET", `${at}/table`)).json).toMatchObject({ hash })

  const minutes = { hash, date: "2026-01-15", place: "Hội trường", present: 3, agreed: 3, text: "Thống nhất." }
  await head("POST", `${at}/table`, minutes, { "if-match": (await head("GET", `${at}/table`)).etag })
  await head("PUT", `${at}/pledge`, { text: "Giao ước" }, { "if-match": '"v0"' })
  const { etag } = await head("GET", `${at}/phase`)
  await head("PUT", `${at}/phase`, { from: "drafting", to: "pledging" }, { "if-match": etag })
  const next = await blocYear(world)
  await page.goto(`/${world.code}${next.at}/table`)
  await page.getByText("Sao chép bảng của khối khác hoặc năm khác").click()
  await page.getByLabel("Sao chép từ").selectOption({ index: 1 })
  await press(page, "Sao chép")
  await page.getByText("Đã sao chép vào phần soạn; chưa lưu.").waitFor()
  await press(page, "Lưu bảng tiêu chí")
  await page.getByText("Sao chép từ: Khối thi đua thử, năm 2026").waitFor()
  expect((await head("GET", `${next.at}/table`)).json).toMatchObject({ hash })
})

test(
  "176 criteria are pasted and written at once, and a phone shows them without scrolling sideways",
  { timeout: 60_000 },
  async ({ visit }) => {
    const { world, at, head, b } = await bloc()
    const page = await visit(`/${world.code}${at}/table`, { as: head })
    const rows = ["I", "II", "III", "IV"].flatMap((code) => [
      [code, `Mục ${code}`, "440"],
      ...Array.from({ length: 44 }, (_, i) => [`${i + 1}`, `Tiêu chí số ${i + 1}`, "10"]),
    ])
    await area(page).focus()
    await paste(page, written(rows))
    await page.getByText("Tổng cộng 176 tiêu chí, 1.760 điểm").waitFor()
    await page.keyboard.press("End")
    const start = performance.now()
    await page.keyboard.type("0000")
    await page.getByRole("button", { name: /^Dòng \d+: tổng các mục con/ }).waitFor()
    expect(performance.now() - start).toBeLessThan(5_000)
    for (let i = 0; i < 4; i++) await page.keyboard.press("Backspace")
    await press(page, "Lưu bảng tiêu chí")
    await saved(page)
    const phone = await visit(`/${world.code}${at}/table`, { as: b, width: 390 })
    await phone.getByText("Tổng cộng 176 tiêu chí").first().waitFor()
    expect(await beyond(phone)).toBe(0)
    const own = await visit(`/${world.code}${at}/table`, { as: head, width: 390 })
    await area(own).waitFor()
    expect(await beyond(own)).toBe(0)
    await own.getByRole("table", { name: /^Chỉ tiêu khen thưởng/ }).scrollIntoViewIfNeeded()
    if (pictures) await own.screenshot({ path: `${pictures}/phone.png` })
  },
)
