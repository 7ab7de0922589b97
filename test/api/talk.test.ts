// What people say to each other beside a case: each side among itself, who is mentioned is told, and a sheet's talk is as hidden as the sheet.
import { beforeAll, describe, expect, it } from 'vitest'
import { processId } from '../../src/engine/ids.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { scoreAll, toStage } from '../support/whole-case.ts'

interface Comment {
  id: string
  body: string
  author: string
  resolvedBy: string | null
}

let sample: SampleCase
let api: Api
let path: string
let self: string
let sheet: string

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toStage(sample, 'scoring')
  api = apiOf(sample)
  path = `/api/cycles/${sample.cycle}/comments`
  self = processId(sample.cycle, 'selfAssessment', '')
  sheet = processId(sample.cycle, 'criterionSheet', 'reviewer/1.1/r3')
})

const say = async (person: string, process: string, body: string, mentions: string[] = []) => {
  sample.clock.set(new Date(Date.parse(sample.clock.now()) + 60_000).toISOString())
  return (await api.as(person)).post(path, { process, body, mentions })
}
const heard = async (person: string, query = '') => {
  const { body } = await (await api.as(person)).get<{ items: Comment[]; next: string | null }>(`${path}${query}`)
  return body
}
const bodies = async (person: string, query = '') => (await heard(person, query)).items.map(({ body }) => body)

describe('a comment', () => {
  it('is read by its own side, and not by the other', async () => {
    expect((await say('bui-thi-nga', self, 'Số liệu tiêu chí 3.4 lấy ở đâu?')).status).toBe(201)
    expect((await say('r3', self, 'Cần hỏi thêm về thư viện.')).status).toBe(201)
    expect(await bodies('principal')).toEqual(['Số liệu tiêu chí 3.4 lấy ở đâu?'])
    expect(await bodies('officer')).toEqual(['Cần hỏi thêm về thư viện.'])
    expect((await (await api.as('commune')).get(path)).status).toBe(403)
  })

  it('tells whom it mentions, in the system and by mail, also those who hold an office', async () => {
    await api.as('head')
    const partners = (
      await (await api.as('r3')).get<{ items: { personId: string }[] }>(`/api/cycles/${sample.cycle}/comment-partners`)
    ).body
    const ids = partners.items.map(({ personId }) => personId)
    expect([ids.includes('r1'), ids.includes('head'), ids.includes('principal')]).toEqual([true, true, false])
    expect((await say('r3', self, 'Nhờ chị xem giúp.', ['head'])).status).toBe(201)
    const notices = (await (await api.as('head')).get<{ items: { message: string }[] }>('/api/notices')).body.items
    expect(notices[0]?.message).toBe('comment.mentioned')
    expect(
      await sample.rows(
        `select person_id, path, data->>'school' as school from outbox where data->>'message' = 'comment.mentioned'`,
      ),
    ).toEqual([{ person_id: 'head', path: `/cases/${sample.cycle}`, school: 'Trường THPT Mẫu' }])
  })

  it('that mentions somebody of the other side is not written', async () => {
    const { status, body } = await say('r3', self, 'Gửi hiệu trưởng.', ['principal'])
    expect([status, String(body['detail'])]).toEqual([422, expect.stringContaining('mentions')])
    expect(await bodies('r3')).not.toContain('Gửi hiệu trưởng.')
  })

  it('is settled by anybody of its side, and then is no longer among the open ones', async () => {
    const [first] = (await heard('principal')).items
    const resolve = `${path}/${first?.id}/resolve`
    expect((await (await api.as('r3')).post(resolve)).status).toBe(404)
    expect((await (await api.as('principal')).post(resolve)).status).toBe(204)
    expect((await heard('principal')).items.map(({ resolvedBy }) => resolvedBy)).toEqual(['principal'])
    expect(await bodies('principal', '?open=true')).toEqual([])
  })

  it('comes by the page, the oldest first', async () => {
    const { items, next } = await heard('r3', '?limit=1')
    expect(items.map(({ body }) => body)).toEqual(['Cần hỏi thêm về thư viện.'])
    expect(await bodies('r3', `?limit=1&cursor=${next}`)).toEqual(['Nhờ chị xem giúp.'])
  })

  it('on a reviewer’s sheet is hers until all have scored, then the whole team’s', async () => {
    expect((await say('r3', sheet, 'Tôi phân vân Mức 2.')).status).toBe(201)
    expect((await say('r4', sheet, 'Cho tôi xem với.')).status).toBe(404)
    expect([await bodies('r3', '?criterion=1.1'), await bodies('r4', '?criterion=1.1')]).toEqual([
      ['Tôi phân vân Mức 2.'],
      [],
    ])
    expect(await bodies('officer', '?criterion=1.1')).toEqual([])
    await scoreAll(sample, 'reviewer')
    // The school did not ask for level 4: nobody waits for those sheets.
    expect(await bodies('r4', '?criterion=1.1')).toEqual(['Tôi phân vân Mức 2.'])
    expect(await bodies('officer', '?criterion=1.1')).toEqual(['Tôi phân vân Mức 2.'])
  })
})
