// The yearly self-assessment of 2026 told as facts: council, approval in time, improvement plan, request for the national standard.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Procedure } from '../../src/domain/procedure.ts'
import { plainFacts, walk } from '../testing.ts'
import { sampleCouncil, sampleSchool, unfinishedAssessment } from './samples.ts'
import { selfAssessment2026 } from './vn-2026.ts'

const file = new URL('../procedures/vn-2026.yaml', import.meta.url)
const rules = Procedure.parse(parse(readFileSync(file, 'utf8')))
const start = () => walk(selfAssessment2026, {}, rules)
const assessing = () => start().sample('establishCouncil').sample('assignWork')
const reported = () => assessing().sample('completeRating').sample('submitReport')
const approved = (at = '2027-06-08T02:00:00.000Z') => reported().at(at).sample('approveReport')
const improving = () => approved().sample('submitImprovementPlan').sample('approveImprovementPlan')
const submitted = () => improving().sample('requestRecognition')
const reviewed = (story: ReturnType<typeof start>) =>
  story.sample('recordPlanReview').sample('recordPlanReview', { time: 'yearEnd' })
const decision = { number: '5/QĐ-TMAU', date: '2026-09-05' }
const facts = { school: sampleSchool, assessment: plainFacts.assessment, record: plainFacts.record }

describe('the council', () => {
  it('has an odd number of at least five members, with exactly one chair and one secretary', () => {
    expect(start().why('establishCouncil', { decision, members: sampleCouncil.slice(0, 4) })).toEqual([
      'Hội đồng có 4 người, cần ít nhất 5.',
      'Hội đồng có 4 thành viên; số thành viên phải là số lẻ.',
    ])
    const two = sampleCouncil.map((one, index) => ({ ...one, duty: index < 2 ? 'chair' : one.duty }))
    expect(start().why('establishCouncil', { decision, members: two })).toEqual([
      'Hội đồng cần đúng 1 chủ tịch, đang có 2.',
    ])
    expect(start().why('establishCouncil', { decision, members: sampleCouncil.slice(0, 5) })).toEqual([])
  })

  it('is given its groups apart, and both are changed by a new paper', () => {
    const story = assessing()
    expect(story.state).toBe('assessing')
    expect(story.sample('changeAssignment').sample('changeCouncil').state).toBe('assessing')
    expect(story.effects[0]).toMatchObject({ type: 'dismiss' })
  })
})

describe('the report', () => {
  it('is approved in time before 15 June, and late from that day on', () => {
    expect(approved('2027-06-14T16:59:59.000Z').context).toMatchObject({ late: false, approvedOn: '2027-06-14' })
    expect(approved('2027-06-14T17:00:00.000Z').context).toMatchObject({ late: true, approvedOn: '2027-06-15' })
  })

  it('is marked late on the day, and approved all the same', () => {
    const story = reported().at('2027-06-14T17:00:00.000Z').send('approvalDue')
    expect(story.context['late']).toBe(true)
    expect(story.state).toBe('reported')
    expect(story.at('2027-06-20T02:00:00.000Z').sample('approveReport').context['late']).toBe(true)
  })

  it('approved within a granted extension is not late', () => {
    const story = reported().send('extendDeadline', { deadline: 'approvalDue', days: 10, reason: 'Bão.' })
    expect(story.at('2027-06-20T02:00:00.000Z').sample('approveReport').context['late']).toBe(false)
  })

  it('is sent back for revision, and to the rating', () => {
    const story = reported().sample('returnReport')
    expect(story.state).toBe('reporting')
    expect(story.sample('reopenRating').hasTag('sheetsOpen')).toBe(true)
  })

  it('reopened after approval does not count until approved again, and a correction in July is not late', () => {
    const story = improving().at('2027-07-01T02:00:00.000Z').sample('reopenReport')
    expect(story.context).toMatchObject({ approvedOn: null, approvalDueAt: null })
    expect(story.sample('submitReport').sample('approveReport').context['late']).toBe(false)
  })

  it('is not written while a criterion is open', () => {
    expect(assessing().why('completeRating', {}, { assessment: unfinishedAssessment })).toEqual([
      'Còn 2 tiêu chí chưa chấm xong hoặc chưa thống nhất: 1.2, 3.4.',
    ])
  })
})

