// The self-assessment of 2018 told as facts: what a principal, a council and an officer can rely on.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Procedure } from '../../src/domain/procedure.ts'
import { plainFacts, walk } from '../testing.ts'
import { votesNeeded } from './council.ts'
import { failedAssessment, sampleCouncil, sampleSchool, unfinishedAssessment } from './samples.ts'
import { selfAssessment2018 } from './vn-2018.ts'

const file = new URL('../procedures/vn-2018.yaml', import.meta.url)
const rules = Procedure.parse(parse(readFileSync(file, 'utf8')))
const start = () => walk(selfAssessment2018, {}, rules)
const planned = () => start().sample('establishCouncil').sample('submitPlan').sample('approvePlan')
const rating = () => planned().sample('beginRating')
const published = () =>
  rating()
    .sample('completeRating')
    .sample('publishDraft')
    .sample('closeConsultation')
    .sample('adoptReport')
    .sample('sendForOpinion')
    .sample('giveOpinion')
    .sample('publishReport')
const submitted = () => published().sample('registerReview')
const registration = selfAssessment2018.events['registerReview']?.samples[0]?.payload as Record<string, unknown>

describe('the council', () => {
  it('has at least seven members', () => {
    const payload = { ...(selfAssessment2018.events['establishCouncil']?.samples[0]?.payload as object) }
    expect(start().why('establishCouncil', { ...payload, members: sampleCouncil.slice(0, 6) })).toContain(
      'Hội đồng có 6 người, cần ít nhất 7.',
    )
  })

  it('is chaired by the principal who signs the decision, with one secretary', () => {
    const payload = { ...(selfAssessment2018.events['establishCouncil']?.samples[0]?.payload as object) }
    const swapped = sampleCouncil.map((one, index) => ({
      ...one,
      duty: index === 1 ? 'chair' : index === 0 ? 'viceChair' : one.duty,
    }))
    expect(start().why('establishCouncil', { ...payload, members: swapped })).toEqual([
      'Chủ tịch hội đồng phải là hiệu trưởng, người ký quyết định này.',
    ])
    const headless = sampleCouncil.map((one) => ({ ...one, duty: one.duty === 'secretary' ? 'member' : one.duty }))
    expect(start().why('establishCouncil', { ...payload, members: headless })).toEqual([
      'Hội đồng cần đúng 1 thư ký, đang có 0.',
    ])
  })

  it('names nobody twice and nobody unknown, and its groups are led by its members', () => {
    const payload = { ...(selfAssessment2018.events['establishCouncil']?.samples[0]?.payload as object) }
    const twice = [...sampleCouncil, { personId: 'bui-thi-nga', duty: 'member' }]
    expect(start().why('establishCouncil', { ...payload, members: twice })).toEqual(['Người này đã có trong hội đồng.'])
    const stranger = {
      name: 'Nhóm 3',
      lead: { personId: 'ai-do' },
      members: [{ personId: 'bui-thi-nga' }],
      criteria: [],
    }
    expect(start().why('establishCouncil', { ...payload, groups: [stranger] })).toEqual([
      'Trưởng nhóm "Nhóm 3" phải là thành viên hội đồng.',
      'Chưa có người này trong danh sách.',
    ])
  })

  it('gives each member a role in the case', () => {
    const [appoint] = start().sample('establishCouncil').effects
    expect(appoint).toMatchObject({
      type: 'appoint',
      members: expect.arrayContaining([
        { personId: 'principal', role: 'councilChair' },
        { personId: 'le-thi-hanh', role: 'councilSecretary' },
        { personId: 'pham-van-duc', role: 'councilMember' },
        { personId: 'pham-van-duc', role: 'workingGroup' },
      ]),
    })
  })

  it('is changed by a new decision that takes back every role before it gives the new ones', () => {
    const story = rating().sample('changeCouncil')
    expect(story.state).toBe('rating')
    expect(story.effects.slice(0, 2).map(({ type }) => type)).toEqual(['dismiss', 'appoint'])
    expect(story.context['councilDecision']).toEqual({ number: '45/QĐ-TMAU', date: '2026-09-25' })
  })

  it('agrees by two thirds: six of nine, five of seven', () => {
    expect([9, 7, 12].map((members) => votesNeeded(0.6667, members))).toEqual([6, 5, 8])
    const story = rating().sample('completeRating').sample('publishDraft').sample('closeConsultation')
    const payload = { ...(selfAssessment2018.events['adoptReport']?.samples[0]?.payload as object), agreed: 4 }
    expect(story.why('adoptReport', payload)).toEqual(['Có 4/7 thành viên nhất trí, cần ít nhất 5.'])
  })
})

