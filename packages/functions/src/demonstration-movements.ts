import type { Movements } from "@khoi/core/movement"
import type { Participations } from "@khoi/core/participation"
import type { Reports } from "@khoi/core/report"
import type * as z from "zod"
import { unsaved } from "./acts.ts"
import type { Client } from "./client.ts"
import type { Staff } from "./demonstration-sheet.ts"

type Launched = z.input<typeof Movements.Movement>
/** No paper of these is known, and none is made up. */
const paper = { number: null, date: null }

/** What Sở Công Thương of Bắc Kạn took part in from 2015 to 2020, and who launched it above the department (its own report of 2020). */
export const tenMovements: readonly { name: string; kind: Launched["kind"]; of: "province" | "government" | null }[] = [
  { name: "Lao động giỏi, lao động sáng tạo", kind: "regular", of: null },
  { name: "Thực hành tiết kiệm, chống lãng phí và các tệ nạn xã hội trong cơ quan", kind: "regular", of: null },
  { name: "Đền ơn đáp nghĩa, xóa đói giảm nghèo", kind: "regular", of: null },
  { name: "Bắc Kạn chung sức xây dựng nông thôn mới", kind: "thematic", of: "province" },
  { name: "Cả nước chung tay vì người nghèo – Không để ai bị bỏ lại phía sau", kind: "thematic", of: "government" },
  { name: "Doanh nghiệp Việt Nam hội nhập và phát triển", kind: "thematic", of: "government" },
  { name: "Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở", kind: "thematic", of: "government" },
  { name: "Cải cách thủ tục hành chính và nâng cao năng lực cạnh tranh", kind: "regular", of: null },
  { name: "Thi đua chào mừng ngày lễ lớn", kind: "adHoc", of: null },
  { name: "Đoàn kết, sáng tạo, thi đua xây dựng và bảo vệ Tổ quốc", kind: "thematic", of: "government" },
]
const period = { from: "2015", to: "2020", paper, targets: [] }
const linked = "Gắn với cuộc vận động học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh."
/** The conference at which the department looked back on the period. */
const review = { date: "2020-05-14", summary: "Tổng kết tại Hội nghị điển hình tiên tiến giai đoạn 2015–2020 của Sở Công Thương." }

/** Enters the ten for the department, under the province's own where that launched one; the figures of its participants are invented. */
export async function launchMovements(board: Client, trade: Staff, farming: Staff) {
  const above = new Map<string, string>()
  for (const { name, kind } of tenMovements.filter(({ of }) => of === "province"))
    above.set(name, await launch(board, "/movements", { ...period, name, kind, aims: "", respondsTo: null }))
  for (const { name, kind, of } of tenMovements) {
    const movement = above.get(name)
    const level = of && ({ to: "level", level: of, title: name, paper } as const)
    const respondsTo = movement ? ({ to: "movement", movement } as const) : level
    const id = await launch(trade.leader, "/movements/inside", { ...period, name, kind, aims: linked, respondsTo })
    await trade.leader.post(`/movements/${id}/end`, review, '"v1"')
  }
  const [countryside] = above.values()
  await takePart(
    trade,
    countryside!,
    { code: "dien", name: "Xã đạt tiêu chí số 4 về điện (số liệu minh họa)", unit: "xã", target: 60 },
    [21, 38],
  )
  await takePart(
    farming,
    countryside!,
    { code: "xa", name: "Xã đạt chuẩn nông thôn mới (số liệu minh họa)", unit: "xã", target: 20 },
    [6, 15],
  )
}

const launch = async (by: Client, path: string, movement: Launched) =>
  (await by.post<z.output<typeof Movements.Made>>(path, movement)).body.id

type Indicator = Omit<z.input<typeof Participations.Indicator>, "due">

/** The leader joins and sets one indicator, the officer reports on it at the end of 2017 and of 2019. */
async function takePart({ leader, officer }: Staff, movement: string, indicator: Indicator, figures: readonly [number, number]) {
  const at = `/movements/${movement}`
  const { etag } = await leader.post(`${at}/participation`, undefined, unsaved)
  await leader.put(`${at}/participation`, { indicators: [{ ...indicator, due: "2020-12-31" }] }, etag)
  for (const [i, figure] of figures.entries()) {
    const report: z.input<typeof Reports.Report> = {
      ...{ indicator: indicator.code, date: `${2017 + 2 * i}-12-31`, figure, text: "Dữ liệu minh họa." },
    }
    await officer.post(`${at}/reports`, report)
  }
}
