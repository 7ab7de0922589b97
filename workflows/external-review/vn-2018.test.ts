// The external review of 2018, told as an officer of the department, a reviewer and a principal would tell it.
import { describe, expect, it } from 'vitest'
import { rulesWith, walk } from '../testing.ts'
import { sampleReview } from './samples.ts'
import {
  alone,
  answering,
  appointed,
  atDesk,
  both,
  decision,
  draftSent,
  everyoneReports,
  issuesFor,
  moderating,
  recommend,
  report,
  reported,
  rules,
  scoring,
  start,
  team,
  type Story,
} from './story-2018.ts'
import { externalReview2018 } from './vn-2018.ts'

const message = (text: string) => expect.objectContaining({ type: 'notify', message: text })
const told = (process: string, event: string) => expect.objectContaining({ type: 'tell', process, event })

describe('the dossier', () => {
  it('passes the commune, unless the school sends it straight to the department', () => {
    expect(start(both).state).toBe('atCommune')
    expect(start(both).sample('forwardDossier').state).toBe('checking')
    expect(start(alone).state).toBe('checking')
  })

  it('comes back to the office that asked for completion, as often as needed', () => {
    const story = start(both).sample('requestCompletionAtCommune')
    expect(story.state).toBe('awaitingCompletion')
    expect(story.effects[0]).toEqual({
      type: 'tell',
      process: 'selfAssessment',
      event: 'dossierReturned',
      payload: {
        items: ['Báo cáo tự đánh giá thiếu chữ ký của hội đồng', 'Minh chứng [H5-5.2-03] không mở được'],
        reason: 'Hồ sơ chưa đủ thành phần để đánh giá ngoài.',
      },
    })
    expect(story.send('dossierResubmitted').state).toBe('atCommune')
    story.sample('forwardDossier').sample('requestCompletion').send('dossierResubmitted')
    expect(story.state).toBe('checking')
    expect(story.context['completionItems']).toEqual([])
    expect(story.sample('acceptDossier').state).toBe('accepted')
  })

  it('may be refused when the school has not completed it in time, not before', () => {
    const story = start().sample('requestCompletion')
    expect(story.why('refuseDossier')).toEqual(['Trường còn trong thời hạn hoàn thiện 2 nội dung của hồ sơ.'])
    story.send('completionDeadlinePassed').sample('refuseDossier')
    expect(story.state).toBe('refusedAtIntake')
    expect(story.done).toBe(true)
    expect(story.effects).toContainEqual({
      type: 'tell',
      process: 'selfAssessment',
      event: 'reviewEnded',
      payload: { outcome: 'refused', reason: 'Trường chưa có khóa học sinh nào hoàn thành chương trình.' },
    })
  })

  it('that comes back during a pause waits at the office, not with the school', () => {
    const story = start().sample('requestCompletion').sample('hold').send('dossierResubmitted')
    expect(story.state).toBe('onHold')
    expect(story.sample('resume').state).toBe('checking')
  })

  it('an overdue check is told to the office and changes nothing', () => {
    const story = start().send('intakeOverdue')
    expect(story.state).toBe('checking')
    expect(story.effects).toEqual([message('review.intakeOverdue')])
  })
})

