// One piece of evidence: its particulars, its file to look at, revisions, where it is cited, and to whom it was opened.
import { z } from 'zod'
import { readAs } from '../../domain/schema-issues.ts'
import { say, type Text } from '../../domain/text.ts'
import { grantEvidence, withdrawGrant } from '../../commands/evidence/grant.ts'
import { reviseEvidence } from '../../commands/evidence/revise.ts'
import { startOfDay } from '../../domain/calendar/add.ts'
import { AppError, invalidAt } from '../../domain/errors.ts'
import { placesOf } from '../../domain/evidence-citations.ts'
import { reviewRoles, type Role } from '../../domain/roles.ts'
import { Details, evidenceParams } from '../../http/routes/evidence-schemas.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { Id } from '../../http/schemas.ts'
import { newId, newSecret } from '../../store/accounts/principal.ts'
import { findUpload } from '../../store/files/uploads.ts'
import { caseMembers } from '../../store/views/cases.ts'
import { citingSheets, findEvidence, grantsOf, revisionsOf } from '../../store/views/evidence.ts'
import { listSheets } from '../../store/views/sheets.ts'
import { withClient } from '../../store/with-client.ts'
import { faultsOf, issuesOf, refusalOf, type Fault } from '../faults.ts'
import { goTo, page, type PageCall } from '../page.ts'
import { absent, caseOf, evidenceUrl, mayIn, viewerIn } from './case-of.ts'
import { PiecePage } from './piece-page.tsx'
import { previewOf } from './preview.tsx'
import { fileIn } from './take-file.ts'

const Query = z.object({
  done: z.enum(['revised', 'granted', 'withdrawn']).optional(),
  revision: z.coerce.number().int().min(1).max(10_000).optional(),
})
const Revision = z.object({ ...Details.shape, reason: z.string().trim().max(1000) })
type Call = PageCall<{ cycle: string; code: string }, z.output<typeof Query>>

async function piecePage(call: Call, faults: readonly Fault[] = [], upload?: string) {
  const { services, params: named, query, view, fields } = call
  const who = viewerIn(call)
  const may = mayIn(call)
  const ground = groundOf(call)
  const known = await withClient(services.db, async (client) => {
    const found = await caseOf(client, named.cycle)
    const piece = await findEvidence(client, named.cycle, named.code, who)
    if (!piece) throw absent()
    const { pattern } = services.engine.procedure(found.procedure).evidenceCode
    const revisions = await revisionsOf(client, named.cycle, piece.firstCode, who)
    const shown = revisions.find(({ revision }) => revision === (query.revision ?? piece.item.revision))
    if (!shown) throw absent()
    const ofReview = (role: string) => (reviewRoles as readonly Role[]).includes(role as Role)
    const restricted = may.keep && piece.item.confidentiality === 'restricted'
    const members = restricted ? await caseMembers(client, named.cycle) : []
    const reviewers = members.filter(({ role, until }) => until === null && ofReview(role))
    return {
      found,
      item: piece.item,
      revisions,
      shown,
      citedIn: placesOf(pattern, await citingSheets(client, named.cycle, who), named.code),
      sheets: await listSheets(client, ground),
      grants: restricted ? await grantsOf(client, named.cycle, piece.firstCode) : [],
      reviewers: [...new Map(reviewers.map(({ personId, name }) => [personId, name]))],
      restricted,
      frozen: who.register === 'frozen',
    }
  })
  const kept = upload
    ? await withClient(services.db, (client) => findUpload(client, upload, who.person, call.at))
    : null
  const preview = await previewOf(services.files, known.shown.file)
  return (
    <PiecePage
      view={view}
      ground={ground}
      known={known}
      preview={preview}
      may={may}
      faults={faults}
      typed={fields}
      kept={kept ?? undefined}
      done={query.done}
      sendKey={newSecret()}
    />
  )
}

type Write = (call: Call, acting: { actor: string; at: string; key: string }) => Promise<'granted' | 'withdrawn'>