describe('the improvement plan', () => {
  it('is sent back, approved, and changed by a decision', () => {
    const story = approved().sample('submitImprovementPlan').sample('returnImprovementPlan')
    expect(story.state).toBe('approved')
    story.sample('submitImprovementPlan').sample('approveImprovementPlan').sample('changeImprovementPlan')
    expect(story.context['improvementPlan']).toEqual({ number: '99/QĐ-TMAU', date: '2028-01-15' })
  })

  it('is reviewed at mid-year and at the end before the year closes', () => {
    const story = improving().sample('recordPlanReview')
    expect(story.why('closeYear')).toEqual([
      'Kế hoạch cải tiến mới được đánh giá 1 lần; trong năm cần ít nhất 2 lần (cuối học kỳ I và cuối năm học).',
    ])
    expect(story.why('recordPlanReview')).toEqual(['Đã có lần đánh giá cuối học kỳ I.'])
    story.sample('recordPlanReview', { time: 'yearEnd' }).sample('closeYear')
    expect(story.state).toBe('yearClosed')
    expect(story.done).toBe(true)
  })

  it('keeps the progress of each row, and knows its rows', () => {
    const story = improving().sample('recordPlanReview')
    expect(story.context['measures']).toMatchObject([{ progress: 'underway' }])
    const payload = {
      ...(selfAssessment2026.events['recordPlanReview']?.samples[1]?.payload as object),
      results: [{ measure: 4, progress: 'done' }],
      reviewedOn: '2030-01-10',
    }
    expect(story.why('recordPlanReview', payload)).toEqual(['Ngày này chưa đến.', 'Kế hoạch chỉ có 1 nội dung.'])
  })
})

describe('the request for the national standard', () => {
  it('freezes the dossier and starts the appraisal', () => {
    expect(submitted().effects.slice(0, 2)).toEqual([
      { type: 'freezeSubmission', kind: 'dossier' },
      {
        type: 'startProcess',
        process: 'externalReview',
        input: { round: 1, requested: ['nationalStandard'], requestedGrade: null, requestedTier: 1, viaCommune: false },
      },
    ])
  })

  it('comes only after three consecutive years', () => {
    const record = { consecutiveYears: 2, awards: {} }
    expect(improving().why('requestRecognition', undefined, { ...facts, record })).toEqual([
      'Trường mới có 2 năm học liên tiếp tự đánh giá, cần ít nhất 3 năm học.',
    ])
  })

  it('needs a cohort, the legal conditions, and a tier not above the level', () => {
    const school = { ...sampleSchool, cohortCompleted: false, conditionsMet: false }
    expect(improving().why('requestRecognition', undefined, { ...facts, school })).toHaveLength(2)
    const payload = { letter: decision, requestedTier: 2 }
    const assessment = { ...plainFacts.assessment, level: 1 }
    expect(improving().why('requestRecognition', payload, { ...facts, assessment })).toEqual([
      'Trường tự đánh giá đạt Mức 1, không thể đề nghị Mức độ 2.',
    ])
  })

  it('is not open to a continuing education centre', () => {
    const school = { ...sampleSchool, kind: 'continuingEducation' as const }
    expect(improving().why('requestRecognition', undefined, { ...facts, school })).toEqual([
      'Trung tâm giáo dục thường xuyên chỉ tự đánh giá; chuẩn quốc gia dành cho trường mầm non và trường phổ thông.',
    ])
  })

  it('returned for completion, is handed in again with the tier it still bears', () => {
    const story = submitted().sample('dossierReturned')
    expect(story.hasTag('sheetsOpen')).toBe(true)
    expect(story.sample('resubmitDossier').state).toBe('submitted')
    const lower = { assessment: { ...plainFacts.assessment, level: 1 } }
    const second = improving().sample('requestRecognition', { requestedTier: 2 }).sample('dossierReturned')
    expect(second.why('resubmitDossier', undefined, lower)).toEqual([
      'Đã đề nghị Mức độ 2, tự đánh giá nay chỉ đạt Mức 1.',
    ])
  })

  it('does not stop the reviews of the plan', () => {
    expect(reviewed(submitted()).state).toBe('submitted')
  })
})

describe('the year and the case', () => {
  it('the year closes while the award is still followed, and waits for the end of the case', () => {
    const story = reviewed(submitted().sample('reviewReported')).sample('closeYear')
    expect(story.state).toBe('yearEnded')
    expect(story.done).toBe(false)
    expect(story.sample('caseEnded').state).toBe('yearClosed')
  })

  it('a case that ends first leaves the year to be closed', () => {
    const story = reviewed(submitted().sample('reviewReported').sample('caseEnded'))
    expect(story.state).toBe('concluding')
    expect(story.sample('closeYear').done).toBe(true)
  })

  it('a request that ended without a result may be made again', () => {
    expect(submitted().sample('reviewEnded').state).toBe('improving')
  })

  it('a pause gives its days back to the approval', () => {
    const story = assessing().at('2026-11-01T02:00:00.000Z').sample('hold')
    story.at('2026-11-06T02:00:00.000Z').sample('resume')
    expect(story.context['approvalDueAt']).toBe('2027-06-19T17:00:00.000Z')
  })
})
