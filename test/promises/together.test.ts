// Promises 4 to 6 and 9: many people, many servers, many workers, one truth.
import { describe, expect, it } from 'vitest'
import { saveSheet } from '../../src/commands/sheets/save.ts'
import { deliver } from '../../src/deliver.ts'
import { drain, fireDue } from '../../src/engine/worker.ts'
import { workStore } from '../../src/store/work-store.ts'
import { freshDatabase } from '../support/database.ts'
import { sampleCase, toRating } from '../support/sample-case.ts'
import { runChild } from '../support/spawn-child.ts'

const payload = { plan: { number: '41/KH', date: '2025-10-20' }, changes: 'Lùi hai tuần.', reason: 'Bão.' }
const full = process.env['FULL'] === '1'

describe('two servers', () => {
  const count = full ? 200 : 60
  it(`take ${count} events on one case at once: none is lost, versions have no gap`, async () => {
    const made = await sampleCase(await freshDatabase())
    await toRating(made)
    const id = `${made.cycle}/selfAssessment`
    const events = (server: number) =>
      Array.from({ length: count / 2 }, (_, n) => ({
        process: id,
        event: 'changePlan',
        payload,
        actor: 'principal',
        key: `${server}-${n}`,
      }))
    const order = { url: made.db.url, now: made.clock.time }
    const ended = await Promise.all([1, 2].map((server) => runChild({ ...order, events: events(server) })))
    expect(ended.map(({ code, error }) => [code, error])).toEqual([
      [0, ''],
      [0, ''],
    ])
    const seqs = await made.rows<{ seq: number }>('select seq from history where process_id = $1 order by seq', [id])
    expect(seqs.map(({ seq }) => seq)).toEqual(Array.from({ length: count + 5 }, (_, n) => n + 1))
  })
})

describe('two people', () => {
  it('save different criteria at once, and both are kept', async () => {
    const made = await sampleCase(await freshDatabase())
    await toRating(made)
    const save = (criterion: string, actor: string, text: string, expectedVersion?: number) =>
      saveSheet(made.db, made.engine, made.library, {
        process: `${made.cycle}/criterionSheet/school/${criterion}`,
        content: { strengths: text },
        actor,
        at: made.clock.time,
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      })
    await Promise.all([save('1.1', 'bui-thi-nga', 'Một.'), save('1.2', 'tran-quoc-huy', 'Hai.')])
    await save('1.1', 'tran-quoc-huy', 'Của người thứ hai.', 2)
    const third = save('1.1', 'bui-thi-nga', 'Của người thứ ba.', 2)
    await expect(third).rejects.toMatchObject({
      code: 'staleVersion',
      details: { version: 3, content: expect.objectContaining({ strengths: 'Của người thứ hai.' }) },
    })
  })
})

describe('deadlines', () => {
  const count = full ? 1000 : 100
  it(`${count} due at once fire once each under two workers, late after three days of stillness`, async () => {
    const made = await sampleCase(await freshDatabase())
    await toRating(made)
    const id = `${made.cycle}/selfAssessment`
    const text = `insert into deadlines (process_id, school_id, state, event, due_at, unit)
      select $1, 'truong', 'rating', 'selfAssessmentOverdue', $2::timestamptz, 'days' from generate_series(1, $3)`
    await made.rows(text, [id, made.clock.time, count])
    const now = new Date(Date.parse(made.clock.time) + 3 * 86_400_000).toISOString()
    const workers = await Promise.all([1, 2].map(() => runChild({ url: made.db.url, now, fire: true })))
    expect(workers.map(({ error }) => error)).toEqual(['', ''])
    const rows = await made.rows<{ status: string; late: boolean; n: string }>(
      'select status, late, count(*) as n from deadlines where process_id = $1 and due_at <= $2 group by 1, 2',
      [id, now],
    )
    expect(rows).toEqual([{ status: 'fired', late: true, n: String(count) }])
    const history = await made.rows(`select 1 from history where process_id = $1 and event = 'selfAssessmentOverdue'`, [
      id,
    ])
    expect(history).toHaveLength(count)
  })

  it('end when the state is left, keep what is left over a granted pause, and move by an extension', async () => {
    const made = await sampleCase(await freshDatabase())
    await toRating(made)
    const id = `${made.cycle}/selfAssessment`
    await made.rows(
      `insert into deadlines (process_id, school_id, state, event, due_at, unit) values ($1, 'truong', 'rating', 'selfAssessmentOverdue', '2025-09-19T16:59:59.999Z', 'workingDays')`,
      [id],
    )
    await made.send(
      'selfAssessment',
      'extendDeadline',
      { deadline: 'selfAssessmentOverdue', days: 2, reason: 'Bão.' },
      'officer',
    )
    const due = () =>
      made.rows<{ status: string; due_at: Date }>(
        `select status, due_at from deadlines where process_id = $1 and unit = 'workingDays'`,
        [id],
      )
    // Friday 19 September and two working days: Tuesday 23.
    expect(await due()).toEqual([{ status: 'running', due_at: new Date('2025-09-23T16:59:59.999Z') }])
    await made.send('selfAssessment', 'hold', { reason: 'Trường bị ngập.' }, 'officer')
    expect(await due()).toMatchObject([{ status: 'held' }])
    made.clock.set('2025-10-03T02:00:00.000Z')
    await made.send('selfAssessment', 'resume', {}, 'officer')
    // Held on Friday 5 September with 12 working days left (without the holiday weekend), resumed on Friday 3 October.
    expect(await due()).toEqual([{ status: 'running', due_at: new Date('2025-10-21T16:59:59.999Z') }])
  })
})

describe('effects', () => {
  it('run in order, once however often they are repeated, and a failing one stops only its own process', async () => {
    const made = await sampleCase(await freshDatabase())
    await toRating(made)
    await made.send('selfAssessment', 'changePlan', payload, 'principal')
    const work = workStore(made.db)
    const seen: number[] = []
    const broken = await drain(work, ({ seq }) => {
      if (seq > 2) throw new Error('mail server down')
      seen.push(seq)
      return Promise.resolve()
    })
    expect(broken.failed).toEqual([`${made.cycle}/selfAssessment`])
    const state = await made.send('selfAssessment', 'changePlan', payload, 'principal')
    expect(state.state).toBe('rating')
    const mended = await drain(work, (waiting) => {
      seen.push(waiting.seq)
      return deliver(made.db, waiting, made.clock.time)
    })
    expect(mended.failed).toEqual([])
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    const repeatAll = async () => {
      await made.rows(`update effects set status = 'pending'`)
      await drain(work, (waiting) => deliver(made.db, waiting, made.clock.time))
    }
    await repeatAll()
    const notices = await made.rows('select 1 from notices')
    await repeatAll()
    expect(await made.rows('select 1 from notices')).toHaveLength(notices.length)
    expect(notices.length).toBeGreaterThan(0)
  })

  it('that are not delivered never stop a worker from firing deadlines', async () => {
    const made = await sampleCase(await freshDatabase())
    await toRating(made)
    expect(await fireDue(made.engine, workStore(made.db))).toEqual([])
  })
})
