// Who may name, manage and delegate, for every role at every place: nobody reaches above or beside themselves.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { managesPeopleOf, officeRoles, whyNotDelegate, whyNotManage, whyNotName, type Seat } from './offices.ts'
import type { Office } from './permissions.ts'
import { decidingRoles, departmentRoles, roles, schoolRoles, type Role } from './roles.ts'

const seats: readonly Seat[] = [
  { id: 'tinh', kind: 'province', above: ['bo'] },
  { id: 'so', kind: 'department', above: ['tinh', 'bo'] },
  { id: 'xa', kind: 'commune', above: ['tinh', 'bo', 'so'] },
  { id: 'truong', kind: 'school', above: ['so', 'tinh', 'bo', 'xa'] },
  { id: 'truong-2', kind: 'school', above: ['so', 'tinh', 'bo', 'xa'] },
  { id: 'so-2', kind: 'department', above: ['tinh-2', 'bo'] },
  { id: 'truong-3', kind: 'school', above: ['so-2', 'tinh-2', 'bo'] },
]
const seat = (id: string) => seats.find((one) => one.id === id) as Seat
const anyRole = fc.constantFrom<Role>(...roles)
const anySeat = fc.constantFrom(...seats)
const anyOffices = fc.array(
  fc.record({ role: anyRole, organisationId: fc.constantFrom(...seats.map(({ id }) => id)) }),
  { maxLength: 4 },
)

describe('naming', () => {
  it('never reaches beyond the organisations one holds an office in or above', () => {
    fc.assert(
      fc.property(anyOffices, anyRole, anySeat, (offices, role, where) => {
        const named = whyNotName({ personId: 'a', offices }, { personId: 'b', role, seat: where }) === null
        const reached = offices.some(({ organisationId }) => [where.id, ...where.above].includes(organisationId))
        expect(named && !reached).toBe(false)
        if (named) expect(officeRoles).toContain(role)
      }),
    )
  })

  it('lets nobody change their own offices, and nobody but a director make a director', () => {
    fc.assert(
      fc.property(anyOffices, anyRole, anySeat, (offices, role, where) => {
        expect(whyNotName({ personId: 'a', offices }, { personId: 'a', role, seat: where })).not.toBeNull()
        const named = whyNotName({ personId: 'a', offices }, { personId: 'b', role, seat: where }) === null
        if (named && decidingRoles.includes(role))
          expect(offices).toContainEqual({ role: 'departmentDirector', organisationId: where.id })
      }),
    )
  })

  it('gives somebody of a school nothing outside of it', () => {
    fc.assert(
      fc.property(fc.constantFrom<Role>(...schoolRoles), anyRole, anySeat, (mine, role, where) => {
        const offices = [{ role: mine, organisationId: 'truong' }]
        const named = whyNotName({ personId: 'a', offices }, { personId: 'b', role, seat: where }) === null
        expect(named).toBe(mine === 'principal' && role === 'principal' && where.id === 'truong')
      }),
    )
  })
})

describe('managing people', () => {
  const manages = (role: Role, at: string, where: string) =>
    managesPeopleOf([{ role, organisationId: at }], seat(where))

  it('goes down from the department, stays in the school, and never up', () => {
    expect(manages('qualityOfficer', 'so', 'truong')).toBe(true)
    expect(manages('qualityOfficer', 'so', 'xa')).toBe(true)
    expect(manages('qualityOfficer', 'so', 'so')).toBe(false)
    expect(manages('qualityHead', 'so', 'so')).toBe(true)
    expect(manages('principal', 'truong', 'truong')).toBe(true)
    expect(manages('principal', 'truong', 'truong-2')).toBe(false)
    expect(manages('departmentDirector', 'so', 'tinh')).toBe(false)
    expect(manages('departmentDirector', 'so', 'truong-3')).toBe(false)
    expect(manages('communeOfficer', 'xa', 'truong')).toBe(false)
  })

  it('stops before whoever holds an office one could not give', () => {
    const head = { personId: 'head', offices: [{ role: 'qualityHead' as const, organisationId: 'so' }] }
    const person = (role: Role) => ({ personId: 'b', seat: seat('so'), offices: [{ role, seat: seat('so') }] })
    expect(whyNotManage(head, person('qualityOfficer'))).toBeNull()
    expect(whyNotManage(head, person('departmentDirector'))?.vi).toBe('Người này giữ chức vụ ngoài quyền của bạn.')
    expect(whyNotManage(head, { ...person('clerk'), personId: 'head' })).not.toBeNull()
  })
})

describe('delegating', () => {
  const held = (role: Role, delegated = false) => ({
    personId: 'a',
    offices: [{ role, organisationId: 'so', delegated }],
  })
  const receiver = (offices: readonly Office[] = [], organisationId = 'so') => ({
    personId: 'b',
    organisationId,
    offices,
  })

  it('hands on what one holds oneself, to a colleague, and no further', () => {
    const office = { role: 'qualityOfficer' as const, organisationId: 'so' }
    expect(whyNotDelegate(held('qualityOfficer'), office, receiver())).toBeNull()
    expect(whyNotDelegate(held('qualityOfficer', true), office, receiver())?.vi).toContain('không ủy quyền tiếp')
    expect(whyNotDelegate(held('clerk'), office, receiver())?.vi).toBe('Bạn không giữ chức vụ này.')
    expect(whyNotDelegate(held('qualityOfficer'), office, receiver([], 'truong'))).not.toBeNull()
    expect(whyNotDelegate(held('qualityOfficer'), office, { ...receiver(), personId: 'a' })).not.toBeNull()
  })

  it('hands the power to decide only to an officer of the department', () => {
    const office = { role: 'departmentDirector' as const, organisationId: 'so' }
    for (const role of departmentRoles)
      expect(whyNotDelegate(held('departmentDirector'), office, receiver([{ role, organisationId: 'so' }]))).toBeNull()
    for (const role of ['principal', 'auditor', 'communeOfficer'] as const)
      expect(
        whyNotDelegate(held('departmentDirector'), office, receiver([{ role, organisationId: 'so' }])),
      ).not.toBeNull()
  })
})
