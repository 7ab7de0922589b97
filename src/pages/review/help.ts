// The help of the pages of reviewers, by their path.
import { say, type Text } from '../../domain/text.ts'

export const reviewHelp: Readonly<Record<string, Text>> = {
  '/reviews': say(
    'Các trường bạn được phân công đánh giá, hạn gần nhất ở trên. Mở một trường để cam kết không có xung đột lợi ích rồi bắt đầu chấm.',
    'The schools you review, the nearest deadline first. Open one to declare your independence, then begin to score.',
  ),
  '/cases/{cycle}/review': say(
    'Nơi bắt đầu của đợt đánh giá: đang ở bước nào, bạn làm được gì ngay, mỗi thành viên đã nộp đến đâu. Các phần việc ở hàng thẻ thứ hai.',
    'Where the review stands, what you can do now and what each member has handed in. The second row of tabs has the parts of the work.',
  ),
  '/cases/{cycle}/review/scores': say(
    'Chấm từng tiêu chí một mình. Trong phiếu, phím D là đạt, X là không đạt, J và K sang phiếu sau và trước. Không ai thấy điểm của bạn trước khi cả đoàn nộp đủ.',
    'Score each criterion alone. In a sheet D is met, X not met, J and K go to the next and previous sheet. Nobody sees your scores before all are in.',
  ),
  '/cases/{cycle}/review/observations': say(
    'Ghi điều thấy được khi khảo sát, kèm ảnh. Mở trang này một lần khi có mạng, sau đó trang dùng được cả khi mất mạng; ghi chép nằm ở máy và tự gửi khi có mạng. Phát hiện rút ra từ các điều ghi nhận.',
    'Note what you see on the visit, with photos. Opened once with a network, the page works without one; notes wait on this machine and are sent by themselves. Findings are drawn from observations.',
  ),
  '/cases/{cycle}/review/visit': say(
    'Kế hoạch khảo sát theo ngày và buổi: ai gặp ai, ở đâu, về tiêu chí nào. Trưởng đoàn và thư ký lập; cả đoàn và trường cùng xem. Biên bản ở bên cạnh.',
    'The plan of the visit by day and session: who meets whom, where, about what. Lead and secretary make it, team and school read it. The minutes stand beside.',
  ),
  '/cases/{cycle}/review/requests': say(
    'Minh chứng đoàn đề nghị trường bổ sung và trường đã trả lời thế nào. Chưa trả lời hết thì chưa xong nghiên cứu hồ sơ.',
    'The evidence the team asked for and what the school answered. The desk review does not end while a request is open.',
  ),
  '/cases/{cycle}/review/moderation': say(
    'Khi mọi thành viên nộp đủ phiếu, bảng cho thấy điểm của từng người, chỗ khác nhau ở trên. Mở tiêu chí để chọn một kết quả chung và nêu lý do; tiêu chí cả đoàn chấm như nhau thống nhất được một lần.',
    'Once all are in, the table shows everybody’s scores, differences first. Open a criterion to settle one result with its reason; those scored alike can be settled at once.',
  ),
  '/cases/{cycle}/review/council': say(
    'Ý kiến của từng thành viên hội đồng, cuộc họp và thông báo kết quả. Ý kiến được giữ kín cho đến khi mọi người nộp đủ.',
    'The opinions of the members, the meeting and the notice of its result. Opinions stay hidden until all are in.',
  ),
  '/cases/{cycle}/review/report': say(
    'Lời báo cáo của từng tiêu chí, bắt đầu từ phiếu chung và phát hiện của đoàn. Sửa được khi đang viết dự thảo hoặc hoàn thiện báo cáo; phản hồi của trường theo từng vòng ở bên cạnh.',
    'The text of each criterion, begun from the team’s sheet and findings. It can be worded while the draft is written or the report finished; the replies of the school stand beside by rounds.',
  ),
  '/cases/{cycle}/drafts': say(
    'Mỗi lần đoàn gửi dự thảo là một vòng. Trang giữ nguyên lời dự thảo lúc gửi, ý kiến của trường và trả lời của đoàn; từ vòng hai, chỗ nào khác vòng trước được đánh dấu. Trường, đoàn và Sở cùng xem một trang này.',
    'Each draft that is sent begins a round. The page keeps its text as it was sent, what the school said and what the team answered; from the second round on, what differs from the one before is marked. School, team and department read the same page.',
  ),
}
