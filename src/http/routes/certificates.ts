// Certificates as papers and credentials: their copies, the signed PDF, the badge with its status lists, and the keys behind them.
import { z } from 'zod'
import { copyReasons, requireInForce } from '../../commands/certificates/keep-copy.ts'
import { awardStatuses } from '../../commands/imports/certificates-file.ts'
import { didOf, statusPurposes } from '../../domain/credential.ts'
import { notFound } from '../../domain/errors.ts'
import { Text } from '../../domain/text.ts'
import { reachOf } from '../../domain/permissions.ts'
import { didDocument } from '../../signing/did-document.ts'
import { publishedKeys, publishKeys } from '../../signing/published-keys.ts'
import { proveStatusList } from '../../signing/status-list.ts'
import { copiesOf, findCertificates, withdrawnPlaces } from '../../store/views/certificates.ts'
import { withClient } from '../../store/with-client.ts'
import { badgeOf, certificateOf, issuerOf, keysOf, paperOf, reissue } from '../certificate-paper.ts'
import { tagged } from '../etag.ts'
import { verifyFile } from '../verify-file.ts'
import { personOf, Reply, route } from '../route.ts'
import type { Services } from '../services.ts'
import { Id, params, Word } from '../schemas.ts'

/** What was withdrawn shows as such within a minute, also behind a cache. */
const caching = 'public, max-age=60'

const Copy = z.strictObject({
  copy: z.int().min(1),
  madeAt: z.string(),
  reason: z.enum(copyReasons).nullable(),
  schoolName: z.string(),
  sha256: z.string(),
  voidAt: z.string().nullable(),
})
const Certificate = z
  .strictObject({
    number: z.string(),
    award: z.enum(['accreditation', 'nationalStandard']),
    grade: z.int(),
    decision: z.string(),
    decidedOn: z.string().nullable(),
    issuedAt: z.string(),
    expiresAt: z.string(),
    status: z.enum(awardStatuses),
    department: z.string(),
    copies: z.array(Copy),
  })
  .meta({ id: 'Certificate' })

const numbered = z.object({ number: Word })
/** Needed only where departments share a number. */
const ofDepartment = z.strictObject({ department: Id.optional() })
const Document = z.record(z.string(), z.unknown())

/** Every key that was ever published, the one in use first. */
async function keysOfAllTimes(services: Services, at: string) {
  return withClient(services.db, async (client) => {
    await publishKeys(client, keysOf(services), at)
    return publishedKeys(client)
  })
}

