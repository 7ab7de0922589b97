// Promise 1: PostgreSQL stopped at once again and again while cases run with retries: all end where they should, nothing twice.
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { AppError } from '../../src/domain/errors.ts'
import { dispatch } from '../../src/engine/dispatch.ts'
import { connect } from '../../src/store/connect.ts'
import { startEmbedded, type Embedded } from '../../src/store/embedded/start-embedded.ts'
import { temporaryDataDir } from '../../src/store/embedded/temporary-folder.ts'
import { migrate } from '../../src/store/migrate.ts'
import { replayAll } from '../../src/store/replay-all.ts'
import { findDefinition } from '../../workflows/index.ts'
import { sampleCouncil, sampleGroups, sampleSecretariat } from '../../workflows/self-assessment/samples.ts'
import { openAnother, sampleCase } from '../support/sample-case.ts'

const count = process.env['FULL'] === '1' ? 1000 : 100
const dataDir = temporaryDataDir(`kiemdinh-test-${process.pid}-`)
let server: Embedded | undefined

afterAll(async () => {
  await server?.stop('immediate')
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
})

const paper = { number: '12/QĐ-THPT', date: '2025-09-05' }
const plan = { purpose: 'Cải tiến.', scope: 'Toàn trường.', calendar: [{ weeks: '1', work: 'Lập kế hoạch' }] }
const change = { plan: paper, changes: 'Lùi hai tuần.', reason: 'Bão.' }
const council = { decision: paper, members: sampleCouncil, secretariat: sampleSecretariat, groups: sampleGroups }
const story = [
  ['establishCouncil', council, 'principal'],
  ['submitPlan', plan, 'le-thi-hanh'],
  ['returnPlan', { reason: 'Chưa phân công nhóm 5.' }, 'principal'],
  ['submitPlan', plan, 'le-thi-hanh'],
  ['approvePlan', { plan: paper }, 'principal'],
  ['changePlan', change, 'principal'],
  ['hold', { reason: 'Trường bị ngập.' }, 'officer'],
  ['resume', {}, 'officer'],
] as const

it(`${count} cases go on through a server that is stopped at once every two seconds, and lose nothing`, async () => {
  server = await startEmbedded({ dataDir })
  const db = await connect(server.url, { poolMax: 8 })
  await migrate(db)
  const made = await sampleCase(db)
  const cycles = [made.cycle]
  for (let n = 1; n < count; n++) cycles.push(await openAnother(made, 'truong', `${2025 - n}-${2026 - n}`))

  let interrupted = 0
  const insist = async (request: Parameters<typeof dispatch>[1]) => {
    for (;;) {
      const done = await dispatch(made.engine, request).catch((error: unknown) => error)
      if (!(done instanceof Error)) return done
      // Anything else than a server that is away would be a fault of the product.
      if (!(done instanceof AppError) || done.code !== 'databaseUnavailable') throw done
      interrupted++
      await sleep(50)
    }
  }
  const waiting = [...cycles]
  const client = async () => {
    for (let cycle = waiting.pop(); cycle; cycle = waiting.pop())
      for (const [event, payload, actor] of story)
        await insist({ process: `${cycle}/selfAssessment`, event, payload, actor, key: randomUUID() })
  }

  let over = false
  let restarts = 0
  const disturb = async () => {
    while (!over) {
      await server?.stop('immediate')
      server = await startEmbedded({ dataDir })
      restarts++
      await Promise.race([sleep(2000), finished])
    }
  }
  const finished = Promise.all(Array.from({ length: 8 }, client)).finally(() => (over = true))
  await Promise.all([finished, disturb()])

  expect(restarts).toBeGreaterThan(0)
  expect(interrupted).toBeGreaterThan(0)
  const states = await made.rows(
    `select state, version, count(*)::int as cases from processes where process = 'selfAssessment' group by 1, 2`,
  )
  expect(states).toEqual([{ state: 'collecting', version: story.length + 1, cases: count }])
  const wrong = await made.rows(
    `select process_id from history group by process_id having array_agg(seq order by seq) <> array(select generate_series(1, $1))
       or array_agg(event order by seq) <> $2`,
    [story.length + 1, ['start', ...story.map(([event]) => event)]],
  )
  expect(wrong).toEqual([])
  const twice = await made.rows(
    'select process_id, seq from effects group by 1, 2 having count(*) <> count(distinct n)',
  )
  expect(twice).toEqual([])
  expect(await made.rows('select count(*)::int as keys from answers')).toEqual([{ keys: count * story.length }])
  const { faults } = await replayAll(db, { definition: findDefinition, procedure: made.engine.procedure })
  expect(faults).toEqual([])
  await db.close()
}, 1_200_000)
