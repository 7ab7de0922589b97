// What is read off a state value.
import { expect, it } from 'vitest'
import { stateName } from './definition.ts'

it('a place has one name, in whatever order the database gives its regions back', () => {
  const award = { inForce: 'valid' }
  const kept = { active: { complaint: 'none', accreditation: award, nationalStandard: 'refused' } }
  const made = { active: { accreditation: award, nationalStandard: 'refused', complaint: 'none' } }
  expect(stateName(kept)).toBe(
    'active.accreditation.inForce.valid active.complaint.none active.nationalStandard.refused',
  )
  expect(stateName(made)).toBe(stateName(kept))
})
