// A certificate's life over the API: its signed paper and badge, copies that void each other, and what withdraws it at once.
import { createHash, generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { ed25519Key } from '../../src/signing/bytes.ts'
import type { Trust } from '../../src/signing/verdict.ts'
import { verify } from '../../src/signing/verify.ts'
import { withClient } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { testKeys } from '../support/signing-keys.ts'
import { toStage } from '../support/whole-case.ts'

const number = '001/2026/CN-KĐCLGD'
const address = `/api/certificates/${encodeURIComponent(number)}`
const badgeAddress = `/api/public/credentials/${encodeURIComponent(number)}`
let made: SampleCase
let api: Api

beforeAll(async () => {
  made = await sampleCase(await freshDatabase())
  await toStage(made, 'granted')
  api = apiOf(made, { publicUrl: 'https://kiemdinh.mau.gov.vn' })
})

type List = {
  items: {
    number: string
    status: string
    copies: { copy: number; voidAt: string | null; reason: string | null; sha256: string }[]
  }[]
}

/** What a stranger trusts: the keys as the server publishes them. */
async function trust(): Promise<Trust> {
  const { body } = await api.anybody.get<{ items: { kind: string; publicKey: string }[] }>('/api/public/keys')
  const of = (kind: string) => body.items.filter((one) => one.kind === kind).map(({ publicKey }) => publicKey)
  const certificates = of('certificate').map((text) => Buffer.from(text, 'base64'))
  return { certificates, keys: of('ed25519'), at: made.engine.now() }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The verdict on the badge with the status lists as they are now. */
async function verdictOnBadge() {
  const { bytes, body } = await api.anybody.get<{ credentialStatus: { statusListCredential: string }[] }>(badgeAddress)
  const lists: Record<string, unknown> = {}
  for (const { statusListCredential } of body.credentialStatus)
    lists[statusListCredential] = (await api.anybody.get(new URL(statusListCredential).pathname)).body
  return verify('credential', bytes, await trust(), lists)
}

describe('the paper of a certificate', () => {
  it('is a signed PDF that school and department get, always the same one', async () => {
    const first = await (await api.as('principal')).get(`${address}/paper`)
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    const again = await (await api.as('officer')).get(`${address}/paper`)
    expect(sha256(again.bytes)).toBe(sha256(first.bytes))
    const verdict = await verify('pdf', first.bytes, await trust())
    expect([verdict.valid, verdict.signer]).toEqual([true, 'Sở Giáo dục và Đào tạo tỉnh Mẫu'])
    const bent = Uint8Array.from(first.bytes)
    bent[1000] = (bent[1000] ?? 0) ^ 1
    expect((await verify('pdf', bent, await trust())).valid).toBe(false)
  })

  it('is there for the national standard too', async () => {
    const paper = await (await api.as('principal')).get(`/api/certificates/${encodeURIComponent('001/2026/CQG')}/paper`)
    expect((await verify('pdf', paper.bytes, await trust())).valid).toBe(true)
  })

  it('is not known to who has no such school, and not printed by who only sees it', async () => {
    expect((await (await api.as('r1')).get(`${address}/paper`)).status).toBe(403)
    expect((await (await api.as('commune')).get(`${address}/paper`)).status).toBe(403)
    expect((await (await api.as('officer')).get('/api/certificates/99/paper')).status).toBe(404)
  })

  it('is reissued by the department under the same number; the copies before it are void', async () => {
    const order = { reason: 'damaged', note: 'Giấy bị ướt.' }
    expect((await (await api.as('principal')).post(`${address}/copies`, order)).status).toBe(403)
    const officer = await api.as('officer')
    const before = await officer.get(`${address}/paper`)
    expect((await officer.post(`${address}/copies`, order)).body).toEqual({ copy: 2 })
    const after = await officer.get(`${address}/paper`)
    expect(sha256(after.bytes)).not.toBe(sha256(before.bytes))
    const { body } = await officer.get<List>(`/api/cycles/${made.cycle}/certificates`)
    const [certificate] = body.items.filter((one) => one.number === number)
    expect(certificate?.copies).toMatchObject([
      { copy: 1, reason: null, voidAt: made.engine.now(), sha256: sha256(before.bytes) },
      { copy: 2, reason: 'damaged', voidAt: null, sha256: sha256(after.bytes) },
    ])
    const text = `select action, actor_id as actor, reason from journal where subject_kind = 'certificate' order by id`
    const journal = await withClient(made.db, (client) => client.query(text))
    expect(journal.rows).toMatchObject([
      { action: 'makeCertificate', actor: 'principal' },
      { action: 'makeCertificate', actor: 'principal' },
      { action: 'reissueCertificate', actor: 'officer', reason: 'Giấy bị ướt.' },
    ])
  })

  it('gets one new copy when two officers reissue at once', async () => {
    const [officer, head] = [await api.as('officer'), await api.as('head')]
    const both = await Promise.all([officer, head].map((one) => one.post(`${address}/copies`, { reason: 'lost' })))
    const done = both.filter(({ status }) => status === 201).length
    const { body } = await officer.get<List>(`/api/cycles/${made.cycle}/certificates`)
    const copies = body.items.find((one) => one.number === number)?.copies ?? []
    expect(copies.filter(({ voidAt }) => voidAt === null)).toHaveLength(1)
    expect(copies.map(({ copy }) => copy)).toEqual(Array.from({ length: 2 + done }, (_, index) => index + 1))
  })

  it('stays valid when the keys of the server have changed', async () => {
    const old = await (await api.as('officer')).get(`${address}/paper`)
    const ed25519 = ed25519Key(generateKeyPairSync('ed25519').privateKey)
    const rotated = apiOf(made, { publicUrl: 'https://kiemdinh.mau.gov.vn', signing: { ...testKeys(), ed25519 } })
    const { body } = await rotated.anybody.get<{ items: { kind: string }[] }>('/api/public/keys')
    expect(body.items.filter(({ kind }) => kind === 'ed25519')).toHaveLength(2)
    const did = await rotated.anybody.get<{ assertionMethod: string[] }>('/.well-known/did.json')
    expect(did.body.assertionMethod).toHaveLength(2)
    expect((await verify('pdf', old.bytes, await trust())).valid).toBe(true)
  })
})

describe('verifying a file over the API', () => {
  type Answer = { valid: boolean; reasons: { vi: string }[] }
  const ask = async (type: string, bytes: Uint8Array) =>
    (await api.anybody.send<Answer>('POST', '/api/public/verifications', bytes, { 'content-type': type })).body

  it('knows the copy that counts from those it took the place of', async () => {
    const officer = await api.as('officer')
    const before = await officer.get(`${address}/paper`)
    expect((await ask('application/pdf', before.bytes)).valid).toBe(true)
    await officer.post(`${address}/copies`, { reason: 'damaged' })
    expect(await ask('application/pdf', before.bytes)).toMatchObject({
      valid: false,
      reasons: [{ vi: 'Bản này đã được thay bằng bản cấp lại.' }],
    })
    expect((await ask('application/pdf', (await officer.get(`${address}/paper`)).bytes)).valid).toBe(true)
  })

  it('tells what the register says of the award, for paper and badge', async () => {
    const set = (status: string) =>
      withClient(made.db, (client) =>
        client.query({ text: 'update awards set status = $1 where number = $2', values: [status, number] }),
      )
    const paper = (await (await api.as('officer')).get(`${address}/paper`)).bytes
    const badge = (await api.anybody.get(badgeAddress)).bytes
    expect((await ask('application/json', badge)).valid).toBe(true)
    await set('suspended')
    expect((await ask('application/pdf', paper)).reasons[0]?.vi).toBe('Chứng nhận hoặc bằng đang bị tạm đình chỉ.')
    expect((await ask('application/json', badge)).reasons[0]?.vi).toBe('Đang bị tạm đình chỉ.')
    await set('valid')
  })

  it('takes whatever is sent for what it is', async () => {
    for (const text of ['', '{}', '[]', 'null', '%PDF-1.7', '{"proof": {}}']) {
      expect((await ask('application/pdf', Buffer.from(text))).valid).toBe(false)
      expect((await ask('application/json', Buffer.from(text))).valid).toBe(false)
    }
  })
})

describe('the badge of a certificate', () => {
  it('is a credential that verifies with the published keys and lists, and may be kept for a minute', async () => {
    const badge = await api.anybody.get(badgeAddress)
    expect(badge.headers.get('content-type')).toBe('application/vc+ld+json')
    expect(badge.headers.get('cache-control')).toBe('public, max-age=60')
    expect(badge.body).toMatchObject({
      issuer: { id: 'did:web:kiemdinh.mau.gov.vn' },
      credentialSubject: { licenseNumber: number, achievement: { achievementType: 'QualityAssuranceCredential' } },
    })
    expect(await verdictOnBadge()).toMatchObject({ valid: true, reasons: [] })
    expect((await api.anybody.get('/api/public/credentials/99')).status).toBe(404)
    expect((await api.anybody.get('/api/public/status-lists/revocation?list=7')).status).toBe(404)
  })

  it('is refused at once when the award is suspended or revoked, and when it has expired', async () => {
    const now = made.engine.now()
    const set = (status: string) =>
      withClient(made.db, (client) =>
        client.query({ text: 'update awards set status = $1 where number = $2', values: [status, number] }),
      )
    await set('suspended')
    expect((await verdictOnBadge()).reasons[0]?.vi).toBe('Đang bị tạm đình chỉ.')
    await set('revoked')
    expect((await verdictOnBadge()).reasons[0]?.vi).toBe('Đã bị thu hồi hoặc thay thế.')
    const refused = await (await api.as('officer')).post(`${address}/copies`, { reason: 'lost' })
    expect([refused.status, refused.body['code']]).toEqual([409, 'conflict'])
    await set('valid')
    expect((await verdictOnBadge()).valid).toBe(true)
    made.clock.set('2031-04-01T00:00:00.000Z')
    expect((await verdictOnBadge()).reasons[0]?.vi).toBe('Đã hết hạn.')
    const { body } = await (await api.as('officer')).get<List>(`/api/cycles/${made.cycle}/certificates`)
    expect(body.items.map(({ status }) => status)).toEqual(['expired', 'expired'])
    made.clock.set(now)
  })
})
