// A credential and its status lists, as a verifier from npm and our own verification see them. No network: did:web is resolved here.
import { generateKeyPairSync } from 'node:crypto'
import * as vc from '@digitalbazaar/vc'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list'
import { describe, expect, it } from 'vitest'
import { credentialOf, didOf, listSize, statusListAddress, type CredentialFacts } from '../../src/domain/credential.ts'
import { ed25519Key } from '../../src/signing/bytes.ts'
import { loadContext } from '../../src/signing/contexts.ts'
import { didDocument } from '../../src/signing/did-document.ts'
import { prove, type Proved } from '../../src/signing/proof.ts'
import { proveStatusList } from '../../src/signing/status-list.ts'
import type { Verdict } from '../../src/signing/verdict.ts'
import { verify } from '../../src/signing/verify.ts'
import { testKeys } from '../support/signing-keys.ts'
import { at } from './fixture.ts'

const publicUrl = 'https://kiemdinh.mau.gov.vn'
const issuer = { publicUrl, did: didOf(publicUrl) }
const { ed25519 } = testKeys()
const facts: CredentialFacts = {
  number: '1/2026/CN-KĐCLGD',
  award: 'accreditation',
  grade: 2,
  decision: '41/QĐ-SGDĐT',
  school: { id: 'truong', code: '79000123', name: 'Trường THPT Nguyễn Trường Tộ' },
  department: { id: 'so', name: 'Sở Giáo dục và Đào tạo tỉnh Mẫu' },
  set: 'vn-trung-hoc/2018',
  issuedAt: at,
  expiresAt: '2031-03-02T02:00:00.000Z',
  place: 77,
}
const credential = await prove(credentialOf(facts, issuer), ed25519, at)

/** Lists with these places set. */
async function listsOf(revoked: number[] = [], suspended: number[] = []): Promise<Record<string, Proved>> {
  const made = (purpose: 'revocation' | 'suspension', places: number[]) =>
    proveStatusList({ purpose, list: 0, places, at }, issuer, ed25519)
  const all = [await made('revocation', revoked), await made('suspension', suspended)]
  return Object.fromEntries(all.map((one) => [one.id, one]))
}

async function verifierSays(given: object, lists: Record<string, Proved>, now = '2027-01-01T00:00:00Z') {
  const documentLoader = async (url: string) => {
    const found = lists[url] ?? documentOf(url)
    return found ? { contextUrl: null, documentUrl: url, document: found } : loadContext(url)
  }
  const suite = new DataIntegrityProof({ cryptosuite })
  const status = (options: object) =>
    checkStatus({ ...options, verifyBitstringStatusListCredential: true, suite, documentLoader })
  const answer = await vc.verifyCredential({
    credential: given,
    suite,
    documentLoader,
    checkStatus: status,
    now: new Date(now),
  })
  const withdrawn = answer.statusResult?.results.some((one) => one.status) ?? false
  return { verified: answer.verified && !withdrawn, error: answer.error }
}

/** did:web: the document of the server, and each of its keys by its own name. */
function documentOf(url: string): object | undefined {
  const document = didDocument(issuer.did, [ed25519.id])
  const method = document.verificationMethod.find(({ id }) => id === url)
  if (method) return { '@context': 'https://w3id.org/security/multikey/v1', ...method }
  return url === issuer.did ? document : undefined
}

const said = (given: unknown, lists = {}, now = '2027-01-01T00:00:00Z', keys = [ed25519.id]): Promise<Verdict> =>
  verify('credential', Buffer.from(JSON.stringify(given)), { certificates: [], keys, at: now }, lists)

