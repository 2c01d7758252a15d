import { Tables } from "@khoi/core/criteria"

const agency = (verifier: string) => ({ verifier, cross: false })
const parts = (code: string, name: string, ...children: readonly { max: number; name: string; scoring: object }[]) => ({
  ...{ code, name, max: children.reduce((sum, { max }) => sum + max, 0) },
  children: children.map((child, i) => ({ ...child, code: `${code}.${i + 1}` })),
})
const ratings = { "Hoàn thành xuất sắc": 60, "Hoàn thành tốt": 50, "Hoàn thành": 30, "Không hoàn thành": 0 }
const shares = [
  { atLeast: 100, share: 1 },
  { atLeast: 95, share: 0.9 },
  { atLeast: 90, share: 0.75 },
  { atLeast: 80, share: 0.5 },
]

/** 14 leaves of many kinds, 950 points and bonuses, some of them verified by agencies: in the manner of a bloc of departments, issued by no province. */
export const mixed = Tables.Criteria.parse({
  table: {
    sections: [
      parts(
        "I",
        "Thực hiện nhiệm vụ chính trị và chỉ tiêu kinh tế – xã hội được giao",
        {
          ...{ name: "Chỉ tiêu kế hoạch Ủy ban nhân dân tỉnh giao", max: 250, scoring: { kind: "bands", bands: shares } },
          ...agency("so-tai-chinh"),
        },
        { name: "Nhiệm vụ Ủy ban nhân dân tỉnh giao đúng hạn", max: 150, scoring: { kind: "deduct", per: 2 }, ...{ cross: false } },
        { name: "Cải cách hành chính", max: 80, scoring: { kind: "proportional" } },
        { name: "Chuyển đổi số, dịch vụ công trực tuyến", max: 70, scoring: { kind: "leader" } },
      ),
      parts(
        "II",
        "Chấp hành chủ trương, xây dựng Đảng, đoàn thể và nội bộ",
        { name: "Xếp loại tổ chức đảng", max: 60, scoring: { kind: "level", levels: ratings }, ...{ cross: false } },
        { name: "Dân chủ ở cơ sở, đoàn kết nội bộ", max: 60, scoring: { kind: "points" } },
        { name: "Phòng, chống tham nhũng, tiêu cực; tiết kiệm", max: 60, scoring: { kind: "deduct", per: 10 } },
        { name: "Nghĩa vụ thuế, bảo hiểm xã hội", max: 20, scoring: { kind: "deduct", per: 10 }, ...agency("thue-tinh") },
      ),
      parts(
        "III",
        "Tổ chức phong trào thi đua và công tác khen thưởng",
        { name: "Phát động, đăng ký, ký giao ước đúng hạn", max: 40, scoring: { kind: "passFail" } },
        { name: "Hưởng ứng phong trào của Thủ tướng, bộ, tỉnh", max: 40, scoring: { kind: "points" } },
        { name: "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến", max: 40, scoring: { kind: "count", per: 10 } },
        { name: "Sáng kiến được công nhận", max: 30, scoring: { kind: "count", per: 5 } },
        { name: "Tỷ lệ khen tập thể nhỏ, người trực tiếp công tác", max: 30, scoring: { kind: "proportional" }, ...agency("so-noi-vu") },
        { name: "Báo cáo, hồ sơ đúng hạn; dự họp khối đầy đủ", max: 20, scoring: { kind: "deduct", per: 5 } },
      ),
    ],
    bonus: [
      { code: "B1", name: "Cờ thi đua của bộ hoặc tỉnh trong năm", points: 10 },
      { code: "B2", name: "Mô hình mới được Ủy ban nhân dân tỉnh công nhận", points: 5, max: 15 },
    ],
    penalty: [{ code: "P1", name: "Nộp bảng điểm chậm, mỗi ngày", points: 2, max: 20 }],
    bonusMax: 50,
  },
  rules: {
    official: [
      { component: "verified", weight: 0.7 },
      { component: "crossTrimmed", weight: 0.3 },
    ],
    tieBreak: ["section:I", "withoutBonus", "women70", "ballot", "decision"],
    quotas: [{ minMembers: 2, maxMembers: 15, flags: 1, certificates: 3 }],
    voteThreshold: { flags: 0.7, certificates: 0.5 },
    disqualifiers: [{ code: "D1", name: "Không ký giao ước thi đua" }],
  },
})
