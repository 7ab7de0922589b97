// Who may read which paper of a case, over every role.
import { describe, expect, it } from 'vitest'
import { seesPaper, type PaperAudience } from './policy.ts'
import { departmentRoles, reviewRoles, roles, schoolRoles, type Role } from './roles.ts'

const early = { allScored: false, allReported: false, draftSent: false, final: false }
const scored = { ...early, allScored: true }
const reported = { ...scored, allReported: true }
const sent = { ...reported, draftSent: true }
const people = roles.filter((role) => role !== 'system')
const readers = (audience: PaperAudience, stage = early) =>
  people.filter((role) => seesPaper([role], audience, stage) !== null)
const without = (list: readonly Role[]) => people.filter((role) => !list.includes(role))

describe('who reads a paper', () => {
  it('nobody without a role in the case, at any time', () => {
    const audiences: PaperAudience[] = [
      'school',
      'dossier',
      'told',
      'review',
      'members',
      'opinions',
      'draft',
      'decided',
    ]
    for (const audience of audiences) expect(seesPaper([], audience, { ...sent, final: false })).toBeNull()
  })

  it('the school reads nothing of what reviewers write among themselves, ever', () => {
    for (const audience of ['review', 'members', 'opinions'] as const)
      for (const stage of [early, scored, sent, { ...sent, final: true }])
        for (const role of schoolRoles) expect(seesPaper([role], audience, stage)).toBeNull()
  })

  it('the report stays hidden from the school until its draft was sent, and from outside until it is final', () => {
    expect(readers('draft')).toEqual([...reviewRoles])
    expect(readers('draft', scored).toSorted()).toEqual([...departmentRoles, ...reviewRoles, 'auditor'].toSorted())
    expect(readers('draft', sent)).toEqual(expect.arrayContaining([...schoolRoles]))
    expect(readers('draft', sent)).not.toContain('communeOfficer')
    expect(readers('draft', { ...sent, final: true })).toEqual(people)
  })

  it('a reviewer reads only the own sheet of opinion until all have scored and given theirs, and nobody else any', () => {
    for (const stage of [early, scored, { ...early, allReported: true }]) {
      expect(reviewRoles.map((role) => seesPaper([role], 'opinions', stage))).toEqual(['own', 'own', 'own'])
      expect(readers('opinions', stage)).toEqual([...reviewRoles])
    }
    expect(reviewRoles.map((role) => seesPaper([role], 'opinions', reported))).toEqual(['all', 'all', 'all'])
    expect(readers('opinions', reported)).toEqual(expect.arrayContaining([...departmentRoles, 'auditor']))
  })

  it('a member reads only the own preliminary report until all have scored, the lead all of them', () => {
    expect(seesPaper(['teamLead'], 'members', early)).toBe('all')
    expect(seesPaper(['reviewer'], 'members', early)).toBe('own')
  })

  it('both sides read what was told, everybody what was handed over or decided', () => {
    expect(readers('told')).toEqual(without(['ministry']))
    expect(readers('school')).toEqual(without(['ministry', 'provincialChair']))
    expect([readers('dossier'), readers('decided')]).toEqual([people, people])
  })
})
