// What a notice says, by the message of the effect that sends it: a sentence without the full stop, with no name in it.
import { say, type Text } from '../domain/text.ts'

const awards = {
  accreditation: say('kiểm định chất lượng giáo dục', 'accreditation'),
  nationalStandard: say('đạt chuẩn quốc gia', 'national standard'),
}

const ofAward = (award: Text): Record<string, Text> => ({
  granted: say(`Đã có quyết định công nhận ${award.vi}`, `The ${award.en} is granted`),
  refused: say(`Đã có quyết định không công nhận ${award.vi}`, `The ${award.en} is refused`),
  late: say(`Quyết định công nhận ${award.vi} đã quá hạn`, `The decision on the ${award.en} is overdue`),
  proposed: say(
    `Có tờ trình công nhận ${award.vi} chờ quyết định`,
    `A proposal of the ${award.en} waits for the decision`,
  ),
  proposalReturned: say(`Tờ trình công nhận ${award.vi} được trả lại`, `The proposal of the ${award.en} is returned`),
  renewalDue: say(
    `Sắp đến hạn đăng ký công nhận lại ${award.vi}`,
    `The time to register for the renewal of the ${award.en} comes soon`,
  ),
  renewalMissed: say(
    `Đã qua hạn đăng ký công nhận lại ${award.vi}`,
    `The time to register for the renewal of the ${award.en} has passed`,
  ),
  renewalRegistered: say(
    `Trường đã đăng ký công nhận lại ${award.vi}`,
    `The school has registered for the renewal of the ${award.en}`,
  ),
  upgradeRegistered: say(
    `Trường đã đăng ký nâng mức công nhận ${award.vi}`,
    `The school has registered to raise its level of the ${award.en}`,
  ),
  expired: say(`Công nhận ${award.vi} đã hết hạn`, `The ${award.en} has expired`),
  remedy: say(
    `Trường được yêu cầu khắc phục để giữ công nhận ${award.vi}`,
    `The school is asked for remedies to keep the ${award.en}`,
  ),
  remedyEnded: say(
    `Đã hết thời hạn khắc phục để giữ công nhận ${award.vi}`,
    `The time for remedies to keep the ${award.en} has ended`,
  ),
  restored: say(`Công nhận ${award.vi} được khôi phục`, `The ${award.en} is restored`),
  suspended: say(`Công nhận ${award.vi} bị tạm đình chỉ`, `The ${award.en} is suspended`),
  suspensionEnded: say(
    `Đã hết thời hạn tạm đình chỉ công nhận ${award.vi}`,
    `The time of suspension of the ${award.en} has ended`,
  ),
  revoked: say(`Công nhận ${award.vi} bị thu hồi`, `The ${award.en} is revoked`),
})

