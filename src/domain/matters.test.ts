// Who reads what of a case before and after it is told.
import { describe, expect, it } from 'vitest'
import { readableMatters } from './matters.ts'
import { roles, schoolRoles, type Role } from './roles.ts'

const review = { team: ['a'], conflicts: ['b'], recommendations: ['c'], meeting: null, evidenceItems: [] }
const award = { accreditationDecision: '1', accreditationProposal: '2', nationalStandardProposal: '3' }
const before = { allScored: true, allReported: true, draftSent: false }
const after = { allScored: true, allReported: true, draftSent: true }
const keysFor = (process: string, matters: object, role: Role, stage = before) =>
  Object.keys(readableMatters(process, matters as Record<string, unknown>, [role], stage) ?? {})

describe('what a process remembers', () => {
  it.each(schoolRoles)(
    'is told to the %s without recommendations until the draft is sent, and never with conflicts',
    (role) => {
      expect(keysFor('externalReview', review, role)).toEqual(['team', 'evidenceItems'])
      expect(keysFor('externalReview', review, role, after)).toEqual([
        'team',
        'recommendations',
        'meeting',
        'evidenceItems',
      ])
    },
  )

  it('shows a proposal to nobody it could not come from or go to', () => {
    const sees = roles.filter((role) => keysFor('certification', award, role).includes('accreditationProposal'))
    expect(sees.toSorted()).toEqual([
      'auditor',
      'clerk',
      'communeChair',
      'departmentDirector',
      'ministry',
      'provincialChair',
      'qualityHead',
      'qualityOfficer',
    ])
  })

  it('is nothing to those without a role, nor a criterion sheet to anybody this way but who watches', () => {
    expect(readableMatters('selfAssessment', review, [], after)).toBeNull()
    expect(readableMatters('criterionSheet', review, ['principal'], after)).toBeNull()
  })
})
