// The counts of the province are exact: after any events they are what counting every case anew would say.
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { AppError } from '../../src/domain/errors.ts'
import { offersFor } from '../../src/engine/offer.ts'
import { dispatch } from '../../src/engine/dispatch.ts'
import { fireDue } from '../../src/engine/worker.ts'
import { countProvince, readMissingResults } from '../../src/store/standing-results.ts'
import { communeCounts } from '../../src/store/views/province.ts'
import { recognisedByKind } from '../../src/store/views/recognised.ts'
import { withClient } from '../../src/store/with-client.ts'
import { workStore } from '../../src/store/work-store.ts'
import { findDefinition } from '../../workflows/index.ts'
import { freshDatabase } from '../support/database.ts'
import { openAnother, sampleCase, type SampleCase } from '../support/sample-case.ts'
import { putSamplePeople, toStage } from '../support/whole-case.ts'

interface Count {
  measure: string
  commune: string
  kind: string
  period: string
  value: string
  n: number
}

/** Both tables together, as the pages read them. */
const kept = (made: SampleCase) =>
  made.rows<Count>(`select measure, commune_id as commune, kind, period, value, sum(n)::int as n from (
      select measure, commune_id, kind, period, value, n from province_counts
      union all select measure, coalesce(commune_id, ''), coalesce(kind, ''), coalesce(period, ''), value, sum(d) from province_changes
        group by measure, value, cube (commune_id, kind, period)) counted
    group by 1, 2, 3, 4, 5 having sum(n) <> 0 order by 1, 2, 3, 4, 5`)

/** Counted from the processes, deadlines, awards and schools themselves, by other statements than the triggers'. */
const plain = (made: SampleCase) =>
  made.rows<Count>(`with cases as (select c.id, s.commune_id as commune, s.kind, c.period from cycles c join schools s on s.id = c.school_id),
    furthest as (select distinct on (p.cycle_id) p.cycle_id, p.process || '|' || p.edition || '|' || p.state as step from processes p
      where p.process <> 'criterionSheet' and not p.ended
      order by p.cycle_id, case p.process when 'certification' then 1 when 'externalReview' then 2 else 3 end, length(p.part) desc, p.part desc),
    passed as (select distinct p.cycle_id from processes p join deadlines d on d.process_id = p.id
      where p.process <> 'criterionSheet' and not p.ended and d.status in ('fired', 'stuck')
        and d.id = (select max(x.id) from deadlines x where x.process_id = p.id and x.state = d.state and x.event = d.event)
        and (' ' || p.state || ' ') ~ (' ' || replace(d.state, '.', '\\.') || '[. ]') and d.event !~ 'TermEnding|RenewalDue|RenewalClosed'),
    found as (
      select 'case' as measure, c.*, '' as value from cases c
      union all select 'period', c.*, c.period from cases c
      union all select 'step', c.*, f.step from cases c join furthest f on f.cycle_id = c.id
      union all select 'kind', c.*, c.kind from cases c join furthest f on f.cycle_id = c.id
      union all select 'commune', c.*, c.commune from cases c join furthest f on f.cycle_id = c.id
      union all select 'late', c.*, f.step from cases c join furthest f on f.cycle_id = c.id join passed l on l.cycle_id = c.id
      union all select 'at', c.*, p.process || '|' || p.edition || '|' || leaf from cases c join processes p on p.cycle_id = c.id,
        unnest(string_to_array(p.state, ' ')) leaf where p.process <> 'criterionSheet' and not p.ended
      union all select 'ending', a.number, s.commune_id, s.kind, '-', a.award || '|' || to_char(a.expires_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM')
        from awards a join schools s on s.id = a.school_id where a.status in ('valid', 'inRemedy', 'suspended')
      union all select 'school', s.id, s.commune_id, s.kind, '-', s.kind from schools s where s.status <> 'closed')
    select measure, coalesce(commune, '') as commune, coalesce(kind, '') as kind, coalesce(period, '') as period, value, count(*)::int as n
    from found group by measure, value, cube (commune, kind, period) order by 1, 2, 3, 4, 5`)

const ofWhatIsHandedOver = ({ measure }: Count) => /^(own|review|set|result .*)$/.test(measure)

/** The same numbers from the same seed. */
function dice(seed: number) {
  let state = seed
  return <T>(list: readonly T[]): T => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return list[Math.floor((state / 2 ** 32) * list.length)] as T
  }
}

const everybody = ['principal', 'le-thi-hanh', 'officer', 'head', 'director', 'chair', 'commune', 'r1', 'r2', 'r3']

async function stepOn(made: SampleCase, pick: ReturnType<typeof dice>): Promise<void> {
  const running = await made.rows<{ id: string; process: string; edition: string }>(
    `select id, process, edition from processes where process <> 'criterionSheet' and not ended order by id`,
  )
  if (running.length === 0) return
  const [row, actor] = [pick(running), pick(everybody)]
  const offers = await offersFor(made.engine, row.id, actor).catch(() => [])
  const open = offers.filter(({ stoppedBy }) => stoppedBy.length === 0)
  if (open.length === 0) return
  const { event } = pick(open)
  const samples = findDefinition(row.process, row.edition)?.events[event]?.samples ?? []
  const payload = pick(samples)?.payload ?? {}
  await dispatch(made.engine, { process: row.id, event, payload, actor, key: randomUUID() }).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
  })
}

