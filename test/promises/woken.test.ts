// Promise 6: a job written with the event wakes the worker, and the rows are the truth.
import { expect, it } from 'vitest'
import { startWorker } from '../../src/wake.ts'
import { freshDatabase } from '../support/database.ts'
import { sampleCase, toRating } from '../support/sample-case.ts'

const payload = { plan: { number: '41/KH', date: '2025-10-20' }, changes: 'Lùi hai tuần.', reason: 'Bão.' }

it('the running worker carries out what an event leaves to it, without being told', async () => {
  const made = await sampleCase(await freshDatabase())
  await toRating(made)
  const runner = await startWorker(made)
  await made.send('selfAssessment', 'changePlan', payload, 'principal')
  const waiting = () => made.rows(`select 1 from effects where status <> 'done'`)
  await expect.poll(async () => (await waiting()).length, { timeout: 20_000 }).toBe(0)
  await runner.stop()
  expect((await made.rows('select 1 from notices')).length).toBeGreaterThan(0)
})