describe('the seven steps', () => {
  it('lead from the council to the published report', () => {
    expect(published().state).toBe('published')
    expect(published().effects).toEqual([{ type: 'publish', what: 'selfAssessmentReport' }])
  })

  it('a plan sent back is submitted again', () => {
    const story = start().sample('establishCouncil').sample('submitPlan').sample('returnPlan')
    expect(story.state).toBe('planning')
    expect(story.sample('submitPlan').sample('approvePlan').state).toBe('collecting')
  })

  it('open the sheets only while the criteria are rated', () => {
    expect(planned().hasTag('sheetsOpen')).toBe(false)
    const story = rating()
    expect(story.hasTag('sheetsOpen')).toBe(true)
    expect(story.effects[0]).toEqual({ type: 'openSheets', kind: 'school', persons: [], round: 1 })
    expect(story.sample('completeRating').hasTag('sheetsOpen')).toBe(false)
  })

  it('do not leave the rating while a criterion is open, and say which', () => {
    expect(rating().why('completeRating', {}, { assessment: unfinishedAssessment })).toEqual([
      'Còn 2 tiêu chí chưa chấm xong hoặc chưa thống nhất: 1.2, 3.4.',
    ])
  })

  it('go back from the written report to the rating, and from the comments to the report', () => {
    expect(rating().sample('completeRating').sample('reopenRating').state).toBe('rating')
    expect(rating().sample('completeRating').sample('publishDraft').sample('returnDraft').state).toBe('writing')
    expect(published().sample('reopenRating').hasTag('sheetsOpen')).toBe(true)
  })

  it('go on when the managing authority stays silent past its term', () => {
    const story = rating().sample('completeRating').sample('publishDraft').sample('closeConsultation')
    story.sample('adoptReport').sample('sendForOpinion').send('opinionOverdue')
    expect(story.context['opinion']).toBeNull()
    expect(story.sample('publishReport').state).toBe('published')
  })

  it('an update is reported once a school year', () => {
    const story = published().sample('submitYearlyUpdate')
    expect(story.why('submitYearlyUpdate')).toEqual(['Năm học 2026-2027 đã có báo cáo cập nhật.'])
  })
})

describe('the registration', () => {
  it('freezes the dossier and starts the review with what was asked', () => {
    expect(submitted().state).toBe('submitted')
    expect(submitted().effects.slice(0, 2)).toEqual([
      { type: 'freezeSubmission', kind: 'dossier' },
      {
        type: 'startProcess',
        process: 'externalReview',
        input: {
          round: 1,
          requested: ['accreditation', 'nationalStandard'],
          requestedGrade: 2,
          requestedTier: 1,
          viaCommune: true,
        },
      },
    ])
  })

  it('of an upper secondary school goes straight to the department', () => {
    const school = { ...sampleSchool, kind: 'upperSecondary' as const, viaCommune: false }
    const [, review] = published().sample('registerReview', {}, { school }).effects
    expect(review).toMatchObject({ input: { viaCommune: false } })
  })

  it('is not made before the report is published', () => {
    expect(() => rating().sample('registerReview')).toThrow('not allowed')
  })

  it('asks for no grade or tier above the own rating', () => {
    expect(published().why('registerReview', { ...registration, requestedGrade: 3, requestedTier: 2 })).toEqual([
      'Kết quả tự đánh giá chỉ đạt cấp độ 2, không thể đề nghị cấp độ 3.',
      'Kết quả tự đánh giá chỉ đạt mức độ 1, không thể đề nghị mức độ 2.',
    ])
  })

  it('says which grade, for what it asks and for nothing else, and comes with two copies', () => {
    expect(published().why('registerReview', { ...registration, requestedTier: null })).toEqual([
      'Chưa ghi mức độ đề nghị.',
    ])
    expect(published().why('registerReview', { ...registration, requested: ['accreditation'] })).toEqual([
      'Không đề nghị nên để trống mức độ.',
    ])
    expect(published().why('registerReview', { ...registration, reportCopies: 1 })).toEqual([
      'Hồ sơ cần 2 bản báo cáo tự đánh giá.',
    ])
  })

  it('waits for level 1, a cohort that finished, and five years of a kindergarten', () => {
    const { assessment } = plainFacts
    const failed = { school: sampleSchool, assessment: failedAssessment }
    expect(published().why('registerReview', registration, failed)).toContain(
      'Trường tự đánh giá chưa đạt Mức 1 (không đạt): chưa đăng ký được.',
    )
    const fresh = { school: { ...sampleSchool, cohortCompleted: false }, assessment }
    expect(published().why('registerReview', registration, fresh)).toEqual([
      'Trường chưa có khóa học sinh nào hoàn thành chương trình.',
    ])
    const young = { school: { ...sampleSchool, kind: 'kindergarten' as const, foundedOn: '2024-08-15' }, assessment }
    expect(published().why('registerReview', registration, young)).toEqual([
      'Trường mầm non thành lập ngày 15/08/2024, đủ 5 năm hoạt động vào ngày 15/08/2029.',
    ])
  })
})

