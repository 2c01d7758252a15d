import type { Pair } from "./fault.ts"

/** Who verifies beside the head: a panel, agencies in their own field. */
export const verifyWords = {
  "panel.title": ["Tổ thẩm định", "Panel"],
  "panel.hint": [
    "Các cơ quan trong tổ xác nhận điểm thay Trưởng khối; không cơ quan nào xác nhận điểm của chính mình. Cơ quan nào xác nhận trước thì điểm của cơ quan đó được tính. Chỉ cử được trước khi bắt đầu tự chấm điểm.",
    "Its departments verify instead of the head, none its own; whoever verifies a department first counts. The panel is named before self-scoring begins.",
  ],
  "panel.none": ["Không có tổ thẩm định: Trưởng khối xác nhận điểm.", "There is no panel: the head verifies."],
  "panel.add": ["Thêm cơ quan", "Add a department"],
  "panel.choose": ["Chọn cơ quan", "Choose a department"],
  "panel.outside": ["ngoài khối", "not in the bloc"],
  "panel.remove": ["Bỏ {unit}", "Remove {unit}"],
  "panel.save": ["Lưu tổ thẩm định", "Save the panel"],
  "panel.saved": ["Đã lưu tổ thẩm định.", "The panel is saved."],
  "panel.first": ["{unit} đã xác nhận đơn vị này trước, lúc {at}.", "{unit} verified this department first, at {at}."],
  "panel.first.own": ["Cơ quan bạn đã xác nhận đơn vị này, lúc {at}.", "Your department verified this department, at {at}."],
  "appeal.as.panel": ["Tổ thẩm định", "Panel"],
  "log.field.enter": ["Cơ quan chủ trì ghi tạm dừng xét hoặc loại đối với {unit}", "An agency held or disqualified {unit}"],
  "log.field.lift": ["Cơ quan chủ trì gỡ tạm dừng xét hoặc loại đối với {unit}", "An agency lifted what it had entered about {unit}"],
  "task.agency.confirm": ["Xác nhận điểm theo lĩnh vực", "Verify your criteria"],
  "field.by": ["(cơ quan chủ trì ghi theo văn bản {paper})", "(entered by an agency, paper {paper})"],
  "log.panel.save": ["Cử tổ thẩm định", "Named the panel"],
  "log.by.panel": ["Cơ quan trong tổ thẩm định", "A department of the panel"],
  "log.by.agency": ["Cơ quan chủ trì", "An agency"],
} as const satisfies Record<string, Pair>
