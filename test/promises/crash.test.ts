// Promise 1: durable before the answer; a server killed anywhere leaves the old state or the new, and a repeat gets the same answer.
import { describe, expect, it } from 'vitest'
import { haltPoints } from '../../src/store/process-store.ts'
import { replayAll } from '../../src/store/replay-all.ts'
import { findDefinition } from '../../workflows/index.ts'
import { freshDatabase } from '../support/database.ts'
import { sampleCase, toRating } from '../support/sample-case.ts'
import { runChild } from '../support/spawn-child.ts'

const payload = { plan: { number: '41/KH', date: '2025-10-20' }, changes: 'Lùi hai tuần.', reason: 'Bão.' }

describe('a server killed by force', () => {
  it.each(haltPoints)(
    'at "%s" leaves the old state or the new, and the same key then gives the same answer',
    async (dieAt) => {
      const made = await sampleCase(await freshDatabase())
      await toRating(made)
      const process = `${made.cycle}/selfAssessment`
      const event = { process, event: 'changePlan', payload, actor: 'principal', key: `key-${dieAt}` }
      const killed = await runChild({ url: made.db.url, now: made.clock.time, dieAt, events: [event] })
      expect(killed.signal).toBe('SIGKILL')
      const [row] = await made.rows<{ version: number }>('select version from processes where id = $1', [process])
      expect(row?.version).toBe(dieAt === 'commit' ? 6 : 5)
      const history = await made.rows('select 1 from history where process_id = $1', [process])
      expect(history).toHaveLength(row?.version ?? 0)
      const again = await made.send('selfAssessment', 'changePlan', payload, 'principal', { key: `key-${dieAt}` })
      const third = await made.send('selfAssessment', 'changePlan', payload, 'principal', { key: `key-${dieAt}` })
      expect(again.version).toBe(6)
      expect(third).toEqual(again)
      const effects = await made.rows('select 1 from effects where process_id = $1 and seq = 6', [process])
      expect(effects).toHaveLength(2)
      const report = await replayAll(made.db, { definition: findDefinition, procedure: made.engine.procedure })
      expect(report.faults).toEqual([])
    },
  )
})
