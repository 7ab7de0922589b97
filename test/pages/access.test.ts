// Who may open which page: asked of every page there is, by people without a session, strangers, and those who may.
import { beforeAll, describe, expect, it } from 'vitest'
import { pages } from '../../src/pages/index.ts'
import { processId } from '../../src/engine/ids.ts'
import { withClient } from '../../src/store/with-client.ts'

import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'

let sample: SampleCase
let api: Api
let values: Record<string, string>

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toRating(sample)
  api = apiOf(sample)
  values = {
    cycle: sample.cycle,
    process: processId(sample.cycle, 'selfAssessment', ''),
    school: 'truong',
    event: 'changePlan',
    code: 'H1-1.1-01',
    number: '1/CN',
    department: 'so',
  }
})

const html = { accept: 'text/html' }
const form = { ...html, 'content-type': 'application/x-www-form-urlencoded' }
const addressOf = (path: string) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? 'khong-co'))
const one = pages.map((page) => ({ name: `${page.method.toUpperCase()} ${page.path}`, page }))
const kept = one.filter(({ page }) => page.access.to !== 'public')
const ofCase = kept.filter(({ page }) => 'of' in page.access && page.access.of !== 'reach')

const ask = (client: Pick<Api['anybody'], 'send'>, { method, path }: (typeof pages)[number]) =>
  method === 'get'
    ? client.send('GET', addressOf(path), undefined, html)
    : client.send('POST', addressOf(path), new TextEncoder().encode('a=b'), form)

describe('a page', () => {
  it.each(kept)('$name sends whoever is not signed in to sign in, and writes nothing for them', async ({ page }) => {
    const { status, headers } = await ask(api.anybody, page)
    expect(status).toBe(page.method === 'get' ? 303 : 401)
    if (page.method === 'get') expect(headers.get('location')).toContain('/sign-in?next=')
  })

  it.each(ofCase)('$name is not there for a stranger', async ({ page }) => {
    expect((await ask(await api.as('r1'), page)).status).toBe(404)
  })

  it('of the province is for the department alone', async () => {
    const at = { method: 'get', path: '/province' } as (typeof pages)[number]
    expect((await ask(await api.as('principal'), at)).status).toBe(403)
    expect((await ask(await api.as('officer'), at)).status).toBe(200)
  })

  it('takes no form from another site, nor a form that cannot be kept', async () => {
    const principal = await api.as('principal')
    const body = new TextEncoder().encode('upTo=1')
    const foreign = await principal.send('POST', '/notices/read', body, { ...form, 'sec-fetch-site': 'cross-site' })
    expect(foreign.status).toBe(403)
    const broken = await principal.send('POST', '/notices/read', new TextEncoder().encode('upTo=%00'), form)
    expect(broken.status).toBe(422)
    const login = await api.anybody.send('POST', '/sign-in', body, { ...form, 'sec-fetch-site': 'cross-site' })
    expect(login.status).toBe(403)
  })

  it('carries a strict policy without inline scripts or styles, and holds none', async () => {
    const principal = await api.as('principal')
    for (const path of ['/', `/cases/${sample.cycle}`, `/cases/${sample.cycle}/board`]) {
      const { headers, body } = await principal.get<string>(path, html)
      expect(headers.get('content-security-policy')).toMatch(
        /script-src 'self';style-src 'self'|script-src 'self'; ?style-src 'self'/,
      )
      expect(body).not.toMatch(/<script(?![^>]*src=)|\sstyle=|\son\w+=/)
    }
  })

  it('of a sample person is not there outside the demonstration, nor is the first administrator', async () => {
    const body = new TextEncoder().encode('person=principal')
    expect((await api.anybody.send('POST', '/sign-in/sample', body, form)).status).toBe(404)
    expect((await api.anybody.get('/first', html)).status).toBe(404)
  })

  it('sends less than 40 kB before it is read', async () => {
    const { bytes } = await (await api.as('principal')).get('/', { ...html, 'accept-encoding': 'gzip' })
    expect(bytes.length).toBeLessThan(40_000)
  })
})

describe('the first administrator', () => {
  it('enters an empty database once, and may then invite others', async () => {
    const db = await freshDatabase()
    const empty = apiOf({ ...sample, db }, { fresh: true, byHand: true })
    expect((await empty.anybody.get('/sign-in', html)).headers.get('location')).toBe('/first')
    const fields = {
      province: 'UBND tỉnh Mới',
      department: 'Sở GDĐT tỉnh Mới',
      name: 'Lê Thị Đầu Tiên',
      email: 'dau.tien@moi.test',
      role: 'qualityHead',
      password: 'ngắn',
    }
    const send = (given: object) =>
      empty.anybody.send<string>(
        'POST',
        '/first',
        new TextEncoder().encode(String(new URLSearchParams({ ...given }))),
        form,
      )
    const short = await send(fields)
    expect([short.status, short.body.includes('Lê Thị Đầu Tiên')]).toEqual([422, true])
    const good = await send({ ...fields, password: 'con mèo ngủ trên mái' })
    expect([good.status, good.headers.get('location')]).toEqual([303, '/'])
    expect((await send({ ...fields, password: 'con mèo ngủ trên mái' })).status).toBe(404)
    expect((await empty.anybody.get('/first', html)).status).toBe(404)

    const [first] = (await withClient(db, (client) => client.query<{ id: string }>('select id from people'))).rows
    const me = await empty.as(first?.id ?? '')
    expect((await me.get<string>('/', html)).body).toContain('Nhập xã và trường')
    expect((await me.get<string>('/cases', html)).body).toContain('/administration/organisations?kind=school')
    const given = { organisation: 'so-gddt', name: 'Hồ Thị Hai', email: 'hai@moi.test', reason: 'Phân công' }
    const body = new TextEncoder().encode(String(new URLSearchParams(given)))
    const { headers } = await me.send('POST', '/administration/people/new', body, form)
    const page = headers.get('location') ?? ''
    // Without a mail server whoever invites hands the link over; with one it is in the mail alone.
    const secret = /invitation#([\w-]{20,})/.exec((await me.get<string>(page, html)).body)?.[1] ?? ''
    const mailed = await apiOf({ ...sample, db }).as(first?.id ?? '')
    expect((await mailed.get<string>(page, html)).body).not.toContain('invitation#')
    const taken = { secret, password: 'con mèo ngủ trên mái nhà' }
    expect((await empty.anybody.post('/api/invitations/use', taken)).status).toBe(200)
    expect((await me.get<string>(page, html)).body).not.toContain('invitation#')
  })
})
