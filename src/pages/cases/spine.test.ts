// The map of a process, held against every process: it begins at the beginning, ends at an end, and always shows where one is.
import { describe, expect, it } from 'vitest'
import { definitions, findDefinition } from '../../../workflows/index.ts'
import { leadsOf } from './labels.ts'
import { roadsOf, spine } from './spine.ts'

const labels = (process: string, edition: string, state: string) => {
  const definition = findDefinition(process, edition)
  if (!definition) throw new Error(process)
  return roadsOf(definition.drawing, state)[0]?.steps.map(({ path, stands }) => `${path} ${stands}`)
}

describe('the map of a process', () => {
  it('of the yearly self-assessment passes its steps in order', () => {
    const drawing = findDefinition('selfAssessment', 'vn-2026')?.drawing ?? {}
    expect(spine(drawing).slice(0, 9)).toEqual([
      'preparing',
      'assigning',
      'assessing',
      'reporting',
      'reported',
      'approved',
      'planSubmitted',
      'improving',
      'submitted',
    ])
  })

  it('says what is behind, where one is and what comes next', () => {
    expect(labels('selfAssessment', 'vn-2026', 'assessing')?.slice(0, 5)).toEqual([
      'preparing done',
      'assigning done',
      'assessing here',
      'reporting next',
      'reported later',
    ])
  })

  it('shows a step beside the road between what was passed and what comes', () => {
    const shown = labels('selfAssessment', 'vn-2026', 'completing') ?? []
    expect(shown).toContain('completing aside')
    expect(shown[shown.indexOf('completing aside') - 1]).toBe('submitted done')
  })

  it('leads on before it leads back, and tells both from what stays', () => {
    const definition = findDefinition('selfAssessment', 'vn-2026')
    const leads = definition && leadsOf(definition, 'planSubmitted')
    const events = ['approveImprovementPlan', 'returnImprovementPlan', 'changeCouncil']
    expect(events.map((event) => leads?.(event))).toEqual([2, 1, 0])
  })

  it.each(definitions.map((definition) => ({ name: `${definition.process} ${definition.edition}`, definition })))(
    'of $name shows each of its states as the place one is at',
    ({ definition: { drawing } }) => {
      for (const [state, inside] of Object.entries(drawing.states ?? {})) {
        if (inside.type === 'parallel') continue
        const steps = roadsOf(drawing, state)[0]?.steps ?? []
        expect(steps.filter(({ stands }) => stands === 'here' || stands === 'aside').map(({ path }) => path)).toEqual([
          state,
        ])
      }
    },
  )
})
