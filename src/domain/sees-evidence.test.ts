// Who reads evidence, over every set of roles.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seesEvidence } from './policy.ts'
import { departmentRoles, reviewRoles, roles, schoolRoles, type Role } from './roles.ts'

const some = fc.subarray([...roles])
const confidentiality = fc.constantFrom('open', 'internal', 'restricted' as const)
const within = (held: readonly Role[], group: readonly Role[]) => held.some((role) => group.includes(role))

describe('evidence', () => {
  it('as it is now is for the school alone, whatever else somebody is', () => {
    fc.assert(
      fc.property(some, confidentiality, fc.boolean(), (held, level, granted) => {
        const sees = seesEvidence(held, { confidentiality: level, granted })
        expect(sees === 'present').toBe(within(held, schoolRoles))
      }),
    )
  })

  it('that is restricted is for school and department, and for a reviewer it was opened to', () => {
    fc.assert(
      fc.property(some, fc.boolean(), (held, granted) => {
        const sees = seesEvidence(held, { confidentiality: 'restricted', granted }) !== null
        const opened = granted && within(held, reviewRoles)
        expect(sees).toBe(within(held, schoolRoles) || within(held, departmentRoles) || opened)
      }),
    )
  })

  it('is nothing to somebody without a role', () => {
    for (const level of ['open', 'internal', 'restricted'] as const)
      expect(seesEvidence([], { confidentiality: level, granted: true })).toBeNull()
  })
})