describe('the desk review', () => {
  it('ends only when every member has handed in the preliminary report', () => {
    const story = atDesk().sample('submitPreliminaryReport', { personId: 'le-thi-thu' })
    expect(story.why('completeDeskReview')).toEqual([
      'Còn 4/5 thành viên chưa nộp ý kiến của mình: Nguyễn Thị Hòa, Trần Văn Minh, Phạm Quốc Bảo, Võ Thị Lan.',
    ])
    expect(everyoneReports(story).sample('completeDeskReview').state).toBe('deskReviewed')
  })

  it('asks for evidence that the school supplies or explains, item by item', () => {
    const story = everyoneReports(atDesk()).sample('requestEvidence')
    expect(story.state).toBe('awaitingEvidence')
    expect(story.why('completeDeskReview')).toEqual(['Còn 2 yêu cầu minh chứng trường chưa trả lời (số 1, 2).'])
    story.send('supplyEvidence', { answers: [{ number: 1, evidence: ['[H3-3.4-07]'] }] })
    expect(story.state).toBe('awaitingEvidence')
    expect(story.effects).toContainEqual({ type: 'freezeSubmission', kind: 'dossier' })
    expect(story.why('supplyEvidence', { answers: [{ number: 1, evidence: ['[H3-3.4-07]'] }] })).toEqual([
      'Yêu cầu số 1 đã được trả lời.',
    ])
    expect(story.why('supplyEvidence', { answers: [{ number: 2, evidence: [] }] })).toEqual([
      'Cần mã minh chứng hoặc lý do không có.',
    ])
    story.send('supplyEvidence', { answers: [{ number: 2, evidence: [], note: 'Không lưu hồ sơ năm học này.' }] })
    expect(story.state).toBe('deskReviewing')
    expect(statuses(story)).toEqual(['supplied', 'missing'])
  })

  it('marks what was not supplied in time as missing and goes on', () => {
    const story = atDesk().sample('requestEvidence').send('evidenceDeadlinePassed')
    expect(story.state).toBe('deskReviewing')
    expect(statuses(story)).toEqual(['missing', 'missing'])
  })

  it('waits for the school as long as its term runs; where none is set the lead may stop waiting', () => {
    const story = atDesk().sample('requestEvidence')
    expect(story.why('endEvidenceRequest')).toEqual([
      'Trường có 10 ngày làm việc để bổ sung minh chứng; hết hạn hệ thống sẽ tự ghi nhận.',
    ])
    const untimed = { ...rulesWith({ periods: { 'review.evidence': [null, 'days'] } }), numbers: rules.numbers }
    const other = walk(externalReview2018, alone, untimed).sample('acceptDossier').sample('appointTeam')
    other.sample('beginDeskReview').sample('requestEvidence').sample('endEvidenceRequest')
    expect(other.state).toBe('deskReviewing')
    expect(statuses(other)).toEqual(['missing', 'missing'])
  })
})

describe('visits, scores and moderation', () => {
  it('visits are recorded when they have been made', () => {
    const story = everyoneReports(atDesk()).sample('completeDeskReview').sample('recordPreliminaryVisit')
    const visit = { from: '2026-10-02', to: '2026-10-01' }
    expect(issuesFor(story, 'teamLead', 'recordFormalVisit', visit)).toEqual([
      ['to', 'Ngày kết thúc trước ngày bắt đầu.'],
    ])
    expect(issuesFor(story, 'teamLead', 'recordFormalVisit', { from: '2026-10-01', to: '2026-10-02' })).toEqual([
      ['to', 'Ngày này chưa đến.'],
    ])
  })

  it('reviewers score from the desk review until everybody has scored, then the team moderates', () => {
    expect(appointed().hasTag('scoringOpen')).toBe(false)
    expect(atDesk().hasTag('scoringOpen')).toBe(true)
    const story = scoring()
    const late = { review: { ...sampleReview, unscored: { 'le-thi-thu': ['1.1', '1.2'], 'da-thay': ['1.1'] } } }
    expect(story.why('completeScoring', {}, late)).toEqual(['Còn 1 thành viên chưa chấm xong: Lê Thị Thu (1.1, 1.2).'])
    story.sample('completeScoring')
    expect(story.effects).toEqual([{ type: 'openSheets', kind: 'team', persons: [], round: 1 }])
    expect([story.hasTag('scoringOpen'), story.hasTag('moderatingOpen')]).toEqual([false, true])
  })

  it('moderation ends when every criterion has one result', () => {
    const open = { review: { ...sampleReview, unmoderated: ['2.1', '5.2'] } }
    expect(moderating().why('completeModeration', {}, open)).toEqual(['Còn 2 tiêu chí chưa thống nhất: 2.1, 5.2.'])
  })
})

