// Promise 3: in every state, for everybody, what is offered is exactly what is accepted; what is refused changes no byte.
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { AppError } from '../../src/domain/errors.ts'
import { dispatch } from '../../src/engine/dispatch.ts'
import { offersFor } from '../../src/engine/offer.ts'
import type { Offer } from '../../src/engine/allowed.ts'
import { findDefinition } from '../../workflows/index.ts'
import { freshDatabase } from '../support/database.ts'
import { dryEngine } from '../support/dry-run.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { putSamplePeople, stages, toStage } from '../support/whole-case.ts'

const full = process.env['FULL'] === '1'
/** One of each role, somebody who teaches there without one, a reviewer nobody appointed, and nobody at all. */
const everybody =
  'principal le-thi-hanh pham-van-duc bui-thi-nga officer head director chair commune r1 r2 r3 r8 system nobody'.split(
    ' ',
  )

interface Probe {
  process: string
  event: string
  payload: unknown
  actor: string
}

interface ProcessRow {
  id: string
  process: string
  edition: string
}

/** The processes of the case; of its sheets one of each kind, which all behave alike. */
async function processesOf(made: SampleCase): Promise<ProcessRow[]> {
  const text = `select id, process, edition from processes where cycle_id = $1
    and (process <> 'criterionSheet' or part in ('school/1.1', 'reviewer/1.1/r1', 'reviewer/1.1/r3', 'team/1.1')) order by id`
  return made.rows<ProcessRow>(text, [made.cycle])
}

/** Everything the engine keeps, as one hash a table. */
async function bytes(made: SampleCase): Promise<unknown> {
  const tables = [
    'processes',
    'sheets',
    'history',
    'answers',
    'deadlines',
    'effects',
    'counters',
    'case_members',
    'awards',
  ]
  const hashes = tables.map(
    (name) => `(select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${name} t) as ${name}`,
  )
  const jobs = `(select count(*) from graphile_worker.jobs) as jobs`
  return (await made.rows(`select ${[...hashes, jobs].join(', ')}`))[0]
}

/** What comes back for one event: `accepted` or the code of the refusal. */
async function outcome(engine: SampleCase['engine'], probe: Probe): Promise<string> {
  const refused = await dispatch(engine, { ...probe, key: randomUUID() }).catch((error: unknown) => error)
  if (refused instanceof AppError) return refused.code
  if (refused instanceof Error) throw refused
  return 'accepted'
}

/** Compares offer and acceptance of every event for that person; answers what disagrees. */
async function disagreements(made: SampleCase, row: ProcessRow, actor: string, tally: Tally): Promise<string[]> {
  const offers: Offer[] | 'notFound' = await offersFor(made.engine, row.id, actor).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'notFound') return 'notFound' as const
    throw error
  })
  const wrong: string[] = []
  for (const [event, entry] of Object.entries(findDefinition(row.process, row.edition)?.events ?? {})) {
    const offer = offers === 'notFound' ? undefined : offers.find((one) => one.event === event)
    const offered = offer?.stoppedBy.length === 0
    // What is offered is tried and rolled back; what is not is sent in earnest, since it must leave nothing behind.
    const engine = offered ? dryEngine(made) : made.engine
    const got = await outcome(engine, { process: row.id, event, payload: entry.samples[0]?.payload, actor })
    const may = offered
      ? ['accepted', 'invalid']
      : offers === 'notFound'
        ? ['notFound']
        : offer
          ? ['notAllowed']
          : // An extension is not offered where no deadline runs; what it names is then what is wrong with it.
            ['forbidden', 'notAllowed', ...(event === 'extendDeadline' ? ['invalid'] : [])]
    tally[got] = (tally[got] ?? 0) + 1
    if (!may.includes(got)) wrong.push(`${row.id} ${event} by ${actor}: ${offered ? '' : 'not '}offered, ${got}`)
  }
  return wrong
}

type Tally = Record<string, number>

