import type { Form, Title } from "@khoi/core/catalogue"
import type { Pair } from "./fault.ts"

const awardWords = {
  "title.tapTheLaoDongTienTien": ["Tập thể lao động tiên tiến", "Advanced labour collective"],
  "title.donViTienTien": ["Đơn vị tiên tiến (lực lượng vũ trang)", "Advanced unit (armed forces)"],
  "title.tapTheLaoDongXuatSac": ["Tập thể lao động xuất sắc", "Excellent labour collective"],
  "title.donViQuyetThang": ["Đơn vị quyết thắng (lực lượng vũ trang)", "Determined-to-win unit (armed forces)"],
  "title.coThiDuaTinh": ["Cờ thi đua của Ủy ban nhân dân tỉnh", "Emulation flag of the province"],
  "title.coThiDuaBo": ["Cờ thi đua của bộ, ban, ngành", "Emulation flag of a ministry"],
  "title.coThiDuaChinhPhu": ["Cờ thi đua của Chính phủ", "Emulation flag of the Government"],
  "form.giayKhen": ["Giấy khen", "Certificate of commendation"],
  "form.bangKhenTinh": [
    "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh, bộ trưởng",
    "Certificate of merit of the province's chair or a minister",
  ],
  "form.bangKhenThuTuong": ["Bằng khen của Thủ tướng Chính phủ", "Certificate of merit of the Prime Minister"],
  "form.huanChuongLaoDongBa": ["Huân chương Lao động hạng Ba", "Labour Order, third class"],
  "form.huanChuongLaoDongNhi": ["Huân chương Lao động hạng Nhì", "Labour Order, second class"],
  "form.huanChuongLaoDongNhat": ["Huân chương Lao động hạng Nhất", "Labour Order, first class"],
  "form.huanChuongDocLapBa": ["Huân chương Độc lập hạng Ba", "Independence Order, third class"],
  "form.huanChuongDocLapNhi": ["Huân chương Độc lập hạng Nhì", "Independence Order, second class"],
  "form.huanChuongDocLapNhat": ["Huân chương Độc lập hạng Nhất", "Independence Order, first class"],
} as const satisfies Record<`title.${Title}` | `form.${Form}`, Pair>

/** The pledge's text as a bloc may begin it; everything in it can be changed. */
const template = [
  `Hưởng ứng các phong trào thi đua yêu nước do tỉnh phát động, các đơn vị thành viên {bloc} gồm: {members} cùng nhau ký kết giao ước thi đua năm {year} với những nội dung sau:

I. NỘI DUNG GIAO ƯỚC
1. Hoàn thành và phấn đấu vượt các chỉ tiêu, nhiệm vụ được giao trong năm {year}; kết quả của từng đơn vị được đo bằng bảng chỉ tiêu kèm theo bản giao ước này.
2. Đẩy mạnh cải cách hành chính và chuyển đổi số; giải quyết công việc của người dân, doanh nghiệp đúng hạn, đúng quy định; giữ nghiêm kỷ luật, kỷ cương hành chính.
3. Tổ chức các phong trào thi đua thiết thực, hướng về cơ sở; kịp thời phát hiện, bồi dưỡng và nhân rộng điển hình tiên tiến.
4. Xây dựng tổ chức đảng, chính quyền, đoàn thể trong sạch, vững mạnh; đoàn kết nội bộ, thực hành dân chủ, phòng, chống tham nhũng, lãng phí, tiêu cực.
5. Tham gia đầy đủ các hoạt động của khối; trao đổi kinh nghiệm, giúp đỡ nhau cùng hoàn thành nhiệm vụ.

II. TỔ CHỨC THỰC HIỆN
1. Mỗi đơn vị phổ biến bản giao ước đến toàn thể công chức, viên chức, người lao động và tự kiểm tra việc thực hiện.
2. Trưởng khối là {head}, có trách nhiệm theo dõi, đôn đốc, tổ chức sơ kết, tổng kết và chấm điểm theo bảng tiêu chí mà khối đã thông qua.
3. Các đơn vị tự chấm điểm và chấm điểm cho nhau trung thực, khách quan, đúng thời hạn.

Các đơn vị thành viên cam kết thực hiện đúng bản giao ước này.`,
  `In answer to the patriotic emulation movements of the province, the members of {bloc}, namely {members}, conclude this emulation pledge for {year}:

I. WHAT WE PLEDGE
1. To reach and to try to surpass the targets and tasks of {year}; the table of targets with this pledge tells what is measured for each member.
2. To go on with administrative reform and digital transformation; to serve citizens and firms in time and by the rules; to keep discipline.
3. To hold movements that are of use where people work; to find, support and make known good examples.
4. To keep our organisations clean, strong and united; to practise democracy and to prevent corruption, waste and misconduct.
5. To take part in all that the bloc does, to share experience and to help each other.

II. HOW IT IS DONE
1. Each member makes this pledge known to all of its staff and looks after its fulfilment.
2. The head is {head}; it follows up, reminds, holds the reviews and the scoring by the table of criteria that the bloc has adopted.
3. The members score themselves and each other truthfully, impartially and in time.

The members undertake to keep this pledge.`,
] as const

