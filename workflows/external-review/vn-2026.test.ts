// The appraisal of 2026, told as an officer of the department, a council member and a principal would tell it.
import { describe, expect, it } from 'vitest'
import { rulesWith, walk } from '../testing.ts'
import { sampleMembers, sampleReview } from './samples.ts'
import { externalReview2026 } from './vn-2026.ts'

interface Terms {
  [name: string]: number | null
}
const rulesOf = (numbers: Terms = {}, reply: number | null = null) =>
  rulesWith({
    numbers: {
      'appraisal.minimum': null,
      'appraisal.maximum': null,
      'appraisal.quorumShare': null,
      'appraisal.approvalShare': null,
      'member.yearsInSector': null,
      'member.trainingRequired': null,
      'review.visitRequired': null,
      ...numbers,
    },
    periods: {
      'intake.completion': [null, 'workingDays'],
      'review.evidence': [null, 'workingDays'],
      'review.schoolReply': [reply, 'workingDays'],
    },
  })
const asked = { requested: ['nationalStandard'], requestedTier: 1, viaCommune: false }
const start = (numbers?: Terms, reply?: number | null) => walk(externalReview2026, asked, rulesOf(numbers, reply))
type Story = ReturnType<typeof start>
const council = sampleMembers.map((one) => one.personId)
const told = (process: string, event: string) => expect.objectContaining({ type: 'tell', process, event })

const accepted = (...terms: Parameters<typeof start>) =>
  start(...terms)
    .sample('acceptDossier')
    .sample('reportConditions')
const studying = (...terms: Parameters<typeof start>) =>
  accepted(...terms)
    .sample('appointCouncil')
    .sample('beginStudy')
const opinions = (story: Story) => {
  for (const personId of council) story.sample('submitOpinion', { personId })
  return story
}
const moderating = (...terms: Parameters<typeof start>) => opinions(studying(...terms)).sample('completeStudy')
const meeting = (...terms: Parameters<typeof start>) => moderating(...terms).send('completeModeration')
const notified = (...terms: Parameters<typeof start>) =>
  meeting(...terms)
    .sample('holdMeeting')
    .sample('notifyResult')
const conclusion = (tier: number | null, votes: number) => ({
  conclusion: { recommend: tier !== null, tier, for: votes, against: 0 },
})

/** What stops the first sample with these parts replaced. */
function why(story: Story, type: string, change: Record<string, unknown>) {
  const first = externalReview2026.events[type]?.samples[0]
  return story.why(type, { ...(first?.payload as object), ...change }, first?.facts)
}

describe('before the council', () => {
  it('the department checks the dossier, has it completed, and asks the commune for the real conditions', () => {
    const story = start().sample('requestCompletion')
    expect(story.effects[0]).toEqual(told('selfAssessment', 'dossierReturned'))
    story.send('dossierResubmitted').sample('acceptDossier')
    expect(story.state).toBe('awaitingConditions')
    expect(story.effects).toContainEqual(expect.objectContaining({ message: 'review.conditionsAsked' }))
  })

  it('where no term for completion is set the department need not wait for one to refuse', () => {
    expect(start().sample('requestCompletion').sample('refuseDossier').state).toBe('refusedAtIntake')
  })

  it('the commune speaks on facilities, equipment, safety and the other conditions', () => {
    const story = start().sample('acceptDossier')
    const conditions = [{ kind: 'facilities', met: true, remarks: 'Đủ phòng học.' }]
    expect(why(story, 'reportConditions', { conditions })).toEqual([
      'Thiếu nhận xét về thiết bị.',
      'Thiếu nhận xét về an toàn.',
      'Thiếu nhận xét về điều kiện pháp lý khác.',
    ])
    expect(story.sample('reportConditions').state).toBe('accepted')
  })

  it('a condition not met lets the department refuse or ask for completion; it may also go on', () => {
    const unmet = externalReview2026.events['reportConditions']?.samples[1]?.payload
    const story = () => start().sample('acceptDossier').send('reportConditions', unmet)
    expect(story().context['unmetConditions']).toEqual(['facilities'])
    expect(story().sample('refuseDossier').state).toBe('refusedAtIntake')
    expect(story().sample('requestCompletion').state).toBe('awaitingCompletion')
    expect(story().sample('appointCouncil').state).toBe('appointed')
    expect(accepted().why('refuseDossier')).toEqual(['UBND cấp xã không nêu điều kiện nào chưa đáp ứng.'])
  })

  it('the department may go on without a commune that does not report', () => {
    expect(start().sample('acceptDossier').send('conditionsOverdue').sample('proceedWithoutConditions').state).toBe(
      'accepted',
    )
  })
})

