// The frameworks we ship beside the school sets: read from their files, counted, their worked examples run, and shaken at random.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runExample } from '../domain/criteria/check-examples.ts'
import type { Framework } from '../domain/criteria/framework.ts'
import { isFramework } from '../domain/criteria/framework.ts'
import { checkedSchemaOf } from '../domain/criteria/load.ts'
import { decisionsOf } from '../domain/criteria/problem.ts'
import { setKey } from '../domain/criteria/schema.ts'
import { ScoringError } from '../domain/scoring/error.ts'
import type { Scale } from '../domain/scoring/scale.ts'
import type { ScoreResult } from '../domain/scoring/score-compiled.ts'
import { compileSet, score } from '../domain/scoring/score.ts'
import { readLibrary } from './library.ts'
import { formatProblem, parseYamlFile } from './yaml-file.ts'

const read = (key: string): Framework => {
  const file = `criteria/${key}.yaml`
  const text = readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8')
  const parsed = parseYamlFile(checkedSchemaOf, text, file)
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'))
  if (!isFramework(parsed.value)) throw new Error(`${file} is no framework`)
  return parsed.value
}

/** How many nodes of each kind below the root, and how many of all are rated, as the sources count them. */
const shipped = {
  'vn-tt12-co-so-gddh/2017': { below: { area: 4, standard: 25, criterion: 111 }, rated: 111 },
  'vn-tt04-chuong-trinh/2025': { below: { standard: 8, criterion: 52 }, rated: 52 },
  'aun-qa-programme/2020': { below: { criterion: 8, requirement: 53 }, rated: 8 },
  'id-iasp/2020': { below: { component: 5 }, rated: 5 },
  'in-naac-affiliated-college/2017': { below: { criterion: 7, keyIndicator: 32 }, rated: 7 },
  'in-cbse-sqaa/2023': { below: { domain: 7 }, rated: 7 },
  'neasc-ace/2017': { below: { foundationStandard: 5, learningPrinciple: 10 }, rated: 5 },
  'acs-wasc/2012': { below: { category: 5 }, rated: 5 },
  'baldrige-education/2011': { below: { category: 7, item: 17 }, rated: 17 },
}

const junk = fc.oneof(fc.constantFrom('NA', 'x', '', true, false, -1, 1e9), fc.double(), fc.string())

/** Ratings on the scale. */
function onScale(scale: Scale): fc.Arbitrary<boolean | number | string> {
  if (scale.kind === 'boolean') return fc.boolean()
  if (scale.kind === 'ordinal') return fc.constantFrom(...scale.levels.map(({ code }) => code))
  const [min, max, step] = [Number(scale.min), Number(scale.max), Number(scale.step ?? '0.01')]
  return fc
    .integer({ min: 0, max: Math.round((max - min) / step) })
    .map((steps) => (min + steps * step).toFixed(scale.step === undefined ? 2 : 0))
}

const kindsBelow = ({ nodes }: Framework) => {
  const counts: Record<string, number> = {}
  for (const { kind } of nodes.slice(1)) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

const runs = { numRuns: process.env['FULL'] === '1' ? 200 : 20 }

for (const [key, { below, rated }] of Object.entries(shipped)) {
  describe(key, () => {
    const set = read(key)
    const compiled = compileSet(set)
    const scaleOf = (name: string | undefined) => {
      const scale = set.scoring.scales[name ?? '']
      if (!scale) throw new Error(`no scale ${name}`)
      return scale
    }
    const ratingsBy = (value: (scale: Scale) => fc.Arbitrary<boolean | number | string | null>) =>
      fc.record(Object.fromEntries(compiled.rated.map(({ id, scale }) => [id, value(scaleOf(scale))])))
    const complete = ratingsBy(onScale)
    const gappy = ratingsBy((scale) => fc.option(onScale(scale), { freq: 4 }))
    const facts = fc.dictionary(fc.constantFrom('none', ...Object.keys(set.facts)), fc.boolean())
    const reached = set.examples.flatMap((example): ScoreResult[] =>
      example.expect.error === undefined ? [score(set, example.ratings, example.facts)] : [],
    )

    it('is the set its path names', () => {
      expect(setKey(set)).toBe(key)
    })

    it('has as many nodes of each kind as its sources count', () => {
      expect(kindsBelow(set)).toEqual(below)
      expect(compiled.rated).toHaveLength(rated)
    })

    it('is a draft that says what is a placeholder, and where its content was read', () => {
      expect(set.status).toBe('draft')
      expect(set.unverified.length).toBeGreaterThan(0)
      expect(set.sources.some((source) => source.verified && source.url !== undefined)).toBe(true)
    })

    for (const example of set.examples) {
      it(`example: ${example.name.en}`, () => {
        expect(runExample(set, example)).toEqual([])
      })
    }

    it('reaches every outcome of every decision, and a case that is not complete, in its examples', () => {
      for (const { name, decision } of decisionsOf(set)) {
        const fired = new Set(reached.map((result) => result.decisions[name]?.row))
        const allowed = new Set(reached.flatMap((result) => result.decisions[name]?.allowed ?? []))
        for (const { id, then } of decision.rows) {
          if (decision.hit === 'first') expect(fired).toContain(id)
          expect(allowed).toContain(then.outcome)
        }
        expect(allowed).toContain(decision.otherwise.outcome)
      }
      expect(reached.some((result) => result.completeness.missing.length > 0)).toBe(true)
    })

    it('scores every full set of ratings on its scales', () => {
      fc.assert(
        fc.property(complete, facts, (ratings, known) => {
          const { measures, completeness } = score(set, ratings, known)
          expect(completeness.missing).toEqual([])
          for (const values of Object.values(measures)) expect(Object.values(values)).not.toContain('incomplete')
        }),
        runs,
      )
    })

    it('never turns incomplete into another outcome when a rating is taken away', () => {
      fc.assert(
        fc.property(gappy, facts, fc.constantFrom(...compiled.rated), (ratings, known, taken) => {
          const before = score(set, ratings, known).decisions
          const after = score(set, { ...ratings, [taken.id]: null }, known).decisions
          for (const [name, { outcome, grade }] of Object.entries(after)) {
            if (outcome !== 'incomplete') expect({ outcome, grade }).toEqual(pick(before[name]))
          }
        }),
        runs,
      )
    })

    it('answers any ratings at all with a result or a clear error', () => {
      fc.assert(
        fc.property(
          complete,
          fc.dictionary(fc.constantFrom('1.1', 'zz', ...compiled.byId.keys()), junk),
          (good, bad) => {
            try {
              expect(score(set, { ...good, ...bad }).completeness.total).toBe(rated)
            } catch (error) {
              expect(error).toBeInstanceOf(ScoringError)
            }
          },
        ),
        runs,
      )
    })
  })
}

function pick(decision: ScoreResult['decisions'][string] | undefined) {
  return { outcome: decision?.outcome, grade: decision?.grade }
}

describe('the library', () => {
  it('keeps every shipped framework among the drafts, none among the published sets', () => {
    const library = readLibrary()
    expect(library.drafts().toSorted()).toEqual(Object.keys(shipped).toSorted())
    expect(library.sets().filter((id) => Object.hasOwn(shipped, id))).toEqual([])
  })
})
