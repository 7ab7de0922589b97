// Promise 8 on a real PostgreSQL: a state never loads into another definition, and cases change their edition only by a plan.
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { moveProcesses } from '../../src/commands/cycles/move.ts'
import { openCycle } from '../../src/commands/cycles/open.ts'
import { dispatch } from '../../src/engine/dispatch.ts'
import { sameStates, type MovePlan } from '../../src/engine/move.ts'
import type { Engine } from '../../src/engine/ports.ts'
import { replayAll } from '../../src/store/replay-all.ts'
import type { Drawing } from '../../workflows/define.ts'
import { findDefinition } from '../../workflows/index.ts'
import { Context2018 } from '../../workflows/self-assessment/context-vn-2018.ts'
import { selfAssessment2018 as old } from '../../workflows/self-assessment/vn-2018.ts'
import { copyOf } from '../golden/copy-of.ts'
import { freshDatabase } from '../support/database.ts'
import { openAnother, sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'

/** Tomorrow's edition: one more field, one more state between rating and writing, and a second kind of rating. */
const { rating = {}, writing = {}, ...others } = old.drawing.states ?? {}
const states: Record<string, Drawing> = {
  ...others,
  rating: { ...rating, on: { ...rating.on, completeRating: { target: 'proofreading', guard: 'allAgreed' } } },
  rerating: { ...rating },
  proofreading: { ...writing, on: { ...writing.on, returnDraft: { target: 'writing' } } },
  writing,
}
const fresh = copyOf(old, {
  edition: 'vn-2018.1',
  context: Context2018.extend({ notice: z.string().nullable() }) as never,
  start: (from) => ({ ...old.start(from), notice: null }),
  drawing: { ...old.drawing, states },
})

const plan: MovePlan = {
  process: 'selfAssessment',
  from: 'vn-2018',
  to: 'vn-2018.1',
  states: sameStates(old, fresh),
  upgrade: (context) => ({ ...context, notice: null }),
}

type World = SampleCase & {
  law: Parameters<typeof replayAll>[1]
  now: { dryRun: boolean; actor: string; reason: string; at: string }
}

/** A case in `rating` whose planned time runs, in a program that knows both editions. */
async function world(): Promise<World> {
  const made = await sampleCase(await freshDatabase())
  const definition: Engine['definition'] = (process, edition) =>
    edition === fresh.edition ? fresh : made.engine.definition(process, edition)
  const procedure: Engine['procedure'] = (id) => {
    const rules = made.engine.procedure('vn-2018')
    const term = rules.periods['selfAssessment.duration']
    if (!term) throw new Error('the procedure has lost its term')
    const periods = { ...rules.periods, 'selfAssessment.duration': { ...term, amount: 6, unit: 'months' as const } }
    // A circular that keeps its procedure and changes the self-assessment.
    const workflows = id === 'vn-2018' ? rules.workflows : { ...rules.workflows, selfAssessment: fresh.edition }
    return { ...rules, id, periods, workflows }
  }
  const engine = { ...made.engine, definition, procedure }
  const send: SampleCase['send'] = (process, event, payload, actor, more) =>
    dispatch(engine, { process: `${made.cycle}/${process}`, event, payload, actor, key: `${event}`, ...more })
  await toRating({ send })
  const law = {
    procedure,
    definition: (process: string, edition: string) =>
      edition === fresh.edition ? fresh : findDefinition(process, edition),
  }
  const now = { dryRun: false, actor: 'head', reason: 'Thông tư mới thêm một bước.', at: '2025-11-03T02:00:00.000Z' }
  return { ...made, engine, send, law, now }
}

const everything = async ({ rows }: SampleCase) => ({
  processes: await rows('select * from processes order by id'),
  history: await rows('select * from history order by process_id, seq'),
  deadlines: await rows('select * from deadlines order by id'),
  effects: await rows('select * from effects order by process_id, seq, n'),
})

const edition = ({ rows, cycle }: SampleCase) =>
  rows(`select edition, state, version, context ? 'notice' as "hasNotice" from processes where id = $1`, [
    `${cycle}/selfAssessment`,
  ])

const deadlines = ({ rows }: SampleCase) =>
  rows(`select id, state, event, status, due_at from deadlines where event = 'selfAssessmentOverdue' order by id`)

describe('a stored state', () => {
  it('is never loaded into another definition of the same name: refused with a clear error, nothing changed', async () => {
    const made = await world()
    const before = await everything(made)
    const edited = copyOf(fresh, { edition: 'vn-2018' })
    const engine = { ...made.engine, definition: () => edited }
    const request = { process: `${made.cycle}/selfAssessment`, actor: 'principal', key: 'edited' }
    const sent = dispatch(engine, { ...request, event: 'completeRating', payload: {} })
    await expect(sent).rejects.toThrow(/selfAssessment vn-2018 was written by another definition .* move it by a plan/)
    expect(await everything(made)).toEqual(before)
  })
})

describe('rules replaced in mid-cycle', () => {
  it('the case keeps its own edition, a new cycle takes the new one', async () => {
    const made = await world()
    const law = { procedure: 'vn-2018.1', set: 'vn-trung-hoc/2018' }
    const other = { school: 'truong', period: '2026-2027', actor: 'principal', at: made.engine.now() }
    const cycle = await openCycle(made.db, made.engine, made.library, { ...other, ...law })
    await made.send(
      'selfAssessment',
      'changePlan',
      {
        plan: { number: '31/KH-THPT', date: '2025-10-01' },
        changes: 'Lùi hai tuần.',
        reason: 'Bão.',
      },
      'principal',
    )
    const found = await made.rows(
      `select id, edition, state from processes where process = 'selfAssessment' order by id`,
    )
    expect(found).toEqual([
      { id: `${made.cycle}/selfAssessment`, edition: 'vn-2018', state: 'rating' },
      { id: `${cycle}/selfAssessment`, edition: 'vn-2018.1', state: 'preparing' },
    ])
    expect((await replayAll(made.db, made.law)).faults).toEqual([])
  })
})

describe('a plan that moves running cases', () => {
  let made: World
  beforeAll(async () => {
    made = await world()
  })

  it('says in a dry run what would happen to each, and writes nothing', async () => {
    const second = await openAnother(made, 'truong', '2026-2027')
    const { preparing: _, ...withoutPreparing } = plan.states
    const before = await everything(made)
    const outcomes = await moveProcesses(
      made.db,
      made.engine,
      made.library,
      { ...plan, states: withoutPreparing },
      { ...made.now, dryRun: true },
    )
    expect(outcomes).toEqual([
      { process: `${made.cycle}/selfAssessment`, from: 'rating', to: 'rating', why: null },
      {
        process: `${second}/selfAssessment`,
        from: 'preparing',
        to: null,
        why: 'Kế hoạch không nói bước preparing chuyển đến đâu.',
      },
    ])
    expect(await everything(made)).toEqual(before)
  })

  it('is refused for all whose context the new edition does not take', async () => {
    const before = await everything(made)
    const forgetful = { ...plan, upgrade: (context: Readonly<Record<string, unknown>>) => ({ ...context }) }
    const outcomes = await moveProcesses(made.db, made.engine, made.library, forgetful, made.now)
    expect(outcomes.map(({ to, why }) => [to, why])).toEqual([
      [null, expect.stringMatching(/không hợp với bản vn-2018\.1: notice/)],
      [null, expect.stringMatching(/không hợp với bản vn-2018\.1: notice/)],
    ])
    expect(await everything(made)).toEqual(before)
  })

  it('moves nothing for somebody who does not lead the department, and records the refusal', async () => {
    const before = await everything(made)
    const outcomes = await moveProcesses(made.db, made.engine, made.library, plan, { ...made.now, actor: 'officer' })
    expect(outcomes.map(({ to }) => to)).toEqual([null, null])
    expect(await everything(made)).toEqual(before)
    const refusals = await made.rows(`select actor_id, code from refusals where event = 'moveToEdition'`)
    expect(refusals).toEqual(Array.from({ length: 2 }, () => ({ actor_id: 'officer', code: 'forbidden' })))
  })

  it('moves each case with a row of history; deadlines of a state that keeps its name stay', async () => {
    const before = await deadlines(made)
    expect(before.at(-1)).toMatchObject({ state: 'rating', status: 'running' })
    const outcomes = await moveProcesses(made.db, made.engine, made.library, plan, made.now)
    expect(outcomes.map(({ to }) => to)).toEqual(['rating', 'preparing'])
    expect(await edition(made)).toMatchObject([{ edition: 'vn-2018.1', state: 'rating', version: 6, hasNotice: true }])
    expect(await deadlines(made)).toEqual(before)
    const rows = await made.rows<{ entry: string }>(
      `select entry from history where process_id = $1 and event = 'moveToEdition'`,
      [`${made.cycle}/selfAssessment`],
    )
    expect(rows.map(({ entry }) => JSON.parse(entry) as unknown)).toMatchObject([
      {
        kind: 'move',
        edition: 'vn-2018.1',
        actor: { id: 'head', role: 'qualityHead' },
        payload: { reason: made.now.reason },
      },
    ])
  })

  it('finds nothing left to move the second time', async () => {
    expect(await moveProcesses(made.db, made.engine, made.library, plan, made.now)).toEqual([])
  })

  it('lets the case go on by the new edition, and all of it can be rebuilt from its history', async () => {
    const payload = { plan: { number: '32/KH-THPT', date: '2025-11-04' }, changes: 'Thêm việc.', reason: 'Bước mới.' }
    const answer = await made.send('selfAssessment', 'changePlan', payload, 'principal', { key: 'after' })
    expect(answer).toMatchObject({ state: 'rating', version: 7 })
    expect((await replayAll(made.db, made.law)).faults).toEqual([])
  })

  it('a stored edition that no history made is found', async () => {
    await made.rows(`update processes set edition = 'vn-2018' where id = $1`, [`${made.cycle}/selfAssessment`])
    const { faults } = await replayAll(made.db, made.law)
    expect(faults).toEqual([
      {
        process: `${made.cycle}/selfAssessment`,
        seq: 0,
        what: 'the stored edition is vn-2018, the history makes vn-2018.1',
      },
    ])
  })
})

describe('a state that gets another name', () => {
  it('ends its deadlines, and those of the new state begin', async () => {
    const made = await world()
    const renamed = { ...plan, states: { ...plan.states, rating: 'rerating' } }
    await moveProcesses(made.db, made.engine, made.library, renamed, made.now)
    expect((await deadlines(made)).slice(-2)).toMatchObject([
      { state: 'rating', status: 'ended' },
      { state: 'rerating', status: 'running' },
    ])
    expect((await replayAll(made.db, made.law)).faults).toEqual([])
  })
})
