// Certification under the 2018 circulars, as an officer of the department and the province would tell it.
import { describe, expect, it } from 'vitest'
import { rulesWith, walk } from '../testing.ts'
import { certification2018 } from './vn-2018.ts'

const rules = rulesWith({
  numbers: { 'certification.remedyFirst': 0 },
  periods: {
    'certification.decision': [20, 'workingDays'],
    'certification.proposal': [20, 'workingDays'],
    'certification.validity': [5, 'years'],
    'certification.renewalBefore': [5, 'months'],
    'certification.upgradeAfter': [2, 'years'],
    'certification.remedy': [12, 'months'],
    'certification.suspension': [null, 'months'],
    'complaint.within': [90, 'days'],
  },
})
const decision = { number: '12/QĐ-SGDĐT', date: '2026-09-28' }
const both = { requested: ['accreditation', 'nationalStandard'], requestedGrade: 2, requestedTier: 1 }
const start = (input: Record<string, unknown> = both) => walk(certification2018, input, rules)
const accredited = () =>
  start({ ...both, requested: ['accreditation'] }).send('grantAccreditation', { decision, grade: 2 })
const reviewed = (grade: number | null) => ({
  review: {
    unscored: {},
    unmoderated: [],
    level: grade,
    decisions: { accreditation: { outcome: 'x', grade }, nationalStandard: { outcome: 'x', grade } },
  },
})

describe('the two awards', () => {
  it('wait each for its own authority', () => {
    expect(start().state).toBe(
      'active.accreditation.awaitingDecision active.nationalStandard.awaitingProposal active.complaint.none',
    )
  })

  it('only what was asked for is decided', () => {
    expect(start({ ...both, requested: ['accreditation'] }).state).toContain('active.nationalStandard.notRequested')
  })

  it('accreditation is granted by the department and entered for five years from signing', () => {
    const story = accredited()
    expect(story.state).toContain('active.accreditation.inForce.valid')
    expect(story.effects).toContainEqual({
      type: 'issueAward',
      award: 'accreditation',
      grade: 2,
      number: 'certificate.accreditation 01',
      decision: '12/QĐ-SGDĐT',
      issuedAt: '2026-09-27T17:00:00.000Z',
      expiresAt: '2031-09-28T16:59:59.999Z',
    })
  })

  it('accreditation can be granted while the province refuses the national standard, with its reasons', () => {
    const story = start()
      .send('grantAccreditation', { decision, grade: 2 })
      .sample('proposeNationalStandard')
      .send('refuseNationalStandard', { decision, reason: 'Cơ sở vật chất chưa đạt.' })
    expect(story.state).toBe('active.accreditation.inForce.valid active.nationalStandard.refused active.complaint.none')
    expect(story.context['nationalStandardReason']).toBe('Cơ sở vật chất chưa đạt.')
  })

  it('the province can grant only what the department proposes to grant, and may return the proposal', () => {
    const story = start().sample('proposeNationalStandard', { grant: false, grade: null, reason: 'Chưa đạt.' })
    expect(story.why('grantNationalStandard')).toEqual([
      'Giám đốc Sở đề nghị không cấp Bằng công nhận chuẩn quốc gia: chỉ có thể không công nhận hoặc trả lại tờ trình.',
    ])
    story.sample('returnNationalStandardProposal').sample('proposeNationalStandard').sample('grantNationalStandard')
    expect(story.state).toContain('active.nationalStandard.inForce.valid')
  })

  it('a proposal to refuse names its reason, a proposal to grant its tier', () => {
    const proposal = { number: '5/TTr', date: '2026-09-28' }
    const story = start()
    expect(story.why('proposeNationalStandard', { proposal, grant: false, grade: null, reason: null })).toEqual([
      'Đề nghị không công nhận phải nêu lý do.',
    ])
    expect(story.why('proposeNationalStandard', { proposal, grant: true, grade: null, reason: null })).toEqual([
      'Cần ghi mức độ đề nghị.',
    ])
  })

  it('an external level lower than asked is recognised at the lower one', () => {
    const story = start()
    expect(story.why('grantAccreditation', { decision, grade: 2 }, reviewed(1))).toEqual([
      'Báo cáo chỉ kết luận trường đạt cấp độ 1: công nhận ở cấp độ 1, không phải 2.',
    ])
    story.send('grantAccreditation', { decision, grade: 1 }, reviewed(1))
    expect(story.context['accreditationGrade']).toBe(1)
  })

  it('nothing above what the school asked for is granted', () => {
    expect(start().why('grantAccreditation', { decision, grade: 3 }, reviewed(4))).toEqual([
      'Trường chỉ đề nghị cấp độ 2.',
    ])
  })

  it('a school that reaches nothing is refused, not granted', () => {
    expect(start().why('grantAccreditation', { decision, grade: 1 }, reviewed(null))).toEqual([
      'Báo cáo kết luận trường chưa đủ điều kiện nhận Chứng nhận đạt KĐCLGD: chỉ có thể không công nhận, có nêu lý do.',
    ])
  })

  it('an overdue decision is marked and told, and still to be taken', () => {
    const story = start().send('accreditationDecisionOverdue')
    expect(story.context['accreditationLate']).toBe(true)
    expect(story.effects).toContainEqual(expect.objectContaining({ type: 'notify', message: 'accreditation.late' }))
    expect(story.allowed()).toContain('grantAccreditation')
  })

  it('the school may withdraw before the decision, not after', () => {
    const story = start().sample('withdraw')
    expect(story.state).toContain('active.accreditation.withdrawn active.nationalStandard.withdrawn')
    const later = start().send('grantAccreditation', { decision, grade: 2 }).sample('withdraw')
    expect(later.state).toContain('active.accreditation.inForce.valid active.nationalStandard.withdrawn')
  })
})

