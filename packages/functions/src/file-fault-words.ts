import type { Code } from "@khoi/core/fault"

/** What an officer reads about a file's faults; any other code is told by its own name. */
const sentences: Partial<Record<Code, string>> = {
  "input.invalid": "không đúng dạng",
  "input.unknown": "khóa lạ, định dạng không có khóa này",
  "input.number": "không phải số đúng dạng hoặc đúng cỡ; phần thập phân viết sau dấu chấm, không tách hàng nghìn",
  "input.text": "còn trống, quá dài hoặc không đúng dạng; mã viết chữ thường không dấu, số và gạch nối",
  "input.signs": "có ký tự ẩn hoặc ký tự lạ",
  "file.comma": "số viết dấu phẩy; trong tệp phần thập phân viết sau dấu chấm, như 17.5",
  "file.day": "ngày viết kiểu ngày/tháng; trong tệp viết năm-tháng-ngày, như 2026-07-01",
  "file.truth": "chỉ viết true hoặc false, không để trong dấu nháy",
  "file.unreadable": "không đọc được: chỉ nhận một văn bản YAML hoặc JSON, UTF-8, nhiều nhất 16 MiB và 32 tầng, không neo, không thẻ",
  "file.unsupported": "định dạng có, nhưng hệ thống chưa nhận được",
  "file.changed": "khối đã có năm này với nội dung khác",
  "file.lacks": "thiếu khóa bắt buộc",
  "file.word": "không phải một trong các từ dùng được ở đây",
  "file.duplicate": "đã có ở trên",
  "file.reference": "trong tệp không có mã này ở chỗ được nhắc đến",
  "file.self": "không ai tự chấm chéo cho mình",
  "file.members": "một khối có từ 2 đến 60 thành viên",
  "file.head": "phải có đúng một trưởng khối và nhiều nhất một phó khối",
  "file.sum": "các phần cộng lại không bằng tổng",
  "file.node": "một mục hoặc có mục con, hoặc có cách chấm riêng",
  "file.over": "vượt mức cao nhất có thể cho",
  "file.leaf.lacks": "phiếu thiếu tiêu chí này",
  "file.leaf.extra": "phiếu phải bỏ tiêu chí này",
  "file.leaf.none": "không còn tiêu chí nào để chấm đơn vị này",
  "file.quota": "phải có đúng một hạn mức khớp số đơn vị được xếp hạng",
  "file.votes": "số phiếu không khớp: đồng ý ≤ hợp lệ ≤ số thành viên",
  "file.official": "điểm chính thức cần thành phần này, mà có đơn vị được xếp hạng không có",
  "year.unfinished": "năm chưa khóa kết quả nên chưa viết ra tệp được",
  missing: "không có, hoặc không thuộc tỉnh này",
}
/** Lines of one answer; whoever has more mends these first. */
const most = 50

type Told = { path: string; code: string; line?: number | undefined; units?: readonly string[] | undefined }

/** The faults for people, a line each: where it stands, and what is wrong there. */
export function faultLines(code: Code, fields: readonly Told[]): string[] {
  const sentence = (of: string) => sentences[of as Code] ?? of
  if (!fields.length) return [`Lỗi: ${sentence(code)}.`]
  const lines = fields.slice(0, most).map(({ path, code: of, line, units }) => {
    const place = [line ? `dòng ${line}` : "", path].filter(Boolean).join(", ") || "cả tệp"
    return `  ${place}: ${sentence(of)}${units ? ` (${units.join(", ")})` : ""}`
  })
  const rest = fields.length - lines.length
  return [`Tệp có ${fields.length} lỗi:`, ...lines, ...(rest ? [`  … và ${rest} lỗi nữa`] : [])]
}
