// Verifies a credential offline: its proof by a key that is trusted, its term, and its place in the status lists that are given.
import { z } from 'zod'
import { contextUrls } from '../domain/credential.ts'
import { say, type Text } from '../domain/text.ts'
import { isProvedBy, type Proved } from './proof.ts'
import { bitAt } from './status-list.ts'
import { refused, type Trust, type Verdict } from './verdict.ts'

const Instant = z.iso.datetime({ offset: true })
const Entry = z.looseObject({
  statusPurpose: z.string(),
  statusListIndex: z.string(),
  statusListCredential: z.string(),
})
const Form = z.looseObject({
  '@context': z
    .array(z.enum([contextUrls.credentials, contextUrls.badges]))
    .min(1)
    .max(2),
  id: z.string(),
  issuer: z.looseObject({ id: z.string(), name: z.string().optional() }),
  validFrom: Instant,
  validUntil: Instant.optional(),
  credentialStatus: z.array(Entry).default([]),
  proof: z.looseObject({
    type: z.literal('DataIntegrityProof'),
    cryptosuite: z.literal('eddsa-rdfc-2022'),
    proofPurpose: z.literal('assertionMethod'),
    created: Instant,
    verificationMethod: z.string(),
    proofValue: z.string().max(200),
  }),
})
type Form = z.infer<typeof Form>

/** Status lists by their address, as they were fetched: signed credentials themselves. */
export type StatusLists = Readonly<Record<string, unknown>>

/** Valid when proved by a trusted key, within its term at `trust.at`, and set in none of the lists. */
export async function verifyCredential(bytes: Uint8Array, trust: Trust, lists: StatusLists = {}): Promise<Verdict> {
  const read = readForm(bytes)
  if (!read) return refused([say('Tệp không phải là chứng nhận số có chữ ký.', 'The file is no signed credential.')])
  const { form, given } = read
  const known = { signer: form.issuer.name ?? form.issuer.id, when: form.proof.created }
  const reasons = await faultsOfProof(form, given, trust)
  if (reasons.length > 0) return refused(reasons, known)
  const faults = [...faultsOfTerm(form, trust.at), ...(await faultsOfStatus(form, trust, lists))]
  return faults.length > 0 ? refused(faults, known) : { valid: true, ...known, reasons: notes(form, lists) }
}

/** A status list has up to 24 kB, and canonical form costs more than its size: what is larger is not read. */
const largest = 32_000

function readForm(bytes: Uint8Array): { form: Form; given: Proved } | null {
  if (bytes.length > largest) return null
  try {
    const given: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    // What is verified is what was given, not what the schema made of it.
    return { form: Form.parse(given), given: given as Proved }
  } catch {
    return null
  }
}

async function faultsOfProof({ issuer, proof }: Form, given: Proved, { keys }: Trust): Promise<Text[]> {
  const key = proof.verificationMethod.slice(issuer.id.length + 1)
  if (proof.verificationMethod !== `${issuer.id}#${key}` || !keys.includes(key))
    return [say('Khóa ký không phải khóa được tin cậy của nơi cấp.', 'The key is no trusted key of the issuer.')]
  const proved = await isProvedBy(given, key).catch(() => false)
  return proved ? [] : [say('Nội dung đã bị sửa sau khi ký.', 'The content was changed after it was signed.')]
}

function faultsOfTerm({ validFrom, validUntil }: Form, at: string): Text[] {
  const now = Date.parse(at)
  if (now < Date.parse(validFrom)) return [say('Chưa đến ngày có hiệu lực.', 'It is not in force yet.')]
  if (validUntil !== undefined && now >= Date.parse(validUntil)) return [say('Đã hết hạn.', 'It has expired.')]
  return []
}

const told: Readonly<Record<string, Text>> = {
  revocation: say('Đã bị thu hồi hoặc thay thế.', 'It was revoked or superseded.'),
  suspension: say('Đang bị tạm đình chỉ.', 'It is suspended.'),
}

async function faultsOfStatus({ credentialStatus }: Form, trust: Trust, lists: StatusLists): Promise<Text[]> {
  const faults: Text[] = []
  for (const { statusPurpose, statusListIndex, statusListCredential } of credentialStatus) {
    const list = lists[statusListCredential]
    if (list === undefined) continue
    const set = await isSet(list, { id: statusListCredential, purpose: statusPurpose, index: statusListIndex }, trust)
    if (set === null) faults.push(say('Danh sách tình trạng không tin được.', 'The status list cannot be trusted.'))
    if (set) faults.push(told[statusPurpose] ?? say('Tình trạng không còn hiệu lực.', 'Its status says otherwise.'))
  }
  return faults
}

const List = z.looseObject({
  id: z.string(),
  credentialSubject: z.looseObject({ statusPurpose: z.string(), encodedList: z.string() }),
})

/** `null` when the list is not what it says or not by a trusted key. */
async function isSet(list: unknown, of: { id: string; purpose: string; index: string }, trust: Trust) {
  const parsed = List.safeParse(list)
  if (!parsed.success || parsed.data.id !== of.id || parsed.data.credentialSubject.statusPurpose !== of.purpose)
    return null
  const own = await verifyCredential(Buffer.from(JSON.stringify(list)), trust)
  try {
    return own.valid ? bitAt(parsed.data.credentialSubject.encodedList, Number(of.index)) : null
  } catch {
    return null
  }
}

function notes({ credentialStatus }: Form, lists: StatusLists): Text[] {
  if (credentialStatus.every(({ statusListCredential }) => statusListCredential in lists)) return []
  return [
    say(
      'Chưa đối chiếu với danh sách thu hồi và đình chỉ.',
      'Not compared with the lists of revocations and suspensions.',
    ),
  ]
}
