// `kiemdinh simulate` over a database: recorded cycles are scored under another edition, and nothing there is touched.
import { describe, expect, it } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { rateAll, sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'
import { kiemdinh } from './kiemdinh.ts'

const simulate = (made: SampleCase, ...args: string[]) =>
  kiemdinh(['simulate', 'vn-trung-hoc@2018', ...args], { DATABASE_URL: made.db.url })

/** Every row of every table, as one hash a table. */
async function fingerprint({ rows }: SampleCase): Promise<Record<string, unknown>> {
  const tables = await rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const hashes: Record<string, unknown> = {}
  for (const { name } of tables) {
    const [row] = await rows(
      `select count(*) as n, md5(string_agg(t::text, ';' order by t::text)) as hash from ${name} t`,
    )
    hashes[name] = row
  }
  return hashes
}

describe('kiemdinh simulate', () => {
  it('scores recorded cycles under another edition and changes no case', async () => {
    const made = await sampleCase(await freshDatabase())
    await toRating(made)
    await rateAll(made, 2)
    const before = await fingerprint(made)
    expect(Object.keys(before).length).toBeGreaterThan(10)

    const { code, out, err } = await simulate(made, 'vn-pho-thong@2026', '--schools', '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const [school, totals, ...more] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(more).toEqual([])
    expect(school).toMatchObject({ school: 'truong', cycle: made.cycle })
    expect(school.decisions).toMatchObject([
      { decision: 'nationalStandard', before: { outcome: 'recognised', grade: 1 }, fate: 'falls' },
    ])
    expect(school.decisions[0].because.length).toBeGreaterThan(0)
    expect(totals).toMatchObject({
      from: 'vn-trung-hoc/2018',
      to: 'vn-pho-thong/2026',
      cycles: 1,
      decisions: { nationalStandard: { fates: { falls: 1 } } },
    })

    const told = await simulate(made, 'vn-pho-thong@2026')
    expect(told.out).toContain('Không hồ sơ nào bị thay đổi.')
    expect(await fingerprint(made)).toEqual(before)
  })

  it('under its own edition changes nobody', async () => {
    const made = await sampleCase(await freshDatabase())
    await toRating(made)
    await rateAll(made, 2)
    const { out } = await simulate(made, 'vn-trung-hoc@2018', '--json')
    expect(JSON.parse(out)).toMatchObject({
      cycles: 1,
      decisions: { accreditation: { fates: { same: 1 } }, nationalStandard: { fates: { same: 1 } } },
    })
  })
})