/** Writes, and comes back to the piece; what is refused is told at its field with nothing typed lost. */
const writing = (write: Write, otherwise: string) => async (call: Call) => {
  const { fields, at, params: named } = call
  const key = fields.text('_key').slice(0, 200) || newSecret()
  try {
    const done = await write(call, { actor: personOf(call).personId, at, key })
    return goTo(`${evidenceUrl(named.cycle, named.code)}?done=${done}`)
  } catch (error) {
    if (!(error instanceof AppError) || ['notFound', 'forbidden'].includes(error.code)) throw error
    return piecePage(call, faultsOf(error, otherwise))
  }
}

/** Throws `invalid` at the field. */
function demand(value: string, path: string, message: Text): string {
  if (value.trim() === '') throw invalidAt(path, message)
  return value.trim().slice(0, 1000)
}

/** Tells all that is wrong with the form at once; its file is kept for the next time. */
async function revise(call: Call) {
  const { services, fields, params: named, at } = call
  const { db, engine, library } = services
  const { upload, faults } = await fileIn(call, false)
  const given = Object.fromEntries(fields.entries())
  const read = readAs(Revision, { ...given, issuedOn: given['issuedOn'] || null })
  const issues = read.ok ? [] : issuesOf(read.issues)
  const message = say('Hãy ghi lý do sửa, thay.', 'Write why it is revised.')
  const why = fields.text('reason').trim() === '' ? [{ field: 'reason', message }] : []
  if (!read.ok || faults.length + why.length > 0) return piecePage(call, [...issues, ...faults, ...why], upload)
  const { reason, ...details } = read.data
  const file = upload === undefined ? undefined : { upload }
  const acting = { actor: personOf(call).personId, at, key: fields.text('_key').slice(0, 200) || newSecret() }
  try {
    await reviseEvidence(db, engine, library, { ...named, file, details, reason, ...acting })
  } catch (error) {
    return piecePage(call, refusalOf(error, ['invalid', 'notAllowed', 'conflict']), upload)
  }
  return goTo(`${evidenceUrl(named.cycle, named.code)}?done=revised`)
}

const grant: Write = async ({ services, fields, params: named }, acting) => {
  const { db, engine, library } = services
  const person = demand(
    fields.text('person'),
    'person',
    say('Hãy chọn thành viên đoàn.', 'Choose a member of the team.'),
  )
  const why = demand(
    fields.text('why'),
    'why',
    say('Hãy ghi lý do mở minh chứng.', 'Write why the evidence is opened.'),
  )
  const until = z.iso.date().safeParse(fields.text('until'))
  if (!until.success) throw invalidAt('until', say('Hãy chọn ngày hết hạn.', 'Choose the last day.'))
  const input = { ...named, id: newId(), person, reason: why, until: startOfDay(until.data) }
  await grantEvidence(db, engine, library, { ...input, ...acting })
  return 'granted'
}

const access = { to: 'seeCase', of: 'cycle' } as const
const add = { to: 'attachEvidence', of: 'cycle' } as const
const keep = { to: 'keepEvidence', of: 'cycle' } as const

export const piecePages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/evidence/{code}',
    access,
    params: evidenceParams,
    query: Query,
    handle: (call) => piecePage(call),
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/evidence/{code}/revisions',
    access: add,
    params: evidenceParams,
    query: Query,
    files: true,
    handle: revise,
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/evidence/{code}/grants',
    access: keep,
    params: evidenceParams,
    query: Query,
    handle: writing(grant, 'until'),
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/evidence/{code}/grants/{grant}/withdrawal',
    access: keep,
    params: evidenceParams.extend({ grant: Id }),
    query: Query,
    handle(call) {
      const { grant: id, ...named } = call.params
      const write: Write = async ({ services, fields }, { actor, at }) => {
        const { db, engine, library } = services
        const reason = fields.text('reason').trim() || 'Đóng trước hạn.'
        await withdrawGrant(db, engine, library, { ...named, id, reason, actor, at })
        return 'withdrawn'
      }
      return writing(write, 'why')({ ...call, params: named })
    },
  }),
]
