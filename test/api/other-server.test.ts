// A criteria set published through one server, and a case of it worked on through another that was running before.
import { beforeAll, describe, expect, it } from 'vitest'
import { compose } from '../../src/compose.ts'
import { processId } from '../../src/engine/ids.ts'
import { publishText } from '../../src/store/publish-sets.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type ApiClient } from '../support/http.ts'
import { inCycle, openAnother, sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'

const published = 'vn-trung-hoc/2018.1'
let sample: SampleCase
/** Servers that ran before it was published, each of which has met nothing yet. */
let others: SampleCase[]

beforeAll(async () => {
  const made = await sampleCase(await freshDatabase())
  const { db, library, engine } = made
  others = await Promise.all([1, 2, 3, 4].map(async () => ({ ...made, ...(await compose(db, made.clock.now)) })))
  const text = library.setText('vn-trung-hoc/2018').replace("edition: '2018'", "edition: '2018.1'")
  await publishText(db, library, { text, file: '2018.1.yaml', by: 'system', at: engine.now() })
  sample = inCycle(made, await openAnother(made, 'truong', '2026-2027', { set: published }))
  await toRating(sample)
})

const elsewhere = (): Promise<ApiClient> => {
  const other = others.pop()
  if (!other) throw new Error('no server left')
  return apiOf(other).as('principal')
}
const sheet = () => `/api/sheets/${encodeURIComponent(processId(sample.cycle, 'criterionSheet', 'school/1.1'))}`

describe('a criteria set that another server published', () => {
  it('is listed and read as a whole', async () => {
    const { body } = await (await elsewhere()).get<{ items: { key: string }[] }>('/api/criteria-sets')
    expect(body.items.map(({ key }) => key)).toContain(published)
  })

  it('rates a sheet that is saved here first', async () => {
    const saved = await (
      await elsewhere()
    ).send('PUT', sheet(), { ratings: { '1.1:1:a': true } }, { 'if-match': '"1"' })
    expect([saved.status, saved.body]).toEqual([200, { version: 2 }])
  })

  it('stands behind the spreadsheet of results', async () => {
    const { status } = await (await elsewhere()).get(`/api/cycles/${sample.cycle}/results.xlsx`)
    expect(status).toBe(200)
  })

  it('is offered and answered in the view of a sheet', async () => {
    const path = `/api/processes/${encodeURIComponent(processId(sample.cycle, 'criterionSheet', 'school/1.2'))}`
    expect((await (await elsewhere()).get(path)).status).toBe(200)
  })
})
