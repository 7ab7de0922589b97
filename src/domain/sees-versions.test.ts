// Who reads what a criterion sheet said before it was what it is.
import { describe, expect, it } from 'vitest'
import { seesSheetVersions, type Standing } from './policy.ts'
import type { Role } from './roles.ts'

const lan: Standing = { personId: 'lan', name: 'Lan', offices: [], caseRoles: [], ofTheSchool: false, reviewed: false }
const over = { allScored: true, allReported: true, draftSent: true }
const reads = (role: Role, kind: 'school' | 'reviewer' | 'team', assessor: string | null = null) =>
  seesSheetVersions(lan, [role], { kind, assessor }, over)

describe('the versions of a criterion sheet', () => {
  it('of the school are the school’s own', () => {
    expect([reads('workingGroup', 'school'), reads('reviewer', 'school'), reads('qualityOfficer', 'school')]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('of the team are the reviewers’ and the department’s; the school reads the result, not the way there', () => {
    expect([reads('reviewer', 'team'), reads('qualityOfficer', 'team'), reads('principal', 'team')]).toEqual([
      true,
      true,
      false,
    ])
  })

  it('of a reviewer are her own; the others of the team read what she handed in', () => {
    expect([reads('reviewer', 'reviewer', 'lan'), reads('reviewer', 'reviewer', 'hoa')]).toEqual([true, false])
    expect(reads('auditor', 'reviewer', 'hoa')).toBe(true)
  })
})
