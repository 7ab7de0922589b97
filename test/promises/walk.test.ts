// Promise 7: after any walk of legal and illegal events, with time passing, the history rebuilds exactly what is stored.
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { AppError } from '../../src/domain/errors.ts'
import { dispatch } from '../../src/engine/dispatch.ts'
import { offersFor } from '../../src/engine/offer.ts'
import { fireDue } from '../../src/engine/worker.ts'
import { replayAll } from '../../src/store/replay-all.ts'
import { workStore } from '../../src/store/work-store.ts'
import { findDefinition } from '../../workflows/index.ts'
import { freshDatabase } from '../support/database.ts'
import type { SampleCase } from '../support/sample-case.ts'
import { sampleCase } from '../support/sample-case.ts'
import { putSamplePeople, toStage } from '../support/whole-case.ts'

const full = process.env['FULL'] === '1'
const steps = full ? 500 : 120
const seeds = full ? [1, 2, 3, 4, 5] : [1]
const starts = ['opened', 'rated', 'published', 'registered', 'appointed', 'scored', 'moderated', 'reported', 'granted']
const everybody =
  'principal le-thi-hanh bui-thi-nga officer head director chair commune r1 r2 r3 nguyen-thi-hoa tran-van-minh r8'.split(
    ' ',
  )

/** The same numbers from the same seed (mulberry32). */
function dice(seed: number): <T>(list: readonly T[]) => T | undefined {
  let state = seed
  return (list) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return list[((t ^ (t >>> 14)) >>> 0) % list.length]
  }
}
type Pick = ReturnType<typeof dice>

function take<T>(pick: Pick, list: readonly T[]): T {
  const one = pick(list)
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

interface Row {
  id: string
  process: string
  edition: string
  version: number
  state: string
  ended: boolean
}

const rowsOf = (made: SampleCase, id?: string) =>
  made.rows<Row>(
    `select id, process, edition, version, state, ended from processes where cycle_id = $1 and ($2::text is null or id = $2)
     and (process <> 'criterionSheet' or part ~ '/1.1(/|$)') order by process = 'criterionSheet', id`,
    [made.cycle, id ?? null],
  )

/** A case that was closed has a few sheets left and nothing to do. */
async function stillRuns(made: SampleCase): Promise<boolean> {
  return (await rowsOf(made)).some(({ process, ended }) => process !== 'criterionSheet' && !ended)
}

/** What ends a case or turns it off its way is seldom taken, or every walk would end at once. */
const harsh = /^(withdraw|closeCase|refuse|archive|finishCycle|recordSchoolChange|hold|returnPlan|returnDraft|reopen)/

interface Move {
  row: Row
  actor: string
  event: string
}

/** Something that is offered to somebody, or anything at all. */
async function nextMove(made: SampleCase, pick: Pick): Promise<Move> {
  const all = await rowsOf(made)
  // Sheets are many; most steps belong to the three processes.
  const rows = pick([0, 1, 2, 3]) ? all.filter(({ process }) => process !== 'criterionSheet') : all
  const any = (): Move => {
    const row = take(pick, rows)
    const event = take(pick, Object.keys(findDefinition(row.process, row.edition)?.events ?? {}))
    return { row, actor: take(pick, everybody), event }
  }
  if (!pick([0, 1, 2, 3])) return any()
  const gentle = pick([0, 1, 2, 3, 4, 5])
  for (let tries = 0; tries < 20; tries++) {
    const { row, actor } = any()
    const offers = await offersFor(made.engine, row.id, actor).catch(() => [])
    const open = offers.filter(({ event, stoppedBy }) => stoppedBy.length === 0 && !(gentle && harsh.test(event)))
    if (open.length > 0) return { row, actor, event: take(pick, open).event }
  }
  return any()
}

/** One step; answers how it ended. */
async function walkOn(made: SampleCase, pick: Pick): Promise<string> {
  const { row, actor, event } = await nextMove(made, pick)
  const sample = pick(findDefinition(row.process, row.edition)?.events[event]?.samples ?? [])
  const sent = { process: row.id, event, payload: sample?.payload ?? {}, actor, key: randomUUID() }
  const done = await dispatch(made.engine, sent).catch((error: unknown) => error)
  const [now] = await rowsOf(made, row.id)
  if (done instanceof AppError) {
    expect(now).toEqual(row)
    return done.code
  }
  if (done instanceof Error) throw new Error(`${row.id} ${row.state} ${event} by ${actor}`, { cause: done })
  // A step may make another process answer to this one, so the version is at least the next.
  expect(now?.version).toBeGreaterThan(row.version)
  return 'accepted'
}

it.each(starts.flatMap((start) => seeds.map((seed) => [start, seed] as const)))(
  'a walk from "%s" (seed %i), reloaded after each step, is rebuilt from its history',
  async (start, seed) => {
    const made = await sampleCase(await freshDatabase())
    await putSamplePeople(made.db)
    await toStage(made, start)
    const pick = dice(seed)
    const work = workStore(made.db)
    const ended: Record<string, number> = {}
    made.clock.set('2026-12-20T02:00:00.000Z')
    for (let n = 0; n < steps && (await stillRuns(made)); n++) {
      const how = await walkOn(made, pick)
      ended[how] = (ended[how] ?? 0) + 1
      const days = pick([0, 0, 0, 0, 0, 0, 0, 1, 20]) ?? 0
      made.clock.set(new Date(Date.parse(made.clock.time) + days * 86_400_000 + 60_000).toISOString())
      if (days > 0) await fireDue(made.engine, work)
    }
    expect(ended['accepted']).toBeGreaterThan(0)
    expect(await made.rows(`select process_id, state, event, error from deadlines where status = 'stuck'`)).toEqual([])
    const { faults } = await replayAll(made.db, { definition: findDefinition, procedure: made.engine.procedure })
    expect(faults).toEqual([])
  },
  600_000,
)
