// The parts of an event that touch no database: one step of a machine, and the score of a whole set.
import { randomUUID } from 'node:crypto'
import { score } from '../src/domain/scoring/score.ts'
import type { Facts } from '../src/domain/facts.ts'
import { step, whyNot, type Stored } from '../src/engine/step.ts'
import type { Product } from '../src/compose.ts'
import { withClient } from '../src/store/with-client.ts'
import { microseconds } from './microseconds.ts'
import { benchScoring } from './scoring.ts'
import { benchTime, changePlan, principalOf, processOf } from './seed.ts'
import type { Line } from './table.ts'

const scoreGoal = 1000

export async function benchPure(product: Product): Promise<Line[]> {
  const step = await stepMicroseconds(product)
  const scored = scoreMicroseconds(product)
  return [
    { what: 'b  guards asked and one step: decode, transition, encode', result: `${step.toFixed(0)} us` },
    {
      what: 'b  score() of vn-trung-hoc/2018 with its trace',
      result: `${scored.toFixed(0)} us`,
      goal: `< ${scoreGoal} us`,
      met: scored < scoreGoal,
    },
    ...benchScoring(product),
  ]
}

async function stepMicroseconds({ db, engine }: Product): Promise<number> {
  const text = `select process, edition, hash, value, context, ended from processes where id = $1`
  const found = await withClient(db, (client) =>
    client.query<Stored & Record<string, unknown>>({ text, values: [processOf(1)] }),
  )
  const kept = JSON.stringify(found.rows[0])
  const { process, edition } = JSON.parse(kept) as Stored
  const definition = engine.definition(process, edition)
  const { payload } = changePlan(1, randomUUID())
  const actor = { id: principalOf(1), name: 'Nguyễn Thị Mai', role: 'councilChair' as const }
  const rules = engine.procedure('vn-2018')
  const happening = { type: 'changePlan', payload, facts: {} as Facts, rules, at: benchTime, actor, drawn: {} }
  return microseconds(20_000, () => {
    const stored = JSON.parse(kept) as Stored
    if (whyNot(definition, stored, happening)) throw new Error('the event of the bench is not allowed')
    JSON.stringify(step(definition, stored, happening).next)
  })
}

function scoreMicroseconds({ library }: Product): number {
  const set = library.set('vn-trung-hoc/2018')
  const examples = set.examples.filter((example) => example.expect.error === undefined)
  const each = microseconds(Math.ceil(2000 / examples.length), () => {
    for (const { ratings, facts } of examples) score(set, ratings, facts)
  })
  return each / examples.length
}