export const certificateRoutes = [
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/certificates',
    tag: 'certificates',
    summary: { vi: 'Chứng nhận, bằng của hồ sơ và các bản đã cấp', en: 'The certificates of a case and their copies' },
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({ items: z.array(Certificate) }),
    handle: ({ services, params: { cycle }, at }) =>
      withClient(services.db, async (client) => {
        const items = []
        for (const one of await findCertificates(client, { cycle, at })) {
          const { number, award, grade, decision, decidedOn, issuedAt, expiresAt, status, department } = one
          const terms = { number, award, grade, decision, decidedOn, issuedAt, expiresAt, status }
          items.push({ ...terms, department: department.name, copies: await copiesOf(client, one) })
        }
        return { items }
      }),
  }),
  route({
    method: 'get',
    path: '/api/certificates/{number}/paper',
    tag: 'certificates',
    summary: { vi: 'Bản PDF đã ký của chứng nhận hoặc bằng', en: 'The signed PDF of a certificate' },
    access: { to: 'printCertificates', of: 'reach' },
    params: numbered,
    query: ofDepartment,
    async handle({ services, params: { number }, query: { department }, at, ...call }) {
      const { personId, offices } = personOf(call)
      const reach = reachOf('printCertificates', offices)
      const found = await certificateOf(services, { number, department, reach, at })
      const pdf = await paperOf(services, found, personId, at)
      const name = `${found.award}-${found.number.replaceAll(/[^\w-]+/g, '-')}.pdf`
      const headers = { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${name}"` }
      return new Response(new Uint8Array(pdf), { headers: { ...headers, 'cache-control': 'private, no-cache' } })
    },
  }),
  route({
    method: 'post',
    path: '/api/certificates/{number}/copies',
    tag: 'certificates',
    summary: {
      vi: 'Cấp lại bản giấy: mất, hỏng, trường đổi tên',
      en: 'Reissue the paper: lost, damaged, school renamed',
    },
    access: { to: 'reissueCertificates', of: 'reach' },
    params: numbered,
    query: ofDepartment,
    body: z.strictObject({ reason: z.enum(copyReasons), note: z.string().trim().max(1_000).default('') }),
    response: z.strictObject({ copy: z.int().min(2) }),
    status: 201,
    async handle({ services, params: { number }, query: { department }, body, at, ...call }) {
      const { personId, offices } = personOf(call)
      const reach = reachOf('reissueCertificates', offices)
      const found = await certificateOf(services, { number, department, reach, at })
      requireInForce(found)
      return { copy: await reissue(services, found, { ...body, actor: personId, at }) }
    },
  }),
  route({
    method: 'get',
    path: '/api/public/credentials/{number}',
    tag: 'public',
    summary: { vi: 'Chứng nhận số (Open Badges 3.0)', en: 'The certificate as an Open Badges 3.0 credential' },
    access: { to: 'public' },
    params: numbered,
    query: ofDepartment,
    response: Document,
    async handle({ services, params: { number }, query: { department }, at, raw }) {
      const found = await certificateOf(services, { number, department, at })
      return typed(tagged(raw, await badgeOf(services, found, at), caching), 'application/vc+ld+json')
    },
  }),
  route({
    method: 'post',
    path: '/api/public/verifications',
    tag: 'public',
    summary: { vi: 'Kiểm tra một tệp đã ký', en: 'Verify a signed file' },
    access: { to: 'public' },
    file: ['application/pdf', 'application/json', 'application/vc+ld+json'],
    response: z.strictObject({
      valid: z.boolean(),
      signer: z.string().nullable(),
      when: z.string().nullable(),
      reasons: z.array(Text).max(20),
    }),
    async handle({ services, at, raw: { req } }) {
      const bytes = new Uint8Array(await req.arrayBuffer())
      const isPdf = (req.header('content-type') ?? '').startsWith('application/pdf')
      return verifyFile(services, isPdf ? 'pdf' : 'credential', bytes, at)
    },
  }),
  route({
    method: 'get',
    path: '/api/public/status-lists/{purpose}',
    tag: 'public',
    summary: { vi: 'Danh sách thu hồi, đình chỉ', en: 'The lists of revocations and suspensions' },
    access: { to: 'public' },
    params: z.object({ purpose: z.enum(statusPurposes) }),
    query: z.strictObject({ list: z.coerce.number().int().min(0).max(10_000).default(0) }),
    response: Document,
    async handle({ services, params: { purpose }, query: { list }, at, raw }) {
      const { ed25519 } = keysOf(services)
      const { exists, places } = await withClient(services.db, (client) => withdrawnPlaces(client, { purpose, list }))
      if (!exists) throw notFound()
      const proved = await proveStatusList({ purpose, list, places, at }, issuerOf(services), ed25519)
      return typed(tagged(raw, proved, caching), 'application/vc+ld+json')
    },
  }),
  route({
    method: 'get',
    path: '/api/public/keys',
    tag: 'public',
    summary: { vi: 'Khóa công khai, cả khóa cũ', en: 'Public keys, old ones too' },
    access: { to: 'public' },
    response: z.strictObject({
      did: z.string(),
      items: z.array(
        z.strictObject({
          id: z.string(),
          kind: z.enum(['ed25519', 'certificate']),
          publicKey: z.string(),
          since: z.string(),
        }),
      ),
    }),
    async handle({ services, at, raw }) {
      const items = await keysOfAllTimes(services, at)
      return tagged(raw, { did: didOf(services.publicUrl), items }, caching)
    },
  }),
  route({
    method: 'get',
    path: '/.well-known/did.json',
    tag: 'public',
    summary: { vi: 'Tài liệu DID của máy chủ (did:web)', en: 'The DID document of the server (did:web)' },
    access: { to: 'public' },
    response: Document,
    async handle({ services, at, raw }) {
      const all = await keysOfAllTimes(services, at)
      const own = keysOf(services).ed25519.id
      const others = all.filter(({ kind, id }) => kind === 'ed25519' && id !== own)
      const document = didDocument(didOf(services.publicUrl), [own, ...others.map(({ id }) => id)])
      return typed(tagged(raw, document, caching), 'application/did+json')
    },
  }),
]

/** The answer under a media type of its own. */
function typed<T>(answer: Reply<T> | Response, type: string): Reply<T> | Response {
  return answer instanceof Reply ? new Reply(answer.body, { ...answer.headers, 'content-type': type }) : answer
}