describe('after the registration', () => {
  it('a returned dossier opens the sheets, and is frozen and handed in again', () => {
    const story = submitted().sample('dossierReturned')
    expect(story.state).toBe('completing')
    expect(story.hasTag('sheetsOpen')).toBe(true)
    story.sample('resubmitDossier')
    expect(story.state).toBe('submitted')
    expect(story.effects).toEqual([
      { type: 'freezeSubmission', kind: 'dossier' },
      { type: 'tell', process: 'externalReview', event: 'dossierResubmitted', payload: {} },
    ])
  })

  it('a dossier whose rating fell below what was asked is not handed in again', () => {
    const lower = {
      ...plainFacts.assessment,
      level: 1,
      decisions: { accreditation: { outcome: 'granted', grade: 1 } },
    }
    const story = submitted().sample('dossierReturned')
    expect(story.why('resubmitDossier', undefined, { assessment: lower })).toEqual([
      'Đã đề nghị cấp độ 2, tự đánh giá nay chỉ đạt cấp độ 1. Đã đề nghị mức độ 1, tự đánh giá nay chỉ đạt mức độ 0.',
    ])
  })

  it('a review that ends without a report lets the school register again, also from completing', () => {
    expect(submitted().sample('reviewEnded').sample('registerReview').state).toBe('submitted')
    expect(submitted().sample('dossierReturned').sample('reviewEnded').state).toBe('published')
  })

  it('follows up once reviewed, and is completed with the case', () => {
    const story = submitted().sample('reviewReported')
    expect(story.sample('submitYearlyUpdate').state).toBe('following')
    expect(story.sample('caseEnded').done).toBe(true)
    expect(story.state).toBe('completed')
  })

  it('closing the case closes the review with it; once certification runs, the case is closed there', () => {
    const story = submitted().sample('closeCase')
    expect(story.state).toBe('closed')
    expect(story.effects).toContainEqual({
      type: 'tell',
      process: 'externalReview',
      event: 'caseEnded',
      payload: { outcome: 'closed', reason: 'Trường giải thể theo quyết định của UBND tỉnh.' },
    })
    expect(submitted().sample('reviewReported').allowed()).not.toContain('closeCase')
  })
})

describe('off the path', () => {
  const merged = { kind: 'merged', decision: { number: '9/QĐ-UBND', date: '2026-09-30' }, continues: false }

  it('a renamed school goes on where it is, one that is merged away ends with its review', () => {
    expect(rating().sample('recordSchoolChange').state).toBe('rating')
    expect(rating().send('recordSchoolChange', merged).state).toBe('closed')
    const story = submitted().send('recordSchoolChange', merged)
    expect(story.effects.map(({ type }) => type)).toEqual(['changeSchool', 'tell'])
  })

  it('a school with an award does not end here but at its certification', () => {
    expect(submitted().sample('reviewReported').why('recordSchoolChange', merged)).toEqual([
      'Hồ sơ đã sang bước công nhận: ghi nhận việc kết thúc ở quy trình công nhận.',
    ])
  })

  it('a pause leads back to where it began, and the time to work does not run meanwhile', () => {
    const story = rating()
    story.at('2026-10-11T02:00:00.000Z').sample('hold')
    expect(story.state).toBe('onHold')
    story.at('2026-10-21T02:00:00.000Z').sample('resume')
    expect(story.state).toBe('rating')
    expect(story.context['durationFrom']).toBe('2026-10-11T02:00:00.000Z')
  })

  it('an extension counts in every later step', () => {
    const story = rating().send('extendDeadline', { deadline: 'selfAssessmentOverdue', days: 10, reason: 'Bão.' })
    expect(story.context['durationFrom']).toBe('2026-10-11T02:00:00.000Z')
    expect(story.why('extendDeadline', { deadline: 'opinionOverdue', days: 10, reason: 'Bão.' })).toEqual([
      'Ở bước này chỉ có thể gia hạn "selfAssessmentOverdue".',
    ])
  })

  it('a school may stop its self-assessment before it registers, not after', () => {
    expect(rating().sample('withdraw').state).toBe('withdrawn')
    expect(submitted().allowed()).not.toContain('withdraw')
  })
})
