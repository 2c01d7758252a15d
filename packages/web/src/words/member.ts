import type { Pair } from "./fault.ts"

/** Members that join and leave, head and deputy, the next year, corrected wording. */
export const memberWords = {
  "member.title": ["Thay đổi trong năm", "Changes during the year"],
  "member.hint": [
    "Đơn vị tham gia hoặc rời khối, trưởng khối và phó khối do cơ quan thường trực ghi nhận theo quyết định.",
    "Members that join or leave, head and deputy: recorded by the standing office by its decisions.",
  ],
  "member.none": ["Chưa có thay đổi nào.", "Nothing has changed."],
  "member.line.joined": ["tham gia khối từ {date}", "joined on {date}"],
  "member.line.joined.unranked": ["tham gia khối từ {date}, không xếp hạng", "joined on {date}, unranked"],
  "member.line.left": ["rời khối từ {date}", "left on {date}"],
  "member.line.left.to": ["rời khối từ {date}, đơn vị kế tục: {unit}", "left on {date}, followed by {unit}"],
  "member.line.led": ["trưởng khối: {head}; phó khối: {deputy}", "head: {head}; deputy: {deputy}"],
  "member.paper": ["Quyết định số {number} ngày {date}.", "Decision {number} of {date}."],
  "member.paper.unknown": ["chưa rõ", "unknown"],
  "member.paper.none": ["Chưa rõ số, ngày quyết định.", "The decision's number and day are not known."],
  "member.mark.none": ["Không có", "None"],
  "member.tag.left": ["đã rời khối", "has left"],
  "member.tag.joined": ["tham gia từ {date}", "since {date}"],
  "join.do": ["Ghi việc tham gia khối", "Record a member that joins"],
  "join.ask": [
    "Đơn vị thực hiện các việc của giai đoạn đang mở và về sau; giai đoạn đã khóa không mở lại cho đơn vị. Không thể hoàn tác.",
    "It owes what the phase that is open and those to come ask; a phase that is over is not opened again for it. This cannot be undone.",
  ],
  "join.date": ["Ngày tham gia", "Day"],
  "join.ranked": ["Xếp hạng trong năm", "Ranked this year"],
  "lead.do": ["Thay trưởng khối, phó khối", "Change head and deputy"],
  "lead.ask": [
    "Quyền chuyển ngay sang đơn vị mới. Những gì đã xác nhận được giữ nguyên; phiếu đang soạn của đơn vị cũ không chuyển sang.",
    "The rights move at once. What is confirmed stays; unfinished sheets of the old head are not handed over.",
  ],
  "lead.next": ["Đơn vị này là trưởng khối hoặc phó khối: chọn đơn vị thay thế.", "It is head or deputy: say who follows."],
  "leave.ask.title": ["Đơn vị nào rời khối?", "Who leaves?"],
  "next.do": ["Mở năm {year}", "Open {year}"],
  "next.title": ["Mở năm tiếp theo", "Open the next year"],
  "next.hint": [
    "Đã điền sẵn theo năm {year}: thành viên (đơn vị kế tục thay đơn vị đã rời khối), phó khối lên trưởng khối, quy chế và hạn nộp lùi một năm. Có thể sửa mọi mục.",
    "Filled in from {year}: members (successors in the place of those that left), the deputy as head, rules, and due days a year later. Everything can be changed.",
  ],
  "next.copy": [
    "Sao chép bảng tiêu chí, trọng số, chỉ tiêu khen thưởng và quy định nộp muộn làm bản dự thảo",
    "Copy the table, weights, quotas and lateness rule as a draft",
  ],
  "next.copy.none": ["Năm trước chưa có bảng tiêu chí được thông qua.", "The last year has no adopted table."],
  "next.taken": ["Khối đã mở năm này.", "The bloc has this year already."],
  "wording.was": [
    "Lời văn đã sửa theo biên bản số {number} ngày {date}; trước đây: «{was}».",
    "Wording corrected by minutes {number} of {date}; before: “{was}”.",
  ],
  "decide.corrected": ["Lời văn tiêu chí được sửa", "Corrected wording"],
  "decide.corrected.hint": [
    "Sau khi bắt đầu chấm điểm, sửa theo biên bản họp khối; điểm và thứ tự tiêu chí giữ nguyên. Lời văn đã sửa không xóa được, chỉ sửa tiếp.",
    "Once scoring has begun, by the meeting's minutes; points and order stay. A correction stays and can only be corrected again.",
  ],
  "decide.corrected.name": ["Lời văn mới", "New wording"],
  "decide.corrected.number": ["Số biên bản", "Minutes' number"],
  "decide.corrected.date": ["Ngày biên bản", "Minutes' day"],
  "decide.corrected.reason": ["Lý do sửa", "Reason"],
  "decide.corrected.by": ["biên bản số {number} ngày {date}", "minutes {number} of {date}"],
} as const satisfies Record<string, Pair>