/** Every process x event x person where the case stands now. */
async function probeAll(made: SampleCase, seen: Set<string>, tally: Tally): Promise<void> {
  const today = made.clock.time
  // The samples name days of 2026, which have to have come.
  made.clock.set('2026-12-31T02:00:00.000Z')
  for (const row of await processesOf(made)) {
    const [now] = await made.rows<{ state: string }>('select state from processes where id = $1', [row.id])
    const others = await made.rows<{ state: string }>(
      `select state from processes where cycle_id = $1 and process <> 'criterionSheet' order by id`,
      [made.cycle],
    )
    // A sheet depends on where its case stands; the three processes depend on themselves and on the sheets.
    const situation = `${row.process} ${now?.state} ${others.map(({ state }) => state).join(' ')}`
    const sheet = row.process === 'criterionSheet'
    if (!full && seen.has(`${row.process} ${now?.state}`) && !sheet) continue
    if (seen.has(`${row.id} ${situation}`)) continue
    seen.add(`${row.process} ${now?.state}`).add(`${row.id} ${situation}`)
    const before = await bytes(made)
    for (const actor of everybody) expect(await disagreements(made, row, actor, tally)).toEqual([])
    expect(await bytes(made)).toEqual(before)
  }
  made.clock.set(today)
}

type Aside = readonly (readonly [process: string, event: string, payload: unknown, actor: string])[]
const because = { reason: 'Trường bị ngập.' }
const paper = { number: '50/QĐ', date: '2026-03-05' }

/** What happens off the path, and back to it, behind a stage. */
const asides: Readonly<Record<string, Aside>> = {
  writing: [
    ['selfAssessment', 'hold', because, 'officer'],
    ['selfAssessment', 'resume', {}, 'officer'],
  ],
  moderating: [
    ['externalReview', 'hold', because, 'head'],
    ['externalReview', 'resume', {}, 'head'],
  ],
  reported: [
    ['certification', 'hold', because, 'director'],
    ['certification', 'resume', {}, 'director'],
  ],
  granted: [
    ['certification', 'openAccreditationRemedy', { findings: ['Phòng học xuống cấp'], until: '2027-06-01' }, 'officer'],
    ['certification', 'confirmAccreditationRemedied', { minutes: paper, reason: 'Đã sửa.' }, 'head'],
    [
      'certification',
      'suspendNationalStandard',
      { decision: paper, until: '2027-06-01', reason: 'Thanh tra.' },
      'chair',
    ],
    ['certification', 'fileComplaint', { award: 'accreditation', letter: paper, grounds: 'Chưa xét đủ.' }, 'principal'],
    ['certification', 'upholdComplaint', because, 'director'],
    ['certification', 'dropReReview', because, 'director'],
  ],
}

it('an extension is offered only where a term runs that it could move', async () => {
  const made = await sampleCase(await freshDatabase())
  const offered = async () =>
    (await offersFor(made.engine, `${made.cycle}/externalReview`, 'officer')).map(({ event }) => event)
  await toStage(made, 'registered')
  // No term is known for the check of a dossier, so none is set; ten working days for the reply of the school are.
  expect(await offered()).not.toContain('extendDeadline')
  await toStage(made, 'awaitingReply', undefined, 'registered')
  expect(await offered()).toContain('extendDeadline')
})

it('along a whole case, off its path and back: for every process, event and person', async () => {
  const made = await sampleCase(await freshDatabase())
  await putSamplePeople(made.db)
  const seen = new Set<string>()
  const tally: Tally = {}
  await toStage(made, 'granted', async (stage) => {
    await probeAll(made, seen, tally)
    for (const [process, event, payload, actor] of asides[stage] ?? []) {
      await made.send(process, event, payload, actor)
      await probeAll(made, seen, tally)
    }
  })
  expect(seen.size).toBeGreaterThan(stages.length)
  expect(Object.keys(tally).toSorted()).toEqual(['accepted', 'forbidden', 'invalid', 'notAllowed', 'notFound'])
}, 1_200_000)