describe('the reply of the school', () => {
  it('silence at the deadline is agreement, and marked as silence', () => {
    const story = draftSent().send('replyDeadlinePassed')
    expect(story.state).toBe('finalising')
    expect(story.context['reply']).toBe('silence')
  })

  it('every point of a disagreement is answered', () => {
    const answer = { criterion: '1.1', decision: 'keep', reason: 'Không có minh chứng mới.' }
    const letter = { number: '02/ĐĐGN', date: '2026-12-08' }
    expect(answering().why('answerDisagreement', { letter, answers: [answer] })).toEqual([
      'Chưa trả lời ý kiến của trường về tiêu chí 5.2.',
      'Trường không có ý kiến về tiêu chí 1.1.',
      'Kết quả được giữ nguyên ở mọi ý kiến.',
    ])
    expect(answering().sample('answerDisagreement').state).toBe('finalising')
  })

  it('a changed result is moderated again and drafted again', () => {
    const answers = [{ criterion: '5.2', decision: 'change', reason: 'Minh chứng mới cho thấy đạt Mức 1.' }]
    const story = answering().sample('answerDisagreement', { answers })
    expect(story.state).toBe('moderating')
    expect(story.why('completeModeration', {})).toEqual([
      'Cần ghi kết quả thống nhất lại của tiêu chí 5.2 theo ý kiến phản hồi của trường.',
    ])
    story.send('completeModeration', { revised: [{ criterion: '5.2', note: 'Nâng lên đạt Mức 1.' }] })
    expect(story.sample('sendDraft').state).toBe('awaitingReply')
  })
})

describe('the report', () => {
  it('recommends on each award asked for, and never above the moderated result', () => {
    const story = draftSent().sample('acceptDraft')
    expect(story.why('submitReport', recommend(3))).toEqual([
      'Kết quả thống nhất của đoàn là mức 2, không thể kiến nghị mức 3.',
    ])
    const other = { award: 'nationalStandard', recommend: true, grade: 1, reason: 'Đạt.' }
    expect(story.why('submitReport', { report, recommendations: [other] })).toEqual([
      'Thiếu kiến nghị về kiểm định chất lượng giáo dục.',
      'Trường không đề nghị đạt chuẩn quốc gia.',
    ])
    expect(story.send('submitReport', recommend(null)).state).toBe('reported')
  })

  it('is frozen, told to the school’s process and opens the certification', () => {
    expect(reported().effects.slice(0, 4)).toEqual([
      { type: 'freezeSubmission', kind: 'externalReport' },
      { type: 'produceDocument', form: 'externalReport' },
      { type: 'tell', process: 'selfAssessment', event: 'reviewReported', payload: {} },
      {
        type: 'startProcess',
        process: 'certification',
        input: { requested: ['accreditation'], requestedGrade: 2, requestedTier: null },
      },
    ])
  })

  it('an upheld complaint brings a new round with a new team, told to the certification that waits', () => {
    const story = reported().sample('reopenReview')
    expect(story.state).toBe('accepted')
    expect(story.context).toMatchObject({ round: 2, team: [], formalVisit: null })
    expect(story.effects).toContainEqual({ type: 'dismiss', personIds: team })
    story.sample('appointTeam').sample('beginDeskReview')
    everyoneReports(story).sample('completeDeskReview').sample('recordPreliminaryVisit').sample('recordFormalVisit')
    story.sample('completeScoring').send('completeModeration').sample('sendDraft').sample('acceptDraft')
    story.send('submitReport', recommend(1))
    expect(story.effects).toContainEqual(told('certification', 'reReviewReported'))
    expect(story.effects).not.toContainEqual(expect.objectContaining({ type: 'startProcess' }))
  })

  it('a re-review may be dropped, not withdrawn: the report there is stands', () => {
    const story = reported().sample('reopenReview').sample('appointTeam')
    expect(story.why('withdraw')).toEqual([
      'Đây là lần đánh giá lại theo khiếu nại: Giám đốc Sở chỉ có thể dừng đánh giá lại ở bước công nhận, giữ báo cáo đã có.',
    ])
    story.sample('dropReReview')
    expect(story.state).toBe('reported')
    expect(story.context).toMatchObject({ round: 2, reportedRounds: [1] })
    expect(story.context['recommendations']).toHaveLength(1)
    // Also while it is paused; the next re-review is another round, with other sheets.
    story.sample('reopenReview').sample('hold').sample('dropReReview')
    expect(story.state).toBe('reported')
    expect(story.context).toMatchObject({ round: 3, reportedRounds: [1], heldFrom: null })
    expect(appointed().why('dropReReview')).toEqual(['Đây là lần đánh giá đầu tiên, chưa có báo cáo trước đó.'])
  })

  it('ends with the case, also in the middle of a re-review, and frees the team', () => {
    const story = reported().send('caseEnded', { outcome: 'archived' })
    expect(story.state).toBe('completed')
    expect(story.effects).toEqual([{ type: 'dismiss', personIds: team }])
    const again = reported().sample('reopenReview').sample('appointTeam').send('caseEnded', { outcome: 'closed' })
    expect(again.state).toBe('closed')
    expect(again.effects).toEqual([{ type: 'dismiss', personIds: team }])
  })
})

