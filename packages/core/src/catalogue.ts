/**
 * What a department as a collective can aim at, by the Law on Emulation and Commendation 06/2022/QH15 in force since 2024-01-01, with
 * its articles. Two catalogues, because a title is never accepted where a form of commendation is asked for.
 */
export const titles = {
  tapTheLaoDongTienTien: ["Tập thể lao động tiên tiến", "Advanced labour collective", "28"],
  donViTienTien: ["Đơn vị tiên tiến", "Advanced unit (armed forces)", "28"],
  tapTheLaoDongXuatSac: ["Tập thể lao động xuất sắc", "Excellent labour collective", "27"],
  donViQuyetThang: ["Đơn vị quyết thắng", "Determined-to-win unit (armed forces)", "27"],
  coThiDuaTinh: ["Cờ thi đua của Ủy ban nhân dân tỉnh", "Emulation flag of the province", "26"],
  coThiDuaBo: ["Cờ thi đua của bộ, ban, ngành", "Emulation flag of a ministry", "26"],
  coThiDuaChinhPhu: ["Cờ thi đua của Chính phủ", "Emulation flag of the Government", "25"],
} as const satisfies Record<string, Named>
/** Forms of commendation; orders by class. */
export const forms = {
  giayKhen: ["Giấy khen", "Certificate of commendation", "75"],
  bangKhenTinh: ["Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh, bộ trưởng", "Certificate of merit of the province or a minister", "74"],
  bangKhenThuTuong: ["Bằng khen của Thủ tướng Chính phủ", "Certificate of merit of the Prime Minister", "73"],
  huanChuongLaoDongBa: ["Huân chương Lao động hạng Ba", "Labour Order, third class", null],
  huanChuongLaoDongNhi: ["Huân chương Lao động hạng Nhì", "Labour Order, second class", null],
  huanChuongLaoDongNhat: ["Huân chương Lao động hạng Nhất", "Labour Order, first class", null],
  huanChuongDocLapBa: ["Huân chương Độc lập hạng Ba", "Independence Order, third class", null],
  huanChuongDocLapNhi: ["Huân chương Độc lập hạng Nhì", "Independence Order, second class", null],
  huanChuongDocLapNhat: ["Huân chương Độc lập hạng Nhất", "Independence Order, first class", null],
} as const satisfies Record<string, Named>

type Named = readonly [vi: string, en: string, article: string | null]
export type Title = keyof typeof titles
export type Form = keyof typeof forms

export * as Catalogue from "./catalogue.ts"
