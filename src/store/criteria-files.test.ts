// The criteria sets we ship: read from their files, counted, their worked examples run, and their rules shaken at random.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countSet } from '../domain/criteria/check-counts.ts'
import { runExample } from '../domain/criteria/check-examples.ts'
import { mutate } from '../domain/criteria/mutate.ts'
import { CheckedCriteriaSet } from '../domain/criteria/load.ts'
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import { setKey } from '../domain/criteria/schema.ts'
import { compileSet, criterionLevels, schoolLevel, score } from '../domain/scoring/score.ts'
import { formatProblem, parseYamlFile } from './yaml-file.ts'

const read = (key: string): CriteriaSet => {
  const file = `criteria/${key}.yaml`
  const text = readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8')
  const parsed = parseYamlFile(CheckedCriteriaSet, text, file)
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'))
  return parsed.value
}

const shipped = {
  'vn-mam-non/2018': {
    standards: 5,
    criteria: 25,
    mandatory: 0,
    indicators: [75, 46, 25],
    reaching: [25, 25, 19],
    items: 6,
  },
  'vn-tieu-hoc/2018': {
    standards: 5,
    criteria: 27,
    mandatory: 0,
    indicators: [81, 48, 24],
    reaching: [27, 27, 19],
    items: 5,
  },
  'vn-trung-hoc/2018': {
    standards: 5,
    criteria: 28,
    mandatory: 0,
    indicators: [84, 45, 25],
    reaching: [28, 28, 20],
    items: 6,
  },
  'vn-mam-non/2026': { standards: 4, criteria: 15, mandatory: 8, indicators: [15, 15], reaching: [15, 15], items: 0 },
  'vn-pho-thong/2026': { standards: 4, criteria: 15, mandatory: 8, indicators: [15, 15], reaching: [15, 15], items: 0 },
  'vn-gdtx/2026': { standards: 4, criteria: 15, mandatory: 8, indicators: [15, 15], reaching: [15, 15], items: 0 },
}

const goodFacts = { cohortCompleted: true, yearsOfOperation: 5, consecutiveYears: 3, conditionsMet: true }
const awards = (set: CriteriaSet, ratings: Record<string, boolean | null>, facts: Record<string, boolean | number>) =>
  Object.values(score(set, ratings, facts).decisions).map(({ outcome, grade }) => ({
    outcome,
    grade: Number(grade ?? 0),
  }))

const withoutLevel3: Record<string, string[]> = {
  'vn-mam-non/2018': ['1.2', '1.7', '1.8', '1.9', '1.10', '3.6'],
  'vn-tieu-hoc/2018': ['1.2', '1.5', '1.7', '1.8', '1.9', '1.10', '3.4', '5.1'],
  'vn-trung-hoc/2018': ['1.2', '1.7', '1.8', '1.9', '1.10', '3.4', '5.3', '5.4'],
}

const runs = { numRuns: process.env['FULL'] === '1' ? 200 : 20 }