describe('a credential', () => {
  it('is accepted by a verifier from npm, with its status lists', async () => {
    const answer = await verifierSays(credential, await listsOf())
    expect(answer.error).toBeUndefined()
    expect(answer.verified).toBe(true)
  })

  it('is refused by the verifier from npm when one letter changed, when revoked, and when suspended', async () => {
    const name = `${String(credential['name'])}.`
    expect((await verifierSays({ ...credential, name }, await listsOf())).verified).toBe(false)
    expect((await verifierSays(credential, await listsOf([facts.place]))).verified).toBe(false)
    expect((await verifierSays(credential, await listsOf([], [facts.place]))).verified).toBe(false)
    expect((await verifierSays(credential, await listsOf([facts.place + 1], [0]))).verified).toBe(true)
    expect((await verifierSays(credential, await listsOf(), '2031-03-03T00:00:00Z')).verified).toBe(false)
  })

  it('is judged alike by our own verification, with a reason for each', async () => {
    const name = `${String(credential['name'])}.`
    expect(await said(credential, await listsOf())).toEqual({
      valid: true,
      signer: facts.department.name,
      when: at,
      reasons: [],
    })
    const reason = async (answer: Promise<Verdict>) => [(await answer).valid, (await answer).reasons[0]?.vi]
    expect(await reason(said({ ...credential, name }))).toEqual([false, 'Nội dung đã bị sửa sau khi ký.'])
    expect(await reason(said({ ...credential, surprise: 1 }))).toEqual([false, 'Nội dung đã bị sửa sau khi ký.'])
    expect(await reason(said(credential, await listsOf([77])))).toEqual([false, 'Đã bị thu hồi hoặc thay thế.'])
    expect(await reason(said(credential, await listsOf([], [77])))).toEqual([false, 'Đang bị tạm đình chỉ.'])
    expect(await reason(said(credential, {}, facts.expiresAt))).toEqual([false, 'Đã hết hạn.'])
    expect(await reason(said(credential, {}, '2026-01-01T00:00:00Z'))).toEqual([false, 'Chưa đến ngày có hiệu lực.'])
    expect(await reason(said(credential))).toEqual([true, 'Chưa đối chiếu với danh sách thu hồi và đình chỉ.'])
    const stranger = said(credential, {}, undefined, [ed25519Key(generateKeyPairSync('ed25519').privateKey).id])
    expect(await reason(stranger)).toEqual([false, 'Khóa ký không phải khóa được tin cậy của nơi cấp.'])
    expect(await reason(said('gì đó'))).toEqual([false, 'Tệp không phải là chứng nhận số có chữ ký.'])
  })

  it('does not trust a status list that was changed or is another one', async () => {
    const lists = await listsOf([77])
    const clean = await listsOf()
    const address = statusListAddress(publicUrl, 'revocation', 0)
    const other = clean[statusListAddress(publicUrl, 'suspension', 0)]
    const bent = { ...lists[address], credentialSubject: clean[address]?.['credentialSubject'] }
    for (const list of [bent, other, {}, 'gì đó'])
      expect((await said(credential, { ...clean, [address]: list })).reasons[0]?.vi).toBe(
        'Danh sách tình trạng không tin được.',
      )
  })

  it('is the same for the same key and instant, and finds its place in a later list', async () => {
    expect(await prove(credentialOf(facts, issuer), ed25519, at)).toEqual(credential)
    const later = credentialOf({ ...facts, place: 2 * listSize + 5 }, issuer)
    const [entry] = later['credentialStatus'] as { statusListIndex: string; statusListCredential: string }[]
    expect(entry).toMatchObject({
      statusListIndex: '5',
      statusListCredential: `${publicUrl}/api/public/status-lists/revocation?list=2`,
    })
  })

  it('is a badge that assures quality, for the school and by the department', () => {
    expect(credential).toMatchObject({
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: { id: 'did:web:kiemdinh.mau.gov.vn', name: 'Sở Giáo dục và Đào tạo tỉnh Mẫu' },
      credentialSubject: {
        licenseNumber: facts.number,
        achievement: { achievementType: 'QualityAssuranceCredential' },
      },
    })
    expect(didOf('http://127.0.0.1:3000')).toBe('did:web:127.0.0.1%3A3000')
  })
})