describe('the council', () => {
  it('has the size of the procedure when one is set', () => {
    expect(accepted({ 'appraisal.minimum': 7 }).why('appointCouncil')).toEqual(['Có 5 thành viên, cần ít nhất 7.'])
    expect(accepted().sample('appointCouncil').effects[0]).toEqual({ type: 'appoint', members: sampleMembers })
  })

  it('begins only when no member has a conflict of interest', () => {
    const story = accepted().sample('appointCouncil').sample('declareConflict')
    expect(story.why('beginStudy')).toEqual([
      'Võ Thị Lan đã khai xung đột lợi ích: cần quyết định thay thành viên trước khi tiếp tục.',
    ])
    expect(story.sample('replaceMember').sample('beginStudy').effects).toEqual([
      { type: 'openSheets', kind: 'reviewer', persons: [...council.slice(0, 4), 'dang-van-son'], round: 1 },
    ])
  })

  it('a member who joins later gives an opinion and scores before the council goes on', () => {
    const story = moderating().sample('declareConflict').sample('replaceMember')
    expect(story.state).toBe('studying')
    expect(story.why('completeStudy')).toEqual(['Còn 1/5 thành viên chưa nộp ý kiến của mình: Đặng Văn Sơn.'])
  })

  it('studies until every opinion is in, every sheet is scored and no evidence is waited for', () => {
    const late = { review: { ...sampleReview, unscored: { 'le-thi-thu': ['1.1'] } } }
    const story = opinions(studying())
    expect(story.hasTag('scoringOpen')).toBe(true)
    expect(story.why('completeStudy', {}, late)).toEqual(['Còn 1 thành viên chưa chấm xong: Lê Thị Thu (1.1).'])
    story.sample('requestEvidence')
    expect(story.why('completeStudy')).toEqual(['Còn 2 yêu cầu minh chứng trường chưa trả lời (số 1, 2).'])
    expect(story.sample('supplyEvidence').sample('completeStudy').state).toBe('moderating')
    expect(story.hasTag('moderatingOpen')).toBe(true)
  })

  it('visits the school where the procedure demands it', () => {
    const story = opinions(studying({ 'review.visitRequired': 1 }))
    expect(story.why('completeStudy')).toEqual(['Chưa có biên bản kiểm tra thực tế tại trường.'])
    expect(story.sample('recordVisit').sample('completeStudy').state).toBe('moderating')
  })
})

describe('the meeting', () => {
  it('is valid only with the quorum of the procedure', () => {
    const present = council.slice(0, 3).map((personId) => ({ personId }))
    const change = { present, questions: [], ...conclusion(1, 3) }
    expect(why(meeting({ 'appraisal.quorumShare': 0.75 }), 'holdMeeting', change)).toEqual([
      'Có mặt 3/5 thành viên, cần ít nhất 4: cuộc họp không hợp lệ.',
    ])
    expect(why(meeting(), 'holdMeeting', change)).toEqual([])
  })

  it('recommends only with the share of votes the procedure sets', () => {
    const story = meeting({ 'appraisal.approvalShare': 0.6667 })
    expect(why(story, 'holdMeeting', conclusion(1, 2))).toEqual([
      'Chỉ có 2/4 phiếu tán thành, cần ít nhất 3: không thể kết luận đề nghị công nhận.',
    ])
    expect(why(story, 'holdMeeting', conclusion(null, 2))).toEqual([])
  })

  it('counts no more votes than people and no tier above the moderated result', () => {
    expect(why(meeting(), 'holdMeeting', conclusion(2, 5))).toEqual([
      '5 phiếu nhưng chỉ có 4 người dự họp.',
      'Kết quả thống nhất chỉ cho phép Mức độ 1, không thể đề nghị Mức độ 2.',
    ])
  })

  it('is followed by the notice, on paper', () => {
    const story = meeting().sample('holdMeeting')
    expect(story.effects).toEqual([{ type: 'produceDocument', form: 'appraisalMinutes' }])
    expect(story.sample('notifyResult').effects[0]).toEqual({ type: 'produceDocument', form: 'appraisalNotice' })
    expect(story.state).toBe('awaitingReply')
  })
})

describe('the reply and the report', () => {
  it('silence is recorded by an officer where no term is set, by the deadline where one is', () => {
    expect(notified().sample('recordSilence').context['reply']).toBe('silence')
    const timed = notified({}, 10)
    expect(timed.why('recordSilence')).toEqual([
      'Trường có 10 ngày làm việc để phản hồi; hết hạn hệ thống sẽ tự ghi nhận.',
    ])
    expect(timed.send('replyDeadlinePassed').state).toBe('finalising')
  })

  it('a changed result is moderated, met on and notified again', () => {
    const answers = [{ criterion: '5.2', decision: 'change', reason: 'Minh chứng mới cho thấy đạt Mức 1.' }]
    const story = notified().sample('disagreeWithDraft').sample('answerDisagreement', { answers })
    expect(story.state).toBe('moderating')
    expect(story.hasTag('draftSent')).toBe(false)
    expect(story.effects).toContainEqual({
      type: 'reopenSheets',
      round: 1,
      sheets: [{ criterion: '5.2', reason: 'Minh chứng mới cho thấy đạt Mức 1.' }],
    })
    story.sample('completeModeration').sample('holdMeeting').sample('notifyResult').sample('acceptDraft')
    expect(story.state).toBe('finalising')
  })

  it('the report says what the council concluded', () => {
    const refused = externalReview2026.events['holdMeeting']?.samples[1]
    const story = meeting()
      .send('holdMeeting', refused?.payload, refused?.facts)
      .sample('notifyResult')
      .sample('acceptDraft')
    expect(story.why('submitReport')).toEqual(['Hội đồng đã kết luận không đề nghị công nhận.'])
    const second = externalReview2026.events['submitReport']?.samples[1]
    expect(story.send('submitReport', second?.payload, second?.facts).state).toBe('reported')
  })

  it('opens the certification, and after an upheld complaint a new council appraises', () => {
    const story = notified().sample('acceptDraft').sample('submitReport')
    expect(story.effects).toContainEqual({
      type: 'startProcess',
      process: 'certification',
      input: { requested: ['nationalStandard'], requestedGrade: null, requestedTier: 1 },
    })
    story.sample('reopenReview')
    expect(story.context).toMatchObject({ round: 2, team: [], meeting: null, visitedOn: null })
    expect(story.sample('appointCouncil').state).toBe('appointed')
  })
})
