import type { Name } from "@khoi/core/award-rule"
import type { Phase } from "@khoi/core/phase"
import type { Language } from "./csv.ts"

type Pair = readonly [vi: string, en: string]
const awards: Record<Name, Pair> = {
  flag: ["Cờ thi đua của UBND tỉnh", "Flag of the province"],
  certificate: ["Bằng khen của Chủ tịch UBND tỉnh", "Certificate of the province"],
  ministryFlag: ["Cờ thi đua của bộ, ngành", "Flag of a ministry"],
  governmentFlag: ["Cờ thi đua của Chính phủ", "Flag of the Government"],
}
const phases: Record<Phase, Pair> = {
  drafting: ["Xây dựng tiêu chí", "Drafting"],
  pledging: ["Ký giao ước", "Pledging"],
  running: ["Thực hiện", "Running"],
  selfScoring: ["Tự chấm điểm", "Self-scoring"],
  crossScoring: ["Chấm chéo", "Cross-scoring"],
  verifying: ["Xác nhận điểm", "Verifying"],
  appealing: ["Xem xét kiến nghị", "Appeals"],
  ranked: ["Kết quả dự kiến", "Provisional ranking"],
  voting: ["Bỏ phiếu", "Voting"],
  closed: ["Chốt kết quả", "Closed"],
  decided: ["Tỉnh quyết định", "Decided"],
}
const words = {
  year: ["Năm", "Year"],
  bloc: ["Khối", "Bloc"],
  phase: ["Giai đoạn", "Phase"],
  due: ["Hạn", "Due"],
  late: ["Số ngày quá hạn", "Days late"],
  waits: ["Còn chờ", "Waited for"],
  waitedFor: ["Đơn vị còn chờ", "Who is waited for"],
  office: ["Cơ quan thường trực TĐKT", "Standing office"],
  unit: ["Đơn vị", "Department"],
  award: ["Khen thưởng", "Award"],
  state: ["Kết quả", "Result"],
  provisional: ["Dự kiến", "Provisional"],
  final: ["Chính thức", "Final"],
  rank: ["Hạng", "Rank"],
  code: ["Mã đơn vị", "Code"],
  official: ["Điểm xếp hạng", "Official score"],
  self: ["Điểm tự chấm", "Self-score"],
  crossMean: ["Chấm chéo: trung bình", "Cross-scores: mean"],
  crossTrimmed: ["Chấm chéo: bỏ cao nhất, thấp nhất", "Cross-scores: trimmed"],
  crossFair: ["Chấm chéo: điều chỉnh theo người chấm", "Cross-scores: adjusted"],
  verified: ["Điểm xác nhận", "Verified score"],
  bonus: ["Điểm thưởng", "Bonus"],
  penalty: ["Điểm trừ", "Penalty"],
  appraised: ["Điểm sau thẩm định", "Score as appraised"],
  appraisedRank: ["Hạng sau thẩm định", "Rank as appraised"],
  proposal: ["Đề nghị", "Put forward for"],
  note: ["Ghi chú", "Note"],
  held: ["Tạm giữ", "On hold"],
  unranked: ["Không xếp hạng", "Not ranked"],
  left: ["Đã rời khối", "Has left"],
  disqualified: ["Không đủ điều kiện", "Disqualified"],
} as const satisfies Record<string, Pair>
export type FileWord = keyof typeof words

const chosen = (pair: Pair, language: Language) => pair[language === "vi" ? 0 : 1]
/** The words of files that are opened outside of the pages. */
export const fileWord = (word: FileWord, language: Language) => chosen(words[word], language)
export const awardWord = (award: Name, language: Language) => chosen(awards[award], language)
export const phaseWord = (phase: Phase, language: Language) => chosen(phases[phase], language)
