import type * as z from "zod"
import { employ, establish, type Founded, found, foundBloc, together } from "./acts.ts"
import type { Account as Shown } from "./platform.ts"
import { client } from "./client.ts"
import { launchMovements } from "./demonstration-movements.ts"
import { small, whole } from "./demonstration-table.ts"
import { liveThrough } from "./demonstration-end.ts"
import { mixed } from "./demonstration-kinds.ts"
import type { Staff } from "./demonstration-sheet.ts"
import { discuss, openYear, scoreEachOther } from "./demonstration-year.ts"

export type Account = z.output<typeof Shown>

/** Everybody's, shown on the sign-in page: whoever comes may try every part. */
const password = "thiduaminhhoa"
const province = { code: "bac-kan", name: "Tỉnh Bắc Kạn", demonstration: true }
const office = { code: "so-noi-vu", name: "Sở Nội vụ" }
const board = { name: "Thường trực thi đua, khen thưởng Sở Nội vụ", signIn: "noi-vu.thuong-truc" }
/** The first is the head, the second the deputy. */
const economy = [
  "Sở Nông nghiệp và Môi trường",
  "Sở Tài chính",
  "Sở Công Thương",
  "Sở Xây dựng",
  "Sở Khoa học và Công nghệ",
  "Ban Quản lý các khu công nghiệp",
  "Thuế tỉnh",
  "Kho bạc Nhà nước khu vực",
  "Chi cục Thống kê",
  "Ngân hàng Nhà nước chi nhánh",
  "Công ty Điện lực",
  "Bảo hiểm xã hội tỉnh",
]
/** As it was in 2020; the press names the first two, the others are assumed. */
const formerEconomy = [
  "Sở Nông nghiệp và Phát triển nông thôn",
  "Sở Công Thương",
  "Sở Kế hoạch và Đầu tư",
  "Sở Tài chính",
  "Sở Xây dựng",
  "Sở Giao thông vận tải",
  "Sở Tài nguyên và Môi trường",
  "Ban Quản lý các khu công nghiệp",
]
const culture = [
  "Ban Dân tộc",
  "Sở Giáo dục và Đào tạo",
  "Sở Khoa học và Công nghệ",
  "Sở Lao động – Thương binh và Xã hội",
  "Sở Văn hóa, Thể thao và Du lịch",
  "Sở Thông tin và Truyền thông",
  "Sở Y tế",
  "Đài Phát thanh và Truyền hình",
  "Bảo hiểm xã hội tỉnh",
  "Trường Cao đẳng Bắc Kạn",
]
const names = [...new Set([...economy, ...culture, ...formerEconomy])]

/** A name's letters without marks, joined by hyphens. */
const slug = (name: string) =>
  name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/đ/gi, "d")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
const posts = [
  { role: "leader", title: "Lãnh đạo", word: "lanh-dao" },
  { role: "officer", title: "Chuyên viên", word: "chuyen-vien" },
] as const
const postsOf = (department: string) =>
  posts.map(({ role, title, word }) => ({
    role,
    name: `${title} ${department}`,
    signIn: `${slug(department).replace(/^so-/, "")}.${word}`,
  }))

/** Who can sign in to the demonstration, by department and post; the same list in every store that `fill` has filled. */
export const accounts = (): Account[] => [
  { ...board, province: province.code, department: office.name, password, roles: ["board", "leader"] },
  ...names.flatMap((department) =>
    postsOf(department).map(({ role, ...post }) => ({ ...post, province: province.code, department, password, roles: [role] })),
  ),
]

/** Fills an empty store through the API with an invented province; what it scores is the same every time, its days count from today. */
export async function fill(base: string, operator: { name: string; password: string }, progress: (line: string) => void) {
  const platform = client(base)
  await platform.open({ ...operator, province: null })
  progress("Dữ liệu minh họa: lập tỉnh, đơn vị và tài khoản …")
  const founded = await found(base, platform, { ...province, department: office, person: board }, password)
  const staff = await employAll(founded)
  const of = (members: readonly string[]) => members.map((name) => staff.get(name)!)
  const calendar = new Date().getFullYear()
  progress("Dữ liệu minh họa: Khối thi đua Kinh tế – Kỹ thuật, năm 2020 đã xong, năm nay đang chấm chéo …")
  const first = await foundBloc(founded, { code: "kinh-te-ky-thuat", name: "Khối thi đua Kinh tế – Kỹ thuật" })
  const own = { id: founded.office, code: office.code, leader: founded.board, officer: founded.board }
  const agencies = [...of(["Sở Tài chính", "Thuế tỉnh"]), own]
  const past = await openYear(founded, first, 2020, of(formerEconomy), mixed, { agencies, friends: [4, 6], appeals: true })
  await liveThrough(past, "III.3")
  await scoreEachOther(await openYear(founded, first, calendar, of(economy), whole))
  progress("Dữ liệu minh họa: Khối thi đua Văn hóa – Xã hội, năm 2022 đã xong, năm nay đang dự thảo …")
  const second = await foundBloc(founded, { code: "van-hoa-xa-hoi", name: "Khối thi đua Văn hóa – Xã hội" })
  await liveThrough(await openYear(founded, second, 2022, of(culture), small))
  const apart = culture.filter((name) => !economy.includes(name))
  await discuss(await openYear(founded, second, calendar, of(apart), small, { begins: true }))
  progress("Dữ liệu minh họa: mười phong trào thi đua của Sở Công Thương …")
  await launchMovements(founded.board, staff.get("Sở Công Thương")!, staff.get("Sở Nông nghiệp và Môi trường")!)
  await together([platform, founded.board, ...[...staff.values()].flatMap(({ leader, officer }) => [leader, officer])], (one) =>
    one.close(),
  )
  return accounts()
}

/** Departments in their order, one after the other, then their people. */
async function employAll(founded: Founded) {
  const ids: string[] = []
  for (const name of names) ids.push(await establish(founded, { code: slug(name), name }))
  const staff = await together(names, async (department, i): Promise<[string, Staff]> => {
    const id = ids[i]!
    const [leader, officer] = postsOf(department)
    return [
      department,
      {
        id,
        code: slug(department),
        leader: await employ(founded, id, leader!.name, leader!.signIn, "leader"),
        officer: await employ(founded, id, officer!.name, officer!.signIn, "officer"),
      },
    ]
  })
  return new Map(staff)
}
