// What a change of the law would mean for schools: who rises, who falls, who cannot be decided, and because of what.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCrosswalk } from '../../store/crosswalks.ts'
import { readLibrary } from '../../store/library.ts'
import { score } from '../scoring/score.ts'
import { checkCrosswalk } from './crosswalk.ts'
import type { CriteriaSet } from './schema.ts'
import { byOwnIds, sameNamed, simulateCycle, type Simulation } from './simulate.ts'
import { addTo, emptyTotals } from './simulation-totals.ts'

const library = readLibrary()
const of2018 = library.set('vn-trung-hoc/2018')
const of2026 = library.set('vn-pho-thong/2026')
const shipped = findCrosswalk('vn-trung-hoc/2018', 'vn-pho-thong/2026')
if (!shipped) throw new Error('the crosswalk is not shipped')
const lawChange: Simulation = { from: of2018, to: of2026, crosswalk: shipped, decisions: sameNamed(of2018, of2026) }

const criteriaOf = (set: CriteriaSet) => set.standards.flatMap((standard) => standard.criteria.map(({ id }) => id))
const facts = { cohortCompleted: true, consecutiveYears: 3, conditionsMet: true, yearsOfOperation: 9 }
const highest = new Map(
  of2018.standards.flatMap((standard) =>
    standard.criteria.map((one) => [one.id, Math.max(...Object.keys(one.levels).map(Number))]),
  ),
)
const levels = (level: number) => Object.fromEntries([...highest].map(([id, most]) => [id, Math.min(level, most)]))
const noItems = Object.fromEntries(of2018.level4.map(({ id }) => [id, false]))
const cycle = (ratings: Record<string, number | boolean>, given: object = facts) => ({
  cycle: 'c',
  school: 's',
  ratings: { ...noItems, ...ratings },
  facts: given as typeof facts,
})

/** The 2018 set with a stricter rule for tier 1, as a correction would be. */
const edition = (change: (set: CriteriaSet) => void): CriteriaSet => {
  const copy = { ...structuredClone(of2018), edition: '2018.1' }
  change(copy)
  return copy
}

describe('a change of the law', () => {
  it('cannot be decided where the new rules ask for what nobody has rated, and says for what', () => {
    const { decisions } = simulateCycle(lawChange, cycle(levels(2)))
    expect(decisions).toHaveLength(1)
    expect(decisions[0]).toMatchObject({ decision: 'nationalStandard', fate: 'undecidable', before: { grade: 1 } })
    expect(decisions[0]?.because.length).toBeGreaterThan(0)
    const open = new Set(['1.4', '3.2'])
    expect(decisions[0]?.because.every((node) => open.has(node.split(':')[0] ?? ''))).toBe(true)
  })

  it('is decided where no completion can help: a mandatory criterion that is not met', () => {
    const { decisions } = simulateCycle(lawChange, cycle({ ...levels(2), '2.2': 0 }))
    expect(decisions[0]).toMatchObject({ after: { outcome: 'notRecognised' }, fate: 'same' })
  })

  it('names the fact that is missing', () => {
    const full = byOwnIds(of2026, of2026)
    const all = Object.fromEntries(criteriaOf(of2026).map((id) => [id, 2]))
    const simulation = { from: of2026, to: of2026, crosswalk: full, decisions: sameNamed(of2026, of2026) }
    const { decisions } = simulateCycle(simulation, { ...cycle(all, {}), ratings: all })
    expect(decisions.find(({ decision }) => decision === 'nationalStandard')).toMatchObject({ fate: 'stillUndecided' })
    expect(decisions.flatMap(({ because }) => because)).toContain('fact:cohortCompleted')
  })
})

describe('a corrected edition', () => {
  const same = (to: CriteriaSet): Simulation => ({
    from: of2018,
    to,
    crosswalk: byOwnIds(of2018, to),
    decisions: sameNamed(of2018, to),
  })

  it('that changes nothing changes nobody, whatever was rated', () => {
    const to = edition(() => {})
    expect(checkCrosswalk(byOwnIds(of2018, to), of2018, to)).toEqual([])
    const ratings = fc.dictionary(fc.constantFrom(...criteriaOf(of2018)), fc.integer({ min: 0, max: 2 }))
    fc.assert(
      fc.property(ratings, (given) => {
        const { decisions } = simulateCycle(same(to), cycle(given))
        expect(decisions.every(({ fate }) => fate === 'same' || fate === 'stillUndecided')).toBe(true)
      }),
      { numRuns: process.env['FULL'] === '1' ? 200 : 25 },
    )
  })

  it('that asks for less makes a school rise, because of what held it back', () => {
    const to = edition((set) => {
      const criterion = set.standards[0]?.criteria[0]
      if (criterion) delete criterion.levels['2']
    })
    const { decisions } = simulateCycle(same(to), cycle({ ...levels(2), '1.1': 1 }))
    const accreditation = decisions.find(({ decision }) => decision === 'accreditation')
    expect(accreditation).toMatchObject({ fate: 'rises', before: { grade: 1 }, after: { grade: 2 } })
    expect(accreditation?.because.length).toBeGreaterThan(0)
  })

  it('adds up to totals that lose no school', () => {
    const totals = emptyTotals(['accreditation', 'nationalStandard'])
    const given = [levels(0), levels(1), levels(2), levels(3), { ...levels(2), '9.9': 1 }]
    for (const ratings of given) addTo(totals, simulateCycle(same(edition(() => {})), cycle(ratings)))
    const { fates, moves } = totals.decisions['accreditation'] ?? { fates: {}, moves: {} }
    expect(Object.values(fates).reduce((sum, count) => sum + count, 0)).toBe(5)
    expect(fates).toMatchObject({ same: 4, faulty: 1 })
    expect(moves).toMatchObject({ '0 -> 0': 1, '1 -> 1': 1, '2 -> 2': 1, '3 -> 3': 1 })
  })

  it('is computed from copies: the ratings and both sets stay as they were', () => {
    const recorded = cycle(levels(2))
    const before = JSON.stringify([recorded, of2018, of2026])
    simulateCycle(lawChange, recorded)
    expect(JSON.stringify([recorded, of2018, of2026])).toBe(before)
    expect(score(of2018, recorded.ratings, facts).decisions['accreditation']?.grade).toBe(2)
  })
})
