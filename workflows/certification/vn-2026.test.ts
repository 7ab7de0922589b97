// Certification under Thông tư 57/2026: one award, decided by the department.
import { describe, expect, it } from 'vitest'
import { plainFacts, rulesWith, walk } from '../testing.ts'
import { certification2026 } from './vn-2026.ts'

const rules = rulesWith({
  numbers: { 'certification.remedyFirst': 1 },
  periods: {
    'certification.validity': [5, 'years'],
    'certification.renewalBefore': [5, 'months'],
    'certification.upgradeAfter': [2, 'years'],
    'certification.remedy': [6, 'months'],
    'certification.suspension': [null, 'months'],
    'complaint.within': [null, 'days'],
  },
})
const decision = { number: '88/QĐ-SGDĐT', date: '2026-09-28' }
const start = (requestedTier = 1) => walk(certification2026, { requested: ['nationalStandard'], requestedTier }, rules)
const recognised = () => start().send('grantNationalStandard', { decision, grade: 1 })

describe('recognition under Thông tư 57/2026', () => {
  it('is decided by the department itself, without a proposal', () => {
    expect(start().state).toBe('active.nationalStandard.awaitingDecision active.complaint.none')
    expect(certification2026.events['grantNationalStandard']?.by).toEqual(['departmentDirector'])
    expect(certification2026.events['proposeNationalStandard']).toBeUndefined()
  })

  it('holds five years from the day of signing', () => {
    expect(recognised().context['nationalStandardExpiresAt']).toBe('2031-09-28T16:59:59.999Z')
  })

  it('may be raised to tier 2 after two years at tier 1, and never above tier 2', () => {
    const letter = { number: '45/CV', date: '2028-10-01' }
    const early = recognised().at('2028-09-27T02:00:00.000Z')
    expect(early.why('registerNationalStandardUpgrade', { letter, grade: 2 })[0]).toContain(
      'sớm nhất từ ngày 28/09/2028',
    )
    const story = early.at('2028-10-01T02:00:00.000Z').send('registerNationalStandardUpgrade', { letter, grade: 2 })
    expect(story.why('registerNationalStandardUpgrade', { letter, grade: 2 })).toEqual([
      'Đã đăng ký nâng mức độ ngày 01/10/2028.',
    ])
    expect(() => story.send('grantNationalStandard', { decision, grade: 3 })).toThrow()
  })

  it('is revoked at once only when the school is suspended for breaking the law', () => {
    const story = recognised()
    expect(story.why('revokeNationalStandard')).toEqual([
      'Trường không bị đình chỉ hoạt động: phải yêu cầu khắc phục trong thời hạn trước khi thu hồi.',
    ])
    story.sample('revokeNationalStandard', {}, { school: { ...plainFacts.school, status: 'suspended' } })
    expect(story.state).toContain('active.nationalStandard.revoked')
    expect(story.effects).toContainEqual(expect.objectContaining({ type: 'changeAward', status: 'revoked' }))
  })

  it('is otherwise revoked only when the term to put things right has ended', () => {
    const findings = ['Thiếu phòng học bộ môn']
    const story = recognised()
    expect(story.why('openNationalStandardRemedy', { findings, until: '2027-04-02' })).toEqual([
      'Thời hạn không được sau 01/04/2027.',
    ])
    story.send('openNationalStandardRemedy', { findings, until: '2027-03-01' })
    expect(story.allowed()).not.toContain('revokeNationalStandard')
    story.send('nationalStandardRemedyEnded').sample('revokeNationalStandard')
    expect(story.state).toContain('active.nationalStandard.revoked')
  })

  it('is decided again after a re-review, or on the report there is when the re-review is dropped', () => {
    const grounds = { award: 'nationalStandard', letter: decision, grounds: 'Chưa xem minh chứng bổ sung.' }
    const story = start().sample('refuseNationalStandard').send('fileComplaint', grounds)
    story.sample('upholdComplaint').sample('dropReReview')
    expect(story.state).toBe('active.nationalStandard.awaitingDecision active.complaint.upheld')
    const payload = { reason: 'Trường rút khiếu nại.' }
    expect(story.effects).toEqual([{ type: 'tell', process: 'externalReview', event: 'dropReReview', payload }])
  })

  it('is not decided on a case that asks for nothing, which can only be archived', () => {
    const story = walk(certification2026, { requested: [] }, rules)
    expect(story.state).toBe('active.nationalStandard.notRequested active.complaint.none')
    expect(story.send('archive').done).toBe(true)
  })
})