it.each([
  ['rating', 1],
  ['completing', 2],
  ['reported', 4],
] as const)('counts follow every event of a walk from "%s" (seed %i)', async (start, seed) => {
  const made = await sampleCase(await freshDatabase())
  await putSamplePeople(made.db)
  await openAnother(made, 'truong', '2024-2025')
  await toStage(made, start)
  const [pick, work] = [dice(seed), workStore(made.db)]
  for (let n = 0; n < 40; n++) {
    await stepOn(made, pick)
    const days = pick([0, 0, 0, 1, 20])
    made.clock.set(new Date(Date.parse(made.clock.time) + days * 86_400_000 + 60_000).toISOString())
    if (days > 0) await fireDue(made.engine, work)
    if (n % 10 === 5) await countProvince(made.db)
    if (n % 8 === 0) expect((await kept(made)).filter((one) => !ofWhatIsHandedOver(one))).toEqual(await plain(made))
  }
  expect((await kept(made)).filter((one) => !ofWhatIsHandedOver(one))).toEqual(await plain(made))
})

it('levels and results are those of what was handed over, however it came in', async () => {
  const made = await sampleCase(await freshDatabase())
  await toStage(made, 'rated')
  const told = async () =>
    (await kept(made)).filter((one) => ofWhatIsHandedOver(one) && one.commune + one.kind + one.period === '')
  expect(await told()).toEqual([])
  await toStage(made, 'registered', undefined, 'rated')
  const own = await told()
  expect(own.find(({ measure }) => measure === 'own')).toMatchObject({ value: 'vn-2018|2', n: 1 })
  expect(own.filter(({ measure }) => measure.startsWith('result')).length).toBe(28)
  await toStage(made, 'reported', undefined, 'registered')
  expect((await told()).find(({ measure }) => measure === 'review')).toMatchObject({ value: 'vn-2018|2', n: 1 })
  const before = await kept(made)
  await withClient(made.db, (client) =>
    client.query(`update standings set own_level = null, review_level = null, results = '{}', unread = true`),
  )
  expect(await readMissingResults(made.db, made.library)).toBe(1)
  expect(await kept(made)).toEqual(before)
})

it('a school that moves takes its cases and certificates with it', async () => {
  const made = await sampleCase(await freshDatabase())
  await toStage(made, 'registered')
  await withClient(made.db, async (client) => {
    await client.query(
      `insert into organisations (id, kind, name, parent_id) values ('xa2', 'commune', 'UBND xã Khác', 'tinh')`,
    )
    await client.query(`insert into awards (number, award, school_id, department_id, regime, grade, decision, issued_at, expires_at)
      values ('1/CN', 'accreditation', 'truong', 'so', 'vn-2018', 2, '1/QĐ', '2023-01-01', '2028-01-01')`)
    await client.query(`update schools set commune_id = 'xa2', kind = 'multiLevel' where id = 'truong'`)
  })
  const communes = (kind?: string) => withClient(made.db, (client) => communeCounts(client, ['so'], { kind }))
  const there = [{ id: 'xa2', name: 'UBND xã Khác', cases: 1, schools: 1 }]
  expect(await communes()).toEqual(there)
  await countProvince(made.db)
  expect([await communes(), await communes('multiLevel'), await communes('primary')]).toEqual([there, there, []])
  const now = (await kept(made)).filter(({ commune, kind }) => commune !== '' && kind !== '')
  expect(new Set(now.map(({ commune, kind }) => `${commune} ${kind}`))).toEqual(new Set(['xa2 multiLevel']))
  expect((await kept(made)).filter((one) => !ofWhatIsHandedOver(one))).toEqual(await plain(made))
})

it('a school counts as recognised to the day its certificate ends, and no longer', async () => {
  const made = await sampleCase(await freshDatabase())
  await withClient(made.db, (client) =>
    client.query(`insert into awards (number, award, school_id, department_id, regime, grade, decision, issued_at, expires_at)
      values ('1/CN', 'accreditation', 'truong', 'so', 'vn-2018', 2, '1/QĐ', '2023-01-01', '2028-01-15T17:00:00Z'),
        ('1/CQG', 'nationalStandard', 'truong', 'so', 'vn-2018', 1, '1/QĐ', '2023-01-01', '2028-02-20T17:00:00Z')`),
  )
  const on = (at: string, filter = {}) =>
    withClient(made.db, async (client) => {
      const [row] = await recognisedByKind(client, ['so'], { at, ...filter })
      return row && [row.schools, row.accreditation, row.nationalStandard]
    })
  const told = async () => [
    await on('2027-06-01T00:00:00Z'),
    await on('2028-01-15T16:59:00Z'),
    await on('2028-01-15T17:01:00Z'),
    await on('2028-02-20T17:01:00Z'),
    await on('2027-06-01T00:00:00Z', { kind: 'kindergarten' }),
  ]
  const expected = [[1, 1, 1], [1, 1, 1], [1, 0, 1], [1, 0, 0], undefined]
  expect(await told()).toEqual(expected)
  await countProvince(made.db)
  expect(await told()).toEqual(expected)
})
