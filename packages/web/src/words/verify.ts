import type { Pair } from "./fault.ts"

/** Who verifies beside the head: a panel, agencies in their own field. */
export const verifyWords = {
  "agency.year": ["Năm", "Year"],
  "agency.count": ["Đã xác nhận {done}/{all} đơn vị.", "{done} of {all} confirmed."],
  "agency.max": ["tối đa {max}", "at most {max}"],
  "agency.notTheirs": ["không có trong bảng tiêu chí của khối này", "not in this bloc's table"],
  "agency.reason": ["Khác tự chấm: lý do", "Differs: reason"],
  "agency.keys": [
    "Bàn phím: mũi tên và Enter để di chuyển qua mọi khối; dán được cả cột từ Excel; Shift+F2: lý do; Esc: về ô điểm.",
    "Keys: arrows and Enter move through all blocs; a column pastes from Excel; Shift+F2: the reason; Esc: back to the cell.",
  ],
  "agency.confirm.whole": ["Xác nhận mọi đơn vị đã đủ…", "Confirm all that are whole…"],
  "agency.confirm.all": ["Xác nhận cho các đơn vị sau? Sau đó không sửa được nữa.", "Confirm for these? It cannot be changed afterwards."],
  "agency.meanwhile": [
    "Người khác trong đơn vị vừa xác nhận cho: {units}. Trang này đã được đọc lại.",
    "Somebody else in your department has just confirmed for: {units}. This page has been read again.",
  ],
  "agency.anew": [
    "Người khác trong đơn vị vừa lưu. Trang này đã được đọc lại.",
    "Somebody else in your department has just saved. This page has been read again.",
  ],
  "agency.appeals": ["Kiến nghị về tiêu chí do cơ quan chủ trì", "Appeals about your criteria"],
  "agency.appeals.none": ["Không có kiến nghị nào.", "There are no appeals."],
  "field.title": ["Tạm dừng xét, không đủ điều kiện xét trong lĩnh vực", "Holds and disqualifications in your field"],
  "field.hint": [
    "Chỉ trong các tiêu chí do cơ quan chủ trì; ghi số văn bản. Mọi thành viên của khối đều thấy.",
    "Only for criteria that your agency verifies, with the paper's number. All members see it.",
  ],
  "field.none.yet": ["Cơ quan chưa ghi gì.", "Nothing is entered."],
  "field.rival": [
    "Đơn vị của bạn là thành viên của khối này nên không ghi được quyết định về thành viên khác.",
    "Your department is a member of this bloc, so it enters nothing against another member.",
  ],
  "field.kind": ["Nội dung", "What"],
  "field.paper": ["Số, ngày văn bản", "Paper's number and date"],
  "field.lift.title": ["Gỡ: {what}", "Lift: {what}"],
  "panel.title": ["Tổ thẩm định", "Panel"],
  "panel.hint": [
    "Các cơ quan trong tổ xác nhận điểm thay Trưởng khối; không cơ quan nào xác nhận điểm của chính mình. Cơ quan nào xác nhận trước thì điểm của cơ quan đó được tính. Chỉ cử được trước khi bắt đầu tự chấm điểm.",
    "Its departments verify instead of the head, none its own; whoever verifies a department first counts. The panel is named before self-scoring begins.",
  ],
  "panel.none": ["Không có tổ thẩm định: Trưởng khối xác nhận điểm.", "There is no panel: the head verifies."],
  "panel.add": ["Thêm cơ quan", "Add a department"],
  "panel.choose": ["Chọn cơ quan", "Choose a department"],
  "panel.outside": ["ngoài khối", "not in the bloc"],
  "panel.remove": ["Gỡ: {unit}", "Lift: {unit}"],
  "panel.save": ["Lưu tổ thẩm định", "Save the panel"],
  "panel.saved": ["Đã lưu tổ thẩm định.", "The panel is saved."],
  "panel.first": [
    "{unit} đã xác nhận đơn vị này trước, lúc {at}; điểm của cơ quan đó được tính. Bảng dưới đây là bản nháp của cơ quan bạn.",
    "{unit} verified this department first, at {at}, and counts. Below is your own draft.",
  ],
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
