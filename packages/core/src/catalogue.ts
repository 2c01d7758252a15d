/**
 * What a department as a collective can aim at, with the articles of the Law on Emulation and Commendation 06/2022/QH15, in force since
 * 2024-01-01 (null: not looked up). Two catalogues, because a title is never accepted where a form of commendation is asked for.
 */
export const titles = {
  tapTheLaoDongTienTien: "28",
  donViTienTien: "28",
  tapTheLaoDongXuatSac: "27",
  donViQuyetThang: "27",
  coThiDuaTinh: "26",
  coThiDuaBo: "26",
  coThiDuaChinhPhu: "25",
} as const satisfies Articles
/** Forms of commendation; orders by their class. */
export const forms = {
  giayKhen: "75",
  bangKhenTinh: "74",
  bangKhenThuTuong: "73",
  huanChuongLaoDongBa: null,
  huanChuongLaoDongNhi: null,
  huanChuongLaoDongNhat: null,
  huanChuongDocLapBa: null,
  huanChuongDocLapNhi: null,
  huanChuongDocLapNhat: null,
} as const satisfies Articles

type Articles = Record<string, string | null>
export type Title = keyof typeof titles
export type Form = keyof typeof forms

export * as Catalogue from "./catalogue.ts"
