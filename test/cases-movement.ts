import type { Case } from "./cases.ts"

const drive = {
  ...{ name: "Chung sức xây dựng nông thôn mới", kind: "thematic", from: "2021", to: "2025-12-31", aims: "", targets: ["50 xã"] },
  paper: { number: null, date: null },
  respondsTo: { to: "level", level: "government", title: null, paper: { number: null, date: null } },
}

/** The same for movements, which belong to no bloc's year. */
export const movementCases = {
  "movement.list": { reach: "own" },
  "movement.read": { reach: "movement" },
  "movement.responses": { reach: "movement" },
  "movement.history": { reach: "movement" },
  "movement.launch": { reach: "own", body: () => drive },
  "movement.launchInBloc": { reach: "bloc", body: () => drive },
  "movement.launchInside": { reach: "own", body: () => drive },
  "movement.change": { reach: "movement", body: () => drive },
  "movement.end": { reach: "movement", body: () => ({ date: "2026-01-15", summary: "Đạt các chỉ tiêu." }) },
  "movement.withdraw": { reach: "movement", body: () => ({ reason: "Phát động nhầm." }) },
  "participation.list": { reach: "movement" },
  "participation.read": { reach: "movement" },
  "participation.join": { reach: "movement", movement: "open" },
  "participation.save": {
    reach: "movement",
    body: () => ({ indicators: [{ code: "xa", name: "Số xã đạt chuẩn", unit: "xã", target: 5, due: null }] }),
  },
  "report.list": { reach: "movement" },
  "report.add": { reach: "movement", body: () => ({ indicator: null, date: "2026-01-15", figure: null, text: "Đang thực hiện." }) },
} satisfies Record<string, Case>