/** The pledge: its targets, who has signed and how, slips, and what each member aims at. */
export const pledgeWords = {
  ...awardWords,
  "pledge.template": template,
  "pledge.template.use": ["Dùng mẫu có sẵn", "Use the template"],
  "pledge.template.over": ["Thay nội dung đang soạn bằng mẫu?", "Replace what is written by the template?"],
  "pledge.draft": ["Dự thảo", "Draft"],
  "target.title": ["Bảng chỉ tiêu thi đua", "Table of targets"],
  "target.part": ["Bảng chỉ tiêu thi đua ({part}/{parts})", "Table of targets ({part} of {parts})"],
  "target.number": ["STT", "No."],
  "target.indicator": ["Chỉ tiêu", "Indicator"],
  "target.unit": ["Đơn vị tính", "Unit"],
  "target.lines": ["Các dòng chỉ tiêu", "Lines of targets"],
  "target.hint": [
    "Dán từ Excel, mỗi dòng: chỉ tiêu, đơn vị tính, rồi kế hoạch của từng đơn vị theo thứ tự ở dòng đầu. Để trống hoặc ghi dấu gạch ngang nếu chỉ tiêu không giao cho đơn vị đó.",
    "Paste from Excel, a line each: indicator, unit, then each member's plan in the order of the first line. Leave a cell empty, or put a hyphen, where it does not concern a member.",
  ],
  "target.copy": ["Sao chép sang Excel", "Copy for Excel"],
  "target.head.unknown": ["không có đơn vị «{unit}» trong khối", "the bloc has no member “{unit}”"],
  "target.cells": ["cần chỉ tiêu và đơn vị tính", "an indicator and its unit are wanted"],
  "target.wide": ["nhiều ô hơn số đơn vị", "more cells than members"],
  "target.amount": [
    "kế hoạch của {unit} không phải số có nhiều nhất 4 chữ số thập phân",
    "the plan of {unit} is no number with at most 4 decimals",
  ],
  "target.sum": ["{n} chỉ tiêu", "{n} targets"],
  "target.sum.many": ["{n} chỉ tiêu; nhiều nhất là 40", "{n} targets; 40 at most"],

  "signature.title": ["Chữ ký của các đơn vị", "Signatures"],
  "signature.sum": ["{n}/{all} đơn vị đã ký", "{n} of {all} have signed"],
  "signature.way": ["Chữ ký", "Signature"],
  "signature.at": ["Thời điểm", "When"],
  "signature.screen": ["Đã ký trên hệ thống", "Signed on screen"],
  "signature.paper": ["Đã ký trên giấy", "Signed on paper"],
  "signature.contested": ["Đơn vị không thừa nhận chữ ký trên giấy", "The member contests its signature on paper"],
  "signature.uncounted": ["chưa tính là đã ký cho đến khi giải quyết xong", "does not count until it is settled"],
  "signature.line": [
    "Ngày {date}, tại {place}; người ký: {signer}; bản quét: {scan}; mã: {hash}",
    "On {date}, {place}; signed by: {signer}; scan: {scan}; hash: {hash}",
  ],
  "signature.left": ["Đã rời khối ngày {date}", "Left the bloc on {date}"],
  "signature.confirmed": ["Đơn vị đã thừa nhận", "Confirmed by the member"],
  "signature.again": ["Mật khẩu của bạn", "Your password"],

  "paper.record": ["Ghi nhận chữ ký trên giấy", "Record a paper"],
  "paper.record.hint": [
    "{unit} đã ký bản giấy của giao ước này. Đơn vị có thể không thừa nhận cho đến hết giai đoạn ký.",
    "{unit} has signed this pledge on paper. It may contest that until the phase is over.",
  ],
  "paper.day": ["Ngày ký", "Day of signing"],
  "paper.place": ["Nơi ký", "Place"],
  "paper.signer": ["Chức vụ người ký", "Signed by (function)"],
  "paper.signer.hint": ["Ghi chức vụ, ví dụ: Giám đốc Sở; không cần ghi họ tên.", "The function, such as Director; no name is needed."],
  "paper.scan": ["Số của bản quét", "Number of the scan"],
  "paper.contest": ["Không thừa nhận", "Contest"],
  "paper.contest.hint": [
    "Chữ ký trên giấy của đơn vị sẽ không được tính cho đến khi Trưởng khối rút ghi nhận hoặc đơn vị thừa nhận lại. Mọi thành viên thấy lý do.",
    "Your signature on paper will not count until the head withdraws it or you confirm it. All members see the reason.",
  ],
  "paper.confirm": ["Thừa nhận", "Confirm"],
  "paper.confirm.hint": [
    "Thay mặt {unit}, thừa nhận chữ ký trên giấy đối với bản giao ước có mã {hash}? Sau đó không thay đổi được nữa.",
    "For {unit}, confirm the signature on paper for the pledge {hash}? It cannot be taken back.",
  ],
  "paper.withdraw": ["Rút ghi nhận", "Withdraw"],
  "paper.withdraw.hint": [
    "Chữ ký trên giấy của {unit} sẽ không còn được ghi nhận. Mọi thành viên thấy lý do.",
    "The signature on paper of {unit} will no longer be recorded. All members see the reason.",
  ],
  "paper.reason": ["Lý do", "Reason"],
  "paper.for": ["{act}: {unit}", "{act}: {unit}"],

  "slip.title": ["Đính chính lỗi soạn thảo", "Correct a slip"],
  "slip.hint": [
    "Chỉ dùng cho lỗi chính tả, nhầm số không làm đổi cam kết: mã nội dung đổi, các chữ ký giữ nguyên, bản cũ được lưu và mọi thành viên thấy lý do.",
    "For slips that do not change what is pledged: the hash changes, signatures stay, the earlier version is kept, and all members see the reason.",
  ],
  "slip.do": ["Đính chính", "Correct"],
  "slip.reason": ["Lý do đính chính", "What was wrong"],
  "slip.list": ["Các lần đính chính", "Corrections"],
  "slip.line": ["{at}: {why} (mã trước: {hash})", "{at}: {why} (hash before: {hash})"],
  "slip.show": ["Xem bản trước", "Show the earlier version"],
  "slip.before": ["Bản trước đính chính, mã {hash}", "Before the correction, hash {hash}"],

  "aim.title": ["Đăng ký danh hiệu thi đua, hình thức khen thưởng", "What the members aim at"],
  "aim.titles": ["Danh hiệu thi đua của tập thể", "Titles of the collective"],
  "aim.forms": ["Hình thức khen thưởng", "Forms of commendation"],
  "aim.note": ["Ghi chú", "Note"],
  "aim.none": ["Chưa đăng ký", "Nothing yet"],
  "aim.nothing": ["Không đăng ký danh hiệu, hình thức nào", "Aims at nothing"],
  "aim.article": ["Điều {n}", "Article {n}"],
  "aim.edit": ["Đăng ký của đơn vị", "What your department aims at"],
  "aim.edit.hint": [
    "Theo Luật Thi đua, khen thưởng năm 2022. Sửa được đến trước khi tự chấm điểm; mọi thành viên nhìn thấy.",
    "By the Law on Emulation and Commendation of 2022. It can be changed until self-scoring; all members see it.",
  ],
  "aim.save": ["Lưu đăng ký", "Save what we aim at"],
} as const satisfies Record<string, Pair>