describe('off the path', () => {
  it('the school may withdraw at any step before the report', () => {
    for (const at of [start(both), start(), appointed(), atDesk(), moderating(), draftSent(), answering()]) {
      expect(at.sample('withdraw').state).toBe('withdrawn')
      expect(at.effects).toContainEqual(told('selfAssessment', 'reviewEnded'))
    }
    expect(reported().allowed()).not.toContain('withdraw')
  })

  it('a pause leads back to the step it interrupted', () => {
    for (const at of [start(both), appointed(), atDesk(), scoring(), draftSent()]) {
      const { state } = at
      expect(at.sample('hold').state).toBe('onHold')
      expect(at.sample('resume').state).toBe(state)
    }
  })

  it('only the deadline that runs at a step is extended there', () => {
    const extension = (deadline: string) => ({ deadline, days: 5, reason: 'Trường nghỉ học do bão.' })
    expect(draftSent().why('extendDeadline', extension('intakeOverdue'))).toEqual([
      'Ở bước này chỉ có thể gia hạn "replyDeadlinePassed".',
    ])
    expect(draftSent().send('extendDeadline', extension('replyDeadlinePassed')).effects).toEqual([
      { type: 'extendDeadline', event: 'replyDeadlinePassed', days: 5 },
    ])
  })

  it('a renamed school goes on, a school that is no more ends its review', () => {
    const story = atDesk().sample('recordSchoolChange')
    expect(story.state).toBe('deskReviewing')
    story.send('recordSchoolChange', { kind: 'merged', decision, continues: false })
    expect(story.state).toBe('closed')
    expect(story.effects).toContainEqual(told('selfAssessment', 'caseEnded'))
  })

  it('once it has reported, the end of the school is recorded where its awards are', () => {
    const gone = { kind: 'merged', decision, continues: false }
    for (const story of [reported(), reported().sample('reopenReview')]) {
      expect(story.why('recordSchoolChange', gone)).toEqual([
        'Hồ sơ đã sang bước công nhận: ghi nhận việc kết thúc ở quy trình công nhận.',
      ])
      expect(story.sample('recordSchoolChange').done).toBe(false)
    }
  })
})

function statuses(story: Story): unknown[] {
  return (story.context['evidenceItems'] as { status: string }[]).map((item) => item.status)
}
