import type { Pair } from "./fault.ts"

/** What stands in the way from the appeals to the awards. */
export const endFaults = {
  "appeal.closed": ["Hiện không phải giai đoạn xem xét kiến nghị.", "Appeals are not being heard now."],
  "appeal.blind": [
    "Điểm xác nhận mở cho đơn vị khi việc xác nhận kết thúc, cho cả khối khi có kết quả dự kiến.",
    "Verified scores open to their unit when verification is over, to all with the ranking.",
  ],
  "appeal.made": ["Đơn vị đã kiến nghị về nội dung này.", "There is an appeal about this already."],
  "appeal.state": ["Kiến nghị không còn chờ việc này.", "The appeal does not wait for this."],
  "appeal.minutes": ["Cần ghi biên bản cuộc họp khối.", "The minutes of the bloc's meeting are wanted."],
  "snapshot.kept": ["Bản kết quả trước đã được giữ lại.", "The earlier result is kept already."],
  "decision.closed": [
    "Chỉ loại tiêu chí trước khi xếp hạng, và quyết định khác trước khi khối khóa kết quả.",
    "Criteria are struck before the ranking, all else is decided before the bloc closes.",
  ],
  "decision.own": ["Không ai tự quyết cho đơn vị mình.", "Nobody decides about its own department."],
  "decision.early": [
    "Trước khi chấm điểm, lời văn được sửa bằng một bản mới của bảng tiêu chí.",
    "Before scoring begins wording changes with another version of the table.",
  ],
  "decision.corrected": ["Lời văn đã sửa được giữ lại; có thể sửa tiếp.", "What was corrected stays; it can be corrected again."],
  "decision.rival": [
    "Thành viên của khối không được ghi quyết định về thành viên khác.",
    "A member of the bloc enters nothing against another.",
  ],
  "field.leaf": ["Cơ quan không chủ trì tiêu chí này của đơn vị này.", "Your agency does not verify this criterion of this department."],
  "field.stands": ["Đơn vị này đã bị tạm dừng hoặc loại vì lý do này.", "This department is held or disqualified for this already."],
  "field.many": ["Đã quá nhiều dòng tạm dừng và loại; hãy gỡ bớt.", "There are too many holds and disqualifications; lift some first."],
  "field.none": ["Cơ quan không có quyết định nào như vậy để gỡ.", "Your agency has no such line to lift."],
  "decision.struck": [
    "Tiêu chí đã loại thì không khôi phục được: có đơn vị đã nộp phiếu không có tiêu chí ấy.",
    "What is struck stays struck: sheets may have been handed in without it.",
  ],
  "appraisal.closed": ["Tỉnh thẩm định sau khi khối khóa kết quả.", "The province appraises between closed and decided."],
  "vote.closed": ["Không ở giai đoạn bỏ phiếu.", "Voting is not open."],
  "vote.counts": ["Số phiếu nhiều hơn mức có thể có.", "More votes than there can be."],
  "phase.vote": [
    "Kết quả bỏ phiếu chưa được xác nhận; muốn chốt phải ghi lý do.",
    "The vote is not confirmed; closing over it wants a reason.",
  ],
  "phase.sways": [
    "Điểm chấm chéo đã hiệu chỉnh sẽ làm thay đổi đơn vị được đề nghị; cần giải trình bằng văn bản trước khi chốt (trang «Giải trình»).",
    "Adjusted cross-scores would change who gets a prize; a written reason is wanted before closing (page “Differences”).",
  ],
  "vote.state": ["Kết quả bỏ phiếu không chờ việc này.", "The vote does not wait for this."],
  "tie.none": ["Không có trường hợp bằng điểm nào như vậy còn chờ phân định.", "No open tie of these departments is left."],
  "prize.none": ["Không cần giải trình, hoặc khối đã chốt.", "No reason is wanted, or the bloc has closed."],
  "alert.none": ["Không có chênh lệch nào như vậy cần giải trình.", "There is no such difference to explain."],
  "alert.phase": ["Hiện không giải trình hoặc kết luận được nữa.", "Nothing can be explained or concluded now."],
  "award.phase": ["Khen thưởng được ghi sau khi khối đã chốt kết quả.", "Awards are entered when the bloc has closed."],
  "award.none": ["Không còn đơn vị nào để đề nghị.", "Nobody is left to propose."],
  "award.order": ["Không chuyển sang bước này được.", "The award does not go on to this step."],
  "award.dropped": [
    "Kết quả mới nhất không còn đề nghị đơn vị này; chỉ còn ghi được “Không tặng”.",
    "The newest result no longer puts this department forward; the award can only be refused.",
  ],
  "award.granted": ["Đã có quyết định khen thưởng; phải thu hồi trước.", "An award is granted; revoke it first."],
  "result.notYet": ["Chưa có kết quả xếp hạng.", "There is no ranking yet."],
  "result.incomplete": ["Còn thiếu điểm mà việc xếp hạng cần đến.", "A score that the ranking needs is missing."],
} as const satisfies Record<string, Pair>