describe('an award in force', () => {
  it('is renewed when registered five months before expiry, and replaced by the new one', () => {
    const story = accredited().at('2031-04-28T02:00:00.000Z').sample('registerAccreditationRenewal')
    expect(story.context['accreditationRenewalOn']).toBe('2031-04-28')
    story.send('supersedeAccreditation', { number: 'CN-02', decision: { number: '40/QĐ', date: '2031-09-01' } })
    expect(story.state).toContain('active.accreditation.superseded')
  })

  it('tells the award of the case before it, which gives way also where nobody registered', () => {
    expect(accredited().effects).toContainEqual({
      type: 'tellFollowed',
      award: 'accreditation',
      event: 'supersedeAccreditation',
      payload: { number: 'certificate.accreditation 01', decision },
    })
    const { events } = certification2018
    expect(events['supersedeAccreditation']?.by).toContain('system')
    expect(accredited().why('supersedeAccreditation')).toEqual([expect.stringContaining('chưa đăng ký công nhận lại')])
  })

  it('cannot be renewed later, and lapses', () => {
    const story = accredited().at('2031-04-29T02:00:00.000Z')
    expect(story.why('registerAccreditationRenewal')).toEqual([
      'Chứng nhận đạt KĐCLGD hết hạn ngày 28/09/2031; phải đăng ký công nhận lại chậm nhất ngày 28/04/2031, hôm nay đã là 29/04/2031.',
    ])
    story.send('accreditationRenewalClosed')
    expect(story.effects).toContainEqual(expect.objectContaining({ message: 'accreditation.renewalMissed' }))
    story.send('accreditationExpired')
    expect(story.state).toContain('active.accreditation.expired')
    expect(story.effects).toContainEqual(expect.objectContaining({ type: 'changeAward', status: 'expired' }))
  })

  it('may be raised two years after it was issued', () => {
    const story = accredited()
    const letter = { number: '45/CV', date: '2026-09-15' }
    expect(story.why('registerAccreditationUpgrade', { letter, grade: 3 })).toEqual([
      'Chứng nhận đạt KĐCLGD cấp ngày 28/09/2026; đăng ký nâng cấp độ sớm nhất từ ngày 28/09/2028.',
    ])
    story.at('2028-09-28T02:00:00.000Z')
    expect(story.why('registerAccreditationUpgrade', { letter, grade: 2 })).toEqual([
      'Cấp độ đăng ký phải cao hơn cấp độ 2 đang có.',
    ])
    story.send('registerAccreditationUpgrade', { letter, grade: 3 })
    expect(story.context['accreditationUpgradeOn']).toBe('2028-09-28')
  })

  it('is kept when the school puts things right in time, and revoked when not', () => {
    const findings = { findings: ['Thiếu phòng học bộ môn'], until: '2027-03-01' }
    const kept = accredited().send('openAccreditationRemedy', findings).sample('confirmAccreditationRemedied')
    expect(kept.state).toContain('active.accreditation.inForce.valid')
    const lost = accredited().send('openAccreditationRemedy', findings).send('accreditationRemedyEnded')
    expect(lost.state).toContain('active.accreditation.inForce.remedyEnded')
    lost.sample('revokeAccreditation')
    expect(lost.state).toContain('active.accreditation.revoked')
  })

  it('has its remedy term extended, and the new day is kept', () => {
    const story = accredited().send('openAccreditationRemedy', { findings: ['Thiếu phòng'], until: '2027-03-01' })
    story.send('extendDeadline', { deadline: 'accreditationRemedyEnded', days: 10, reason: 'Mưa bão.' })
    expect(story.context['accreditationRemedyUntil']).toBe('2027-03-11T16:59:59.999Z')
    expect(story.why('extendDeadline', { deadline: 'accreditationExpired', days: 10, reason: 'x' })[0]).toContain(
      'Không gia hạn được "accreditationExpired"',
    )
  })

  it('is suspended and reinstated, and expires meanwhile when its day comes', () => {
    const story = accredited().sample('suspendAccreditation')
    expect(story.state).toContain('active.accreditation.inForce.suspended')
    expect(accredited().sample('suspendAccreditation').sample('reinstateAccreditation').state).toContain(
      'inForce.valid',
    )
    expect(story.send('accreditationExpired').state).toContain('active.accreditation.expired')
  })
})

