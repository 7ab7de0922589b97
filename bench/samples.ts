// Sets and ratings the numbers of scoring are taken on: every shipped set, and a weighted one of 300 nodes.
import type { AnySet } from '../src/domain/criteria/framework.ts'
import { compileModel, type Compiled } from '../src/domain/scoring/compile.ts'
import type { Ratings, RatingValue } from '../src/domain/scoring/ratings.ts'
import { Node } from '../src/domain/scoring/node.ts'
import { Scoring } from '../src/domain/scoring/schema.ts'
import { compileSet } from '../src/domain/scoring/score.ts'

export interface Sample {
  compiled: Compiled
  ratings: Ratings
}

/** A school that is rated low: every third rating at the bottom of its scale, the others one step up. */
export function sampleOf(set: AnySet): Sample {
  const compiled = compileSet(set)
  return { compiled, ratings: lowRatings(compiled) }
}

function lowRatings(compiled: Compiled): Ratings {
  return Object.fromEntries(
    compiled.rated.map((node, i): [string, RatingValue] => {
      const scale = compiled.scoring.scales[node.scale ?? '']
      if (!scale || scale.kind === 'boolean') return [node.id, i % 3 > 0]
      if (scale.kind === 'numeric') return [node.id, i % 3 > 0 && scale.step === undefined ? scale.max : scale.min]
      return [node.id, scale.levels[Math.min(i % 3, scale.levels.length - 1)]?.code ?? null]
    }),
  )
}

/** 10 areas of 5 standards of 5 criteria with weights: means rounded at each step, and no standard too low. */
export function weightedSample(): Sample {
  const nodes: object[] = [{ id: 'root', kind: 'institution' }]
  for (let a = 0; a < 10; a++) {
    nodes.push({ id: `a${a}`, kind: 'area', parent: 'root', weight: 1 + (a % 3) })
    for (let s = 0; s < 5; s++) {
      nodes.push({ id: `a${a}.${s}`, kind: 'standard', parent: `a${a}`, weight: 1 + (s % 2) })
      for (let c = 0; c < 5; c++) {
        nodes.push({
          id: `a${a}.${s}.${c}`,
          kind: 'criterion',
          parent: `a${a}.${s}`,
          scale: 'marks',
          weight: 1 + (c % 4),
        })
      }
    }
  }
  const mean = (kind: string) => ({
    id: 'm',
    at: { kind },
    mean: { of: 'm', over: 'children', weight: 'node' },
    round: { dp: 2 },
  })
  const row = (id: string, least: string, floor: string) => ({
    id,
    when: {
      all: [
        { measure: 'm', gte: least },
        { count: { over: { kind: 'area' }, where: { measure: 'm', lt: floor } }, eq: 0 },
        { count: { over: { kind: 'standard' }, where: { measure: 'm', lt: '2.00' } }, eq: 0 },
      ],
    },
    // oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model
    then: { outcome: 'accredited', grade: id },
  })
  const scoring = Scoring.parse({
    version: 1,
    scales: { marks: { kind: 'numeric', min: 1, max: 7, step: 1 } },
    measures: [{ id: 'm', at: { kind: 'criterion' }, rating: {} }, ...['standard', 'area', 'institution'].map(mean)],
    decision: {
      rows: [row('A', '6.00', '5.00'), row('B', '5.00', '4.00'), row('C', '4.00', '3.50')],
      otherwise: { outcome: 'notAccredited' },
    },
  })
  const compiled = compileModel({ nodes: nodes.map((node) => Node.parse(node)), scoring })
  const ratings = compiled.rated.map((node, i): [string, RatingValue] => [node.id, 1 + ((i * 7) % 5)])
  return { compiled, ratings: Object.fromEntries(ratings) }
}