const common: Record<string, Text> = {
  'comment.mentioned': say('Có người nhắc đến Thầy/Cô trong một trao đổi', 'You are mentioned in a discussion'),
  'complaint.answered': say('Khiếu nại đã được trả lời', 'The complaint is answered'),
  'complaint.filed': say('Có khiếu nại mới', 'There is a new complaint'),
  'complaint.overdue': say('Khiếu nại đã quá hạn trả lời', 'The answer to a complaint is overdue'),
  'deadline.moved': say(
    'Một thời hạn được dời vì lịch nghỉ thay đổi',
    'A deadline has moved because the days off were changed',
  ),
  'review.completionLapsed': say(
    'Đã hết hạn hoàn thiện hồ sơ đăng ký',
    'The time to complete the registration has passed',
  ),
  'review.completionRequested': say('Hồ sơ đăng ký cần được hoàn thiện', 'The registration has to be completed'),
  'review.conditionsAsked': say(
    'Trường được yêu cầu hoàn thành các điều kiện',
    'The school is asked to meet the conditions',
  ),
  'review.conditionsOverdue': say('Đã quá hạn hoàn thành các điều kiện', 'The conditions are overdue'),
  'review.conditionsReported': say(
    'Trường đã báo cáo hoàn thành các điều kiện',
    'The school reports that it has met the conditions',
  ),
  'review.conflict': say('Có thành viên khai xung đột lợi ích', 'A member has declared a conflict of interest'),
  'review.disagreementAnswered': say(
    'Ý kiến không thống nhất của trường đã được trả lời',
    'The disagreement of the school is answered',
  ),
  'review.dossierAccepted': say('Hồ sơ đăng ký được tiếp nhận', 'The registration is accepted'),
  'review.dossierRefused': say('Hồ sơ đăng ký không được tiếp nhận', 'The registration is not accepted'),
  'review.draftSent': say(
    'Có dự thảo báo cáo chờ trường cho ý kiến',
    'A draft report waits for the opinion of the school',
  ),
  'review.evidenceMissing': say('Minh chứng bổ sung chưa được cung cấp', 'The further evidence was not given'),
  'review.evidenceRequested': say('Đoàn đề nghị bổ sung minh chứng', 'The team asks for further evidence'),
  'review.evidenceSupplied': say('Trường đã bổ sung minh chứng', 'The school has given further evidence'),
  'review.intakeOverdue': say('Hồ sơ đăng ký đã quá hạn xem xét', 'The check of the registration is overdue'),
  'review.overdue': say('Việc đánh giá đã quá hạn', 'The review is overdue'),
  'review.reReviewDropped': say('Việc đánh giá lại được dừng', 'The new review is called off'),
  'review.reopened': say('Trường được đánh giá lại', 'The school is reviewed again'),
  'review.reported': say('Đã có báo cáo đánh giá chính thức', 'The final report of the review is there'),
  'review.schoolReplied': say(
    'Trường đã có ý kiến về dự thảo báo cáo',
    'The school has given its opinion on the draft report',
  ),
  'review.silenceIsAgreement': say(
    'Đã hết hạn ý kiến, dự thảo được coi là thống nhất',
    'The time for an opinion has passed: the draft counts as agreed',
  ),
  'review.teamAppointed': say('Đã có quyết định thành lập đoàn, hội đồng', 'The team or council is appointed'),
  'selfAssessment.approvalDue': say(
    'Sắp đến hạn phê duyệt báo cáo tự đánh giá',
    'The approval of the self-assessment report is due soon',
  ),
  'selfAssessment.councilAppointed': say('Đã thành lập hội đồng tự đánh giá', 'The self-assessment council is set up'),
  'selfAssessment.dossierReturned': say('Hồ sơ được trả lại', 'The dossier is returned'),
  'selfAssessment.draftPublished': say(
    'Dự thảo báo cáo tự đánh giá được lấy ý kiến',
    'The draft self-assessment report is open for opinions',
  ),
  'selfAssessment.draftReturned': say(
    'Dự thảo báo cáo tự đánh giá được trả lại',
    'The draft self-assessment report is returned',
  ),
  'selfAssessment.improvementPlanApproved': say(
    'Kế hoạch cải tiến chất lượng đã được phê duyệt',
    'The improvement plan is approved',
  ),
  'selfAssessment.opinionAsked': say(
    'Có báo cáo tự đánh giá chờ ý kiến',
    'A self-assessment report waits for an opinion',
  ),
  'selfAssessment.opinionGiven': say(
    'Đã có ý kiến về báo cáo tự đánh giá',
    'An opinion on the self-assessment report was given',
  ),
  'selfAssessment.overdue': say('Việc tự đánh giá đã quá hạn', 'The self-assessment is overdue'),
  'selfAssessment.planApproved': say('Kế hoạch tự đánh giá đã được phê duyệt', 'The self-assessment plan is approved'),
  'selfAssessment.planReturned': say('Kế hoạch tự đánh giá được trả lại', 'The self-assessment plan is returned'),
  'selfAssessment.planSubmitted': say('Có kế hoạch chờ phê duyệt', 'A plan waits for approval'),
  'selfAssessment.ratingOpen': say('Phiếu đánh giá tiêu chí đã mở', 'The criterion sheets are open'),
  'selfAssessment.ratingReopened': say('Phiếu đánh giá tiêu chí được mở lại', 'The criterion sheets are open again'),
  'selfAssessment.recognitionRequested': say('Trường đề nghị công nhận', 'The school asks for recognition'),
  'selfAssessment.registrationEnding': say(
    'Sắp hết hạn đăng ký đánh giá ngoài',
    'The time to register for the external review ends soon',
  ),
  'selfAssessment.reportApproved': say(
    'Báo cáo tự đánh giá đã được phê duyệt',
    'The self-assessment report is approved',
  ),
  'selfAssessment.reportReturned': say('Báo cáo tự đánh giá được trả lại', 'The self-assessment report is returned'),
  'selfAssessment.reportSubmitted': say(
    'Có báo cáo tự đánh giá chờ phê duyệt',
    'A self-assessment report waits for approval',
  ),
  'selfAssessment.reviewEnded': say('Việc đánh giá ngoài đã kết thúc', 'The external review has ended'),
  'selfAssessment.reviewRegistered': say('Trường đăng ký đánh giá ngoài', 'The school registers for external review'),
  'selfAssessment.workAssigned': say(
    'Công việc tự đánh giá đã được phân công',
    'The work of self-assessment is assigned',
  ),
  'selfAssessment.yearClosed': say('Năm đánh giá đã khép lại', 'The year of assessment is closed'),
  'selfAssessment.yearlyUpdate': say('Đến kỳ cập nhật hằng năm', 'The yearly update is due'),
}

const byAward = Object.entries(awards).flatMap(([kind, award]) =>
  Object.entries(ofAward(award)).map(([message, text]) => [`${kind}.${message}`, text] as const),
)

const texts: Readonly<Record<string, Text>> = { ...common, ...Object.fromEntries(byAward) }

/** The sentence of a message; one without a line of its own is news of the case. */
export function noticeText(message: string): Text {
  return texts[message] ?? say('Có việc mới cần xem', 'There is news to look at')
}