describe('complaint and re-review', () => {
  const grounds = { letter: decision, grounds: 'Minh chứng tiêu chí 2.1 chưa được xem xét.' }
  const refused = () =>
    start({ ...both, requested: ['accreditation'] }).send('refuseAccreditation', {
      decision,
      reason: 'Chưa đạt Mức 1.',
    })

  it('an upheld complaint reopens the review and the award is decided again', () => {
    const story = refused()
      .send('fileComplaint', { award: 'accreditation', ...grounds })
      .sample('upholdComplaint')
    expect(story.effects).toContainEqual({
      type: 'tell',
      process: 'externalReview',
      event: 'reopenReview',
      payload: { reason: 'Có minh chứng chưa được xem xét.' },
    })
    expect(story.state).toContain('active.accreditation.underReReview')
    story.send('reReviewReported').send('grantAccreditation', { decision, grade: 2 })
    expect(story.state).toContain('active.accreditation.inForce.valid')
  })

  it('a certificate already issued stays in force until the new decision replaces it', () => {
    const story = accredited()
      .send('fileComplaint', { award: 'accreditation', ...grounds })
      .sample('upholdComplaint')
    expect(story.context['accreditationInForce']).toBe(true)
    story.send('reReviewReported').send('grantAccreditation', { decision, grade: 2 })
    const kinds = story.effects.filter((one) => one.type === 'changeAward' || one.type === 'issueAward')
    expect(kinds.map((one) => one.type)).toEqual(['changeAward', 'issueAward'])
    expect(kinds[0]).toMatchObject({ status: 'superseded' })
  })

  it('a dismissed complaint about a decision is not filed again, nor one out of time, nor one about nothing', () => {
    const story = refused()
      .send('fileComplaint', { award: 'accreditation', ...grounds })
      .sample('dismissComplaint')
    expect(story.why('fileComplaint', { award: 'accreditation', ...grounds })).toEqual([
      'Khiếu nại về quyết định 12/QĐ-SGDĐT đã được giải quyết.',
    ])
    expect(refused().why('fileComplaint', { award: 'nationalStandard', ...grounds })).toEqual([
      'Không có quyết định nào về Bằng công nhận chuẩn quốc gia để khiếu nại.',
    ])
    const late = refused().at('2027-01-05T02:00:00.000Z')
    expect(late.why('fileComplaint', { award: 'accreditation', ...grounds })).toEqual([
      'Quyết định 12/QĐ-SGDĐT ký ngày 28/09/2026; hạn khiếu nại đã hết ngày 27/12/2026.',
    ])
  })

  it('a second complaint waits for the re-review that runs, and moves nothing', () => {
    const story = start()
      .send('refuseAccreditation', { decision, reason: 'Chưa đạt.' })
      .sample('proposeNationalStandard')
      .send('refuseNationalStandard', { decision, reason: 'Chưa đạt.' })
      .send('fileComplaint', { award: 'accreditation', ...grounds })
      .sample('upholdComplaint')
      .send('fileComplaint', { award: 'nationalStandard', ...grounds })
    expect(story.why('upholdComplaint')).toContain('Đoàn đang đánh giá lại theo một khiếu nại khác.')
    expect(story.allowed()).not.toContain('upholdComplaint')
    story.send('reReviewReported').sample('upholdComplaint')
    expect(story.state).toBe(
      'active.accreditation.awaitingDecision active.nationalStandard.underReReview active.complaint.upheld',
    )
  })

  it('an award that expired meanwhile can no longer be re-reviewed', () => {
    const story = accredited()
      .send('fileComplaint', { award: 'accreditation', ...grounds })
      .send('accreditationExpired')
    expect(story.why('upholdComplaint')).toEqual([
      'Quyết định bị khiếu nại không còn giá trị (đã hết hạn, thu hồi hoặc được thay).',
    ])
    expect(story.sample('dismissComplaint').state).toContain('active.complaint.dismissed')
  })
})

