// Writing the register of evidence: a finished upload becomes evidence or a new revision; codes are set in order; grants.
import { z } from 'zod'
import { attachEvidence } from '../../commands/evidence/attach.ts'
import { copyEvidence } from '../../commands/evidence/copy.ts'
import { grantEvidence, withdrawGrant } from '../../commands/evidence/grant.ts'
import { renumberEvidence } from '../../commands/evidence/renumber.ts'
import { reviseEvidence } from '../../commands/evidence/revise.ts'
import { newId } from '../../store/accounts/principal.ts'
import { keyOf } from '../headers.ts'
import { personOf, route, type Call } from '../route.ts'
import { Id, Instant, params } from '../schemas.ts'
import { finish, ownUpload } from '../uploads/receive.ts'
import { ChangedDetails, Code, Criterion, Details, evidenceParams, Reason, UploadId } from './evidence-schemas.ts'

/** Who acts and when, and the key under which it is done once. */
function acting({ at, raw, principal }: Pick<Call<unknown, unknown, unknown>, 'at' | 'raw' | 'principal'>) {
  const key = keyOf(raw)
  return { actor: personOf({ principal }).personId, at, ...(key === undefined ? {} : { key }) }
}

/** Tries again an upload that waits for the scanner or the store, so that the answer says what it still waits for. */
async function finished(call: Pick<Call<unknown, unknown, unknown>, 'services' | 'principal' | 'at'>, id: string) {
  const { services, at } = call
  const upload = await ownUpload(services, id, personOf(call).personId, at)
  await finish(services, upload)
  return { upload: upload.id }
}

export const evidenceWriteRoutes = [
  route({
    method: 'post',
    path: '/api/cycles/{cycle}/evidence',
    tag: 'evidence',
    summary: { vi: 'Thêm minh chứng từ tệp đã tải lên', en: 'Add evidence from an upload' },
    access: { to: 'attachEvidence', of: 'cycle' },
    params: params.cycle,
    body: z.strictObject({
      upload: UploadId,
      criterion: Criterion,
      details: Details,
      /** The same file may be in the register a second time. */
      allowDuplicate: z.boolean().default(false),
    }),
    response: z.strictObject({ code: z.string(), sha256: z.string() }),
    status: 201,
    async handle({ params: { cycle }, body, ...call }) {
      const { db, engine, library } = call.services
      const file = await finished(call, body.upload)
      return attachEvidence(db, engine, library, { ...body, ...acting(call), cycle, file })
    },
  }),
  route({
    method: 'post',
    path: '/api/cycles/{cycle}/evidence/{code}/revisions',
    tag: 'evidence',
    summary: { vi: 'Sửa thông tin hoặc thay tệp của minh chứng bằng bản mới', en: 'Give evidence a new revision' },
    access: { to: 'attachEvidence', of: 'cycle' },
    params: evidenceParams,
    body: z.strictObject({ upload: UploadId.optional(), reason: Reason, details: ChangedDetails.default({}) }),
    response: z.strictObject({ code: z.string(), revision: z.int(), sha256: z.string() }),
    status: 201,
    async handle({ params: { cycle, code }, body, ...call }) {
      const { db, engine, library } = call.services
      const file = body.upload === undefined ? undefined : await finished(call, body.upload)
      const details = Object.fromEntries(Object.entries(body.details).filter(([, value]) => value !== undefined))
      const input = { cycle, code, file, reason: body.reason, details, ...acting(call) }
      return reviseEvidence(db, engine, library, input)
    },
  }),
  route({
    method: 'post',
    path: '/api/cycles/{cycle}/evidence-order',
    tag: 'evidence',
    summary: {
      vi: 'Đánh lại mã minh chứng của một tiêu chí theo thứ tự mới',
      en: 'Renumber the evidence of a criterion in a new order',
    },
    access: { to: 'keepEvidence', of: 'cycle' },
    params: params.cycle,
    body: z.strictObject({ criterion: Criterion, order: z.array(Code).min(1).max(1_000), reason: Reason }),
    response: z.strictObject({ codes: z.record(z.string(), z.string()), sheets: z.array(z.string()) }),
    handle({ params: { cycle }, body, ...call }) {
      const { db, engine, library } = call.services
      return renumberEvidence(db, engine, library, { ...body, ...acting(call), cycle })
    },
  }),
  route({
    method: 'post',
    path: '/api/cycles/{cycle}/evidence-copy',
    tag: 'evidence',
    summary: {
      vi: 'Lấy minh chứng của chu kỳ trước, giữ mã cũ bên mã mới',
      en: 'Take evidence over from an earlier cycle, the old code beside the new',
    },
    access: { to: 'keepEvidence', of: 'cycle' },
    params: params.cycle,
    body: z.strictObject({ from: Id, codes: z.array(Code).min(1).max(1_000) }),
    response: z.strictObject({
      items: z.array(z.strictObject({ from: z.string(), code: z.string(), isNew: z.boolean() })),
    }),
    async handle({ params: { cycle }, body, ...call }) {
      const { db, engine, library } = call.services
      return { items: await copyEvidence(db, engine, library, { ...body, ...acting(call), cycle }) }
    },
  }),
  route({
    method: 'post',
    path: '/api/cycles/{cycle}/evidence/{code}/grants',
    tag: 'evidence',
    summary: { vi: 'Mở minh chứng hạn chế cho một người', en: 'Open restricted evidence to one person' },
    access: { to: 'keepEvidence', of: 'cycle' },
    params: evidenceParams,
    body: z.strictObject({ person: Id, reason: Reason, until: Instant }),
    response: z.strictObject({ id: z.string() }),
    status: 201,
    handle({ params: { cycle, code }, body, ...call }) {
      const { db, engine, library } = call.services
      return grantEvidence(db, engine, library, { ...body, ...acting(call), id: newId(), cycle, code })
    },
  }),
  route({
    method: 'post',
    path: '/api/cycles/{cycle}/evidence/{code}/grants/{grant}/withdrawal',
    tag: 'evidence',
    summary: { vi: 'Đóng lại minh chứng đã mở, trước hạn', en: 'Close evidence that was opened, before its day' },
    access: { to: 'keepEvidence', of: 'cycle' },
    params: evidenceParams.extend({ grant: Id }),
    body: z.strictObject({ reason: Reason }),
    handle({ params: { cycle, code, grant }, body, ...call }) {
      const { db, engine, library } = call.services
      const { actor, at } = acting(call)
      return withdrawGrant(db, engine, library, { ...body, id: grant, cycle, code, actor, at })
    },
  }),
]
