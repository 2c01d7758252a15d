import { Tables } from "@khoi/core/criteria"

/** A section: its code, its name, and its leaves as name and points; a "·" before the name keeps the leaf out of cross sheets. */
type Section = readonly [code: string, name: string, ...leaves: readonly (readonly [name: string, max: number])[]]

const sections = (given: readonly Section[]) =>
  given.map(([code, name, ...leaves]) => ({
    code,
    name,
    max: leaves.reduce((sum, [, max]) => sum + max, 0),
    children: leaves.map(([leaf, max], i) => ({
      code: `${code}.${i + 1}`,
      name: leaf.replace("·", ""),
      max,
      ...(leaf.startsWith("·") && { cross: false }),
      scoring: { kind: "points" as const },
    })),
  }))

const quotas = [
  { minMembers: 2, maxMembers: 6, flags: 1, certificates: 1 },
  { minMembers: 7, maxMembers: 15, flags: 1, certificates: 3 },
]
const tieBreak = ["section:I", "women70", "ballot", "decision"]
const disqualifiers = [
  { code: "D1", name: "Không ký giao ước thi đua" },
  { code: "D2", name: "Người đứng đầu bị kỷ luật từ khiển trách trở lên" },
  { code: "D3", name: "Có vụ việc tham nhũng, tiêu cực đã kết luận" },
]

/** 40 leaves, 1000 points, in the manner of a bloc of departments; no province issued it. */
export const whole = Tables.Criteria.parse({
  table: {
    sections: sections([
      [
        "I",
        "Thực hiện nhiệm vụ chính trị và chỉ tiêu kinh tế – xã hội được giao",
        ["·Hoàn thành các chỉ tiêu kế hoạch năm được giao", 100],
        ["Chương trình công tác năm của cơ quan, đơn vị", 30],
        ["Nhiệm vụ Ủy ban nhân dân tỉnh giao, đúng thời hạn", 60],
        ["Chất lượng văn bản, đề án trình tỉnh", 40],
        ["·Giải ngân vốn và dự toán được giao", 50],
        ["Quản lý ngành, lĩnh vực; kiểm tra chuyên ngành", 40],
        ["·Kết quả chỉ số cải cách hành chính", 40],
        ["Giải quyết thủ tục hành chính đúng và trước hạn", 30],
        ["Dịch vụ công trực tuyến toàn trình", 30],
        ["Chuyển đổi số trong hoạt động của cơ quan", 30],
        ["Hỗ trợ doanh nghiệp, hợp tác xã và người dân", 30],
        ["Góp phần xây dựng nông thôn mới, giảm nghèo", 30],
        ["Phối hợp liên ngành, cung cấp số liệu cho đơn vị khác", 20],
        ["Tiếp công dân, giải quyết đơn thư thuộc thẩm quyền", 20],
      ],
      [
        "II",
        "Chấp hành chủ trương, pháp luật; xây dựng Đảng, đoàn thể và nội bộ",
        ["Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", 25],
        ["·Kết quả xếp loại tổ chức đảng", 30],
        ["Kết quả xếp loại công đoàn, đoàn thanh niên", 15],
        ["Dân chủ ở cơ sở, đoàn kết nội bộ", 20],
        ["Phòng, chống tham nhũng, tiêu cực", 25],
        ["Thực hành tiết kiệm, chống lãng phí", 20],
        ["Kỷ luật, kỷ cương; văn hóa công sở", 20],
        ["·Nghĩa vụ thuế, bảo hiểm của cơ quan, đơn vị", 15],
        ["An ninh, trật tự; phòng cháy; an toàn giao thông", 15],
        ["Hoạt động xã hội, đền ơn đáp nghĩa", 15],
      ],
      [
        "III",
        "Tổ chức phong trào thi đua và công tác khen thưởng",
        ["Kế hoạch và phát động thi đua từ đầu năm", 20],
        ["Đăng ký danh hiệu và ký giao ước đúng hạn", 20],
        ["Hưởng ứng phong trào do Thủ tướng Chính phủ phát động", 20],
        ["Hưởng ứng phong trào do bộ, ngành, tỉnh phát động", 20],
        ["Thi đua theo chuyên đề, theo đợt của đơn vị", 20],
        ["Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến", 25],
        ["Sáng kiến được công nhận và áp dụng", 20],
        ["Tỷ lệ khen tập thể nhỏ, người trực tiếp công tác", 20],
        ["Hồ sơ khen thưởng đúng quy định, đúng hạn", 15],
        ["Tuyên truyền gương người tốt, việc tốt", 10],
        ["Tự kiểm tra công tác thi đua, khen thưởng", 10],
      ],
      [
        "IV",
        "Tham gia hoạt động của khối",
        ["Dự đầy đủ các cuộc họp của khối", 10],
        ["Báo cáo sơ kết, tổng kết đúng hạn", 10],
        ["Nộp bảng điểm đúng hạn, đủ tài liệu kiểm chứng", 10],
        ["Chấm điểm khách quan, đúng hướng dẫn", 10],
        ["Phối hợp các hoạt động chung của khối", 10],
      ],
    ]),
    bonus: [
      { code: "B1", name: "Cờ thi đua của bộ, ngành trong năm", points: 10 },
      { code: "B2", name: "Mô hình mới được công nhận, nhân rộng", points: 5, max: 15 },
    ],
    penalty: [{ code: "P1", name: "Nộp bảng điểm chậm, mỗi ngày", points: 2, max: 20 }],
    bonusMax: 30,
  },
  rules: {
    official: [
      { component: "verified", weight: 0.7 },
      { component: "crossFair", weight: 0.3 },
    ],
    ...{ tieBreak, quotas, disqualifiers },
  },
})

/** 12 leaves, 100 points. */
export const small = Tables.Criteria.parse({
  table: {
    sections: sections([
      [
        "I",
        "Nhiệm vụ chính trị được giao",
        ["Chỉ tiêu kế hoạch năm của ngành, đơn vị", 20],
        ["Nhiệm vụ Ủy ban nhân dân tỉnh giao", 10],
        ["Cải cách hành chính", 10],
        ["Ứng dụng công nghệ thông tin", 10],
      ],
      [
        "II",
        "Chấp hành chủ trương, pháp luật và xây dựng nội bộ",
        ["Xây dựng tổ chức đảng, đoàn thể", 8],
        ["Dân chủ, đoàn kết, kỷ cương hành chính", 6],
        ["Phòng, chống tham nhũng; thực hành tiết kiệm", 6],
      ],
      [
        "III",
        "Phong trào thi đua và công tác khen thưởng",
        ["Phát động, đăng ký, ký giao ước thi đua", 7],
        ["Hưởng ứng các phong trào thi đua", 8],
        ["Điển hình tiên tiến và sáng kiến", 6],
        ["Công tác khen thưởng", 4],
      ],
      ["IV", "Hoạt động của khối", ["Họp khối và báo cáo đúng hạn", 5]],
    ]),
  },
  rules: {
    official: [
      { component: "verified", weight: 0.6 },
      { component: "crossTrimmed", weight: 0.4 },
    ],
    ...{ tieBreak, quotas, disqualifiers },
  },
})