for (const [key, counts] of Object.entries(shipped)) {
  describe(key, () => {
    const set = read(key)
    const nodes = compileSet(set).rated.map((node) => node.id)
    const ratings = fc
      .array(fc.constantFrom(true, true, true, true, true, true, true, true, false, null), {
        minLength: nodes.length,
        maxLength: nodes.length,
      })
      .map((values) => Object.fromEntries(nodes.map((id, i) => [id, values[i] ?? null])))
    // Mostly met and with few gaps, so that the higher awards are reached and missed.
    const nearlyFull = fc
      .dictionary(fc.constantFrom(...nodes), fc.constantFrom(false, null), { maxKeys: 6 })
      .map((gaps): Record<string, boolean | null> => ({
        ...Object.fromEntries(nodes.map((id) => [id, true])),
        ...gaps,
      }))
    const any = fc.oneof(ratings, nearlyFull)
    const facts = fc.record(
      {
        cohortCompleted: fc.boolean(),
        yearsOfOperation: fc.constantFrom(4, 5),
        consecutiveYears: fc.constantFrom(2, 3),
        conditionsMet: fc.boolean(),
      },
      { requiredKeys: [] },
    )

    it('is the set its path names', () => {
      expect(setKey(set)).toBe(key)
    })

    it('has as many standards, criteria, indicators and items as its circular', () => {
      const real = countSet(set)
      expect({
        standards: real.standards,
        criteria: real.criteria,
        mandatory: real.mandatory,
        indicators: Object.values(real.indicators),
        reaching: Object.values(real.criteriaWithLevel),
        items: real.level4Criteria,
      }).toEqual(counts)
    })

    it('marks the mandatory criteria, or ends at level 2 the criteria, that the circular names', () => {
      const criteria = set.standards.flatMap((standard) => standard.criteria)
      const mandatory = criteria.filter((criterion) => criterion.mandatory).map((criterion) => criterion.id)
      const short = criteria.filter((criterion) => !criterion.levels['3']).map((criterion) => criterion.id)
      if (key.endsWith('2026')) expect(mandatory).toEqual(['1.3', '1.4', '2.1', '2.2', '3.1', '3.2', '4.1', '4.2'])
      else expect(short).toEqual(withoutLevel3[key])
    })

    for (const example of set.examples) {
      it(`example: ${example.name.en}`, () => {
        expect(runExample(set, example)).toEqual([])
      })
    }

    it('has an example for every comparison: no fault in its rule goes unnoticed', () => {
      expect(mutate(set)).toMatchObject({ survivors: [], stale: [] })
    })

    it('never takes an award away when one more indicator is met', () => {
      fc.assert(
        fc.property(any, fc.constantFrom(...nodes), (given, raised) => {
          const complete = Object.fromEntries(Object.entries(given).map(([id, met]) => [id, met ?? false]))
          const before = awards(set, { ...complete, [raised]: false }, goodFacts)
          const after = awards(set, { ...complete, [raised]: true }, goodFacts)
          after.forEach((award, i) => expect(award.grade).toBeGreaterThanOrEqual(before[i]?.grade ?? 0))
        }),
        runs,
      )
    })

    it('answers exactly when no completion can change the answer', () => {
      fc.assert(
        fc.property(any, (given) => {
          const complete = (value: boolean) =>
            Object.fromEntries(Object.entries(given).map(([id, met]) => [id, met ?? value]))
          const worst = awards(set, complete(false), goodFacts)
          const best = awards(set, complete(true), goodFacts)
          awards(set, given, goodFacts).forEach((award, i) => {
            const certain = worst[i]?.outcome === best[i]?.outcome && worst[i]?.grade === best[i]?.grade
            expect(award).toEqual(certain ? worst[i] : { outcome: 'incomplete', grade: 0 })
          })
        }),
        runs,
      )
    })

    it('never turns incomplete into an award when a rating or a fact is taken away', () => {
      fc.assert(
        fc.property(any, facts, fc.constantFrom(...nodes), (given, known, taken) => {
          const before = awards(set, given, known)
          awards(set, { ...given, [taken]: null }, known).forEach((award, i) => {
            if (award.outcome !== 'incomplete') expect(award).toEqual(before[i])
          })
          awards(set, given, {}).forEach((award, i) => {
            if (award.outcome !== 'incomplete') expect(award).toEqual(before[i])
          })
        }),
        runs,
      )
    })

    it('gives the same result for the same ratings in any order', () => {
      fc.assert(
        fc.property(any, (given) => {
          const turned = Object.fromEntries(Object.entries(given).toReversed())
          expect(score(set, turned, goodFacts)).toEqual(score(set, given, goodFacts))
        }),
        runs,
      )
    })
  })
}

describe('reading results', () => {
  it('tells the level of each criterion, and incomplete where an indicator is missing', () => {
    const set = read('vn-trung-hoc/2018')
    const levels = criterionLevels(set, { '1.1': 3, '1.2': 2, '1.3': 0, '1.4:1:a': true, '1.5:1:a': false })
    expect(levels).toMatchObject({ '1.1': 3, '1.2': 2, '1.3': 0, '1.4': 'incomplete', '1.5': 0 })
  })

  it('tells the level of the school in both regimes', () => {
    const old = read('vn-trung-hoc/2018')
    const now = read('vn-gdtx/2026')
    const first = (set: CriteriaSet) => score(set, set.examples[0]?.ratings ?? {}, goodFacts)
    expect(schoolLevel(first(old))).toBe(4)
    expect(schoolLevel(first(now))).toBe(2)
    expect(schoolLevel(score(now, { '1.3': 0 }))).toBe(0)
    expect(schoolLevel(score(now, {}))).toBe('incomplete')
  })

  it('gives continuing education a quality level and no national standard', () => {
    const set = read('vn-gdtx/2026')
    expect(Object.keys(set.scoring.decisions ?? {})).toEqual(['qualityLevel'])
  })
})
