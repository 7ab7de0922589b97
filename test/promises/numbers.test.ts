// Promise 9: certificates are numbered without gap or repeat however many decide at once, and two decisions on one case are one.
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { compose } from '../../src/compose.ts'
import { startProcess } from '../../src/engine/apply-within.ts'
import { dispatch } from '../../src/engine/dispatch.ts'
import { processId } from '../../src/engine/ids.ts'
import { putProvince } from '../../src/store/province.ts'
import { unitOf, type Halt } from '../../src/store/process-store.ts'
import { replayAll } from '../../src/store/replay-all.ts'
import { inTransaction } from '../../src/store/with-client.ts'
import { findDefinition } from '../../workflows/index.ts'
import { freshDatabase } from '../support/database.ts'
import { openAnother, sampleCase, type SampleCase } from '../support/sample-case.ts'

const set = 'vn-trung-hoc/2018'
const place = { schoolId: 'truong', communeId: 'xa', departmentId: 'so', provinceId: 'tinh' }
const grant = { decision: { number: '41/QĐ', date: '2026-03-02' }, grade: 2 }

/** A case that waits for its decision; the team's sheets are put there as they are after a review that found level 2. */
async function reviewed(made: SampleCase, period: string): Promise<string> {
  const cycleId = await openAnother(made, 'truong', period)
  const input = { requested: ['accreditation'], requestedGrade: 2, requestedTier: null }
  await inTransaction(made.db, async (client) => {
    const calendar = { version: 0, years: {} }
    const of = { cycleId, place, procedureId: 'vn-2018', setId: set, calendar }
    await startProcess(made.engine, unitOf(client, made.library), of, 'certification', input, made.engine.now())
    const text = `with made as (insert into processes (id, cycle_id, school_id, process, edition, hash, part, value, context, state, ended, version, head, updated_at)
        select $1 || '/criterionSheet/team/' || c, $1, 'truong', 'criterionSheet', 'v1', '', 'team/' || c, '"agreed"',
          json_build_object('kind', 'team', 'criterion', c, 'assessor', null, 'round', 1), 'agreed', false, 1, '', $3 from unnest($2::text[]) c)
      insert into sheets (process_id, cycle_id, school_id, kind, criterion, content)
        select $1 || '/criterionSheet/team/' || c, $1, 'truong', 'team', c,
          json_build_object('currentState', '{}'::json, 'ratings', json_build_object(c, 2)) from unnest($2::text[]) c`
    const criteria = made.library.criteriaOf(set).filter((id) => id !== 'M4')
    await client.query({ text, values: [cycleId, criteria, made.engine.now()] })
  })
  return processId(cycleId, 'certification', '')
}

async function waiting(count: number): Promise<{ made: SampleCase; cases: string[] }> {
  const made = await sampleCase(await freshDatabase({ poolMax: 16 }))
  made.clock.set('2026-03-02T02:00:00.000Z')
  const cases: string[] = []
  for (let n = 0; n < count; n++) cases.push(await reviewed(made, `${1900 + n}-${1901 + n}`))
  return { made, cases }
}

const register = async (made: SampleCase) => {
  const rows = await made.rows<{ number: string }>('select number from awards order by number')
  return rows.map(({ number }) => Number(/\d+/.exec(number)?.[0]))
}
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1)

/** Faults of the decisions; the sheets were put there without a history. */
async function faults(made: SampleCase) {
  const report = await replayAll(made.db, { definition: findDefinition, procedure: made.engine.procedure })
  return report.faults.filter(({ process }) => !process.includes('criterionSheet'))
}

it('fifty decisions at once: certificates 1 to 50, none missing, none twice', async () => {
  const { made, cases } = await waiting(50)
  const decide = (process: string) =>
    dispatch(made.engine, {
      process,
      event: 'grantAccreditation',
      payload: grant,
      actor: 'director',
      key: randomUUID(),
    })
  const answers = await Promise.all(cases.map(decide))
  expect(await register(made)).toEqual(upTo(50))
  expect(new Set(answers.map(({ drawn }) => drawn['certificate.accreditation'])).size).toBe(50)
  expect(await faults(made)).toEqual([])
})

it('transactions that fail in the middle give their number back, and a repeat leaves no gap', async () => {
  const { made, cases } = await waiting(50)
  let count = 0
  const halt: Halt = (point) => {
    // All three points lie between the draw of the number and the commit.
    if ((point === 'state' || point === 'extras' || point === 'effects') && ++count % 5 === 0) throw new Error('lost')
  }
  const { engine } = await compose(made.db, made.clock.now, halt)
  let failures = 0
  const decide = async (process: string) => {
    const key = randomUUID()
    for (;;) {
      const sent = { process, event: 'grantAccreditation', payload: grant, actor: 'director', key }
      const done = await dispatch(engine, sent).catch((error: unknown) => error)
      if (!(done instanceof Error)) return
      if (done.message !== 'lost') throw done
      failures++
    }
  }
  await Promise.all(cases.map(decide))
  expect(failures).toBeGreaterThan(10)
  expect(await register(made)).toEqual(upTo(50))
  expect(await faults(made)).toEqual([])
})

it('two directors who decide on one case at once take one decision: the second is told that it is taken', async () => {
  const { made, cases } = await waiting(8)
  const offices = [{ role: 'departmentDirector' as const, organisation: 'so' }]
  const second = { id: 'deputy', name: 'Hồ Văn Phó', organisation: 'so', educationSector: true, offices, worked: [] }
  const people = [{ ...second, sectorSince: '2010-09-01', trained: true }]
  await putProvince(made.db, { organisations: [], schools: [], people, since: '2020-01-01T00:00:00.000Z' })
  for (const process of cases) {
    const both = await Promise.allSettled([
      dispatch(made.engine, {
        process,
        event: 'grantAccreditation',
        payload: grant,
        actor: 'director',
        key: randomUUID(),
      }),
      dispatch(made.engine, {
        process,
        event: 'grantAccreditation',
        payload: grant,
        actor: 'deputy',
        key: randomUUID(),
      }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find(({ status }) => status === 'rejected')
    expect(refused).toMatchObject({ reason: { code: 'notAllowed' } })
  }
  expect(await register(made)).toEqual(upTo(8))
  expect(await faults(made)).toEqual([])
})

it('the first hours of a year in Vietnam, still the old year in Greenwich, count from 1 again', async () => {
  const { made, cases } = await waiting(3)
  const decide = (process: string) => {
    const payload = { ...grant, decision: { number: '41/QĐ', date: '2026-12-31' } }
    return dispatch(made.engine, {
      process,
      event: 'grantAccreditation',
      payload,
      actor: 'director',
      key: randomUUID(),
    })
  }
  const numbers: unknown[] = []
  const evening = '2026-12-31T16:59:00.000Z'
  const morning = '2026-12-31T17:01:00.000Z'
  for (const [n, at] of [evening, evening, morning].entries()) {
    made.clock.set(at)
    numbers.push((await decide(cases[n] ?? '')).drawn['certificate.accreditation'])
  }
  expect(numbers).toEqual([
    expect.stringMatching(/^001\D.*2026/),
    expect.stringMatching(/^002\D.*2026/),
    expect.stringMatching(/^001\D.*2027/),
  ])
})
