// The engine's promises on a real PostgreSQL: durable, once, refused with a reason, kept apart, recorded, rebuilt.
import { describe, expect, it } from 'vitest'
import { replayAll } from '../../src/store/replay-all.ts'
import { findDefinition } from '../../workflows/index.ts'
import { freshDatabase } from '../support/database.ts'
import { rateAll, sampleCase, toRating } from '../support/sample-case.ts'

const planPaper = { plan: { number: '30/KH-THPT', date: '2025-09-12' } }
const council = { decision: { number: '1', date: '2025-09-05' }, members: [], secretariat: [], groups: [] }

async function prepared() {
  const made = await sampleCase(await freshDatabase())
  const law = { definition: findDefinition, procedure: made.engine.procedure }
  return { ...made, replay: () => replayAll(made.db, law) }
}

describe('a school works its self-assessment off', () => {
  it('rates every criterion, completes the rating, and everything can be rebuilt from its history', async () => {
    const made = await prepared()
    // Real clocks do not stand at whole seconds.
    made.clock.set('2025-09-05T02:00:00.407Z')
    await toRating(made)
    await expect(made.send('selfAssessment', 'completeRating', {}, 'principal')).rejects.toMatchObject({
      code: 'notAllowed',
    })
    await rateAll(made, 2)
    const done = await made.send('selfAssessment', 'completeRating', {}, 'principal')
    expect(done.state).toBe('writing')
    const report = await made.replay()
    expect(report.faults).toEqual([])
    expect(report.processes).toBe(30)
  })
})

describe('the same key', () => {
  it('is applied once and gets the same answer', async () => {
    const made = await prepared()
    await toRating(made)
    const again = { key: 'one-key' }
    const first = await made.send('selfAssessment', 'changeCouncil', council, 'principal', again).catch(() => null)
    expect(first).toBeNull()
    const payload = { ...planPaper, changes: 'Lùi hai tuần.', reason: 'Bão.' }
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => made.send('selfAssessment', 'changePlan', payload, 'principal', again)),
    )
    expect(new Set(answers.map(({ version }) => version))).toEqual(new Set([6]))
    const rows = await made.rows(`select 1 from history where process_id = $1 and event = 'changePlan'`, [
      `${made.cycle}/selfAssessment`,
    ])
    expect(rows).toHaveLength(1)
  })

  it('with another content is refused', async () => {
    const made = await prepared()
    await toRating(made)
    const payload = { ...planPaper, changes: 'Lùi hai tuần.', reason: 'Bão.' }
    await made.send('selfAssessment', 'changePlan', payload, 'principal', { key: 'k' })
    const other = made.send('selfAssessment', 'changePlan', { ...payload, reason: 'Lụt.' }, 'principal', { key: 'k' })
    await expect(other).rejects.toMatchObject({ code: 'keyReused' })
  })
})

describe('what is not allowed', () => {
  it('changes nothing and says what is allowed and what stands in the way', async () => {
    const made = await prepared()
    await toRating(made)
    const before = await made.rows('select * from processes order by id')
    const refused = made.send('selfAssessment', 'completeRating', {}, 'principal')
    await expect(refused).rejects.toMatchObject({
      code: 'notAllowed',
      message: expect.stringContaining('1.1'),
      details: {
        allowed: expect.arrayContaining([expect.objectContaining({ event: 'changePlan', stoppedBy: [] })]),
      },
    })
    expect(await made.rows('select * from processes order by id')).toEqual(before)
  })

  it('a stale version is told the present one', async () => {
    const made = await prepared()
    await toRating(made)
    const payload = { ...planPaper, changes: 'Lùi hai tuần.', reason: 'Bão.' }
    const stale = made.send('selfAssessment', 'changePlan', payload, 'principal', { expectedVersion: 2 })
    await expect(stale).rejects.toMatchObject({ code: 'staleVersion', details: { version: 5 } })
  })

  it('a stranger finds no case, an officer may not act for the school, and both refusals are recorded', async () => {
    const made = await prepared()
    await expect(made.send('selfAssessment', 'establishCouncil', council, 'r1')).rejects.toMatchObject({
      code: 'notFound',
    })
    await expect(made.send('selfAssessment', 'establishCouncil', council, 'officer')).rejects.toMatchObject({
      code: 'forbidden',
    })
    const refusals = await made.rows('select actor_id, code from refusals order by id')
    expect(refusals).toEqual([
      { actor_id: 'r1', code: 'notFound' },
      { actor_id: 'officer', code: 'forbidden' },
    ])
  })
})

describe('the history', () => {
  it('refuses to be changed, cut or emptied', async () => {
    const made = await prepared()
    await expect(made.rows(`update history set entry = 'x'`)).rejects.toThrow(/append-only/)
    await expect(made.rows('delete from history')).rejects.toThrow(/append-only/)
    await expect(made.rows('truncate history')).rejects.toThrow(/append-only/)
  })

  it('shows one changed byte, and names it', async () => {
    const made = await prepared()
    await toRating(made)
    await made.rows('alter table history disable trigger history_keeps')
    await made.rows(
      `update history set entry = replace(entry, 'Toàn trường.', 'Toàn trưởng.') where event = 'submitPlan'`,
    )
    const { faults } = await made.replay()
    expect(faults).toEqual([
      { process: `${made.cycle}/selfAssessment`, seq: 3, what: expect.stringContaining('hash does not fit') },
    ])
  })
})