describe('the end of the case', () => {
  it('is archived when every award has come to its end, and school and review are told', () => {
    const story = start().send('refuseAccreditation', { decision, reason: 'Chưa đạt.' })
    expect(story.why('archive')).toEqual(['Bằng công nhận chuẩn quốc gia: chưa kết thúc, chưa lưu trữ được.'])
    story.sample('withdraw').send('archive')
    expect(story.state).toBe('archived')
    expect(story.done).toBe(true)
    const payload = { outcome: 'archived', reason: null }
    expect(story.effects).toEqual([
      { type: 'tell', process: 'externalReview', event: 'caseEnded', payload },
      { type: 'tell', process: 'selfAssessment', event: 'caseEnded', payload },
    ])
  })

  it('is not closed over the head of an award in force', () => {
    expect(accredited().why('closeCase')).toEqual(['Chứng nhận đạt KĐCLGD còn hiệu lực đến 28/09/2031.'])
    expect(start().sample('closeCase').state).toBe('closed')
  })

  it('an award lapses with a school that is merged away, and stays with one that is renamed', () => {
    const story = accredited()
      .sample('recordSchoolChange')
      .send('recordSchoolChange', { kind: 'merged', decision, continues: false })
    expect(story.state).toBe('closed')
    expect(story.effects).toContainEqual({
      type: 'changeAward',
      award: 'accreditation',
      status: 'expired',
      reason: 'merged 12/QĐ-SGDĐT',
    })
  })

  it('a pause brings each award back to where it was', () => {
    const story = start().sample('hold')
    expect(story.state).toContain('active.accreditation.onHold active.nationalStandard.onHold')
    expect(story.sample('resume').state).toContain(
      'accreditation.awaitingDecision active.nationalStandard.awaitingProposal',
    )
    const second = start().sample('proposeNationalStandard').sample('hold').sample('resume')
    expect(second.state).toContain('active.nationalStandard.awaitingDecision')
  })
})
