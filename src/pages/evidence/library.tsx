// The evidence of a case: the register, one piece with its revisions and citations, and adding one with its file.
import { z } from 'zod'
import { attachEvidence } from '../../commands/evidence/attach.ts'
import { AppError } from '../../domain/errors.ts'
import { checkCitations, placesOf } from '../../domain/evidence-citations.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { vietnamese } from '../../domain/schema-issues.ts'
import { Criterion, Details, evidenceParams } from '../../http/routes/evidence-schemas.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { params, Search } from '../../http/schemas.ts'
import { beginUpload, finish, ownUpload, takeBytes } from '../../http/uploads/receive.ts'
import { newSecret } from '../../store/accounts/principal.ts'
import { findCase } from '../../store/views/cases.ts'
import {
  citingSheets,
  findEvidence,
  listEvidence,
  presentCodes,
  revisionsOf,
  viewerOf,
} from '../../store/views/evidence.ts'
import { withClient } from '../../store/with-client.ts'
import { faultsOf, type Fault } from '../faults.ts'
import { caseUrl, goTo, page, type PageCall } from '../page.ts'
import { LibraryPage, PiecePage } from './library-page.tsx'

const Query = z.object({
  q: Search.optional(),
  criterion: Criterion.optional(),
  cursor: z.string().max(500).optional(),
  done: z.string().max(100).optional(),
})
type LibraryCall = PageCall<{ cycle: string }, z.output<typeof Query>>

const absent = () => new AppError('notFound', 'Không tìm thấy.')

/** What was typed, by field, when the form is shown again. */
export type Typed = Readonly<Record<string, string>>

function viewer(call: Pick<LibraryCall, 'ground' | 'at'>) {
  const { standing, place } = groundOf(call)
  return viewerOf(standing.personId, rolesFor('seeCase', standing, place), call.at)
}

async function libraryPage(call: LibraryCall, typed: Typed = {}, faults: readonly Fault[] = []) {
  const {
    services,
    params: { cycle },
    query,
    view,
  } = call
  const { standing, place } = groundOf(call)
  const who = viewer(call)
  const mayAdd = rolesFor('attachEvidence', standing, place).length > 0
  return withClient(services.db, async (client) => {
    const found = await findCase(client, cycle)
    if (!found) throw absent()
    const { criterion, q, cursor } = query
    const search = q?.trim() || undefined
    const list = await listEvidence(client, {
      cycle,
      viewer: who,
      criterion: criterion || undefined,
      search,
      cursor,
      limit: 50,
    })
    const { pattern } = services.engine.procedure(found.procedure).evidenceCode
    const faulty = mayAdd
      ? checkCitations(pattern, await citingSheets(client, cycle, who), await presentCodes(client, cycle))
      : null
    const criteria = services.library.set(found.set).standards.flatMap((standard) => standard.criteria)
    return (
      <LibraryPage
        view={view}
        found={found}
        ground={groundOf(call)}
        list={list}
        query={query}
        criteria={criteria}
        checks={faulty}
        add={mayAdd ? { typed, faults, sendKey: newSecret() } : null}
      />
    )
  })
}

/** The upload that the script made, or a new one out of the file in the form. */
async function uploadOf(call: LibraryCall): Promise<string> {
  const {
    services,
    params: { cycle },
    fields,
    at,
  } = call
  const person = personOf(call).personId
  const made = fields.text('upload')
  if (made !== '') {
    const upload = await ownUpload(services, made, person, at)
    await finish(services, upload)
    return upload.id
  }
  const file = fields.file('file')
  if (!file) throw new AppError('invalid', '', { issues: [{ path: 'file', message: 'Hãy chọn tệp minh chứng.' }] })
  const name = (file.name.split(/[\\/]/).at(-1) ?? '').normalize('NFC').slice(-255) || 'tep'
  const removeLocation = fields.text('removeLocation') === 'true'
  const row = await beginUpload(services, { cycle, person, name, length: file.size, removeLocation, at })
  const taken = await takeBytes(services, row, { offset: 0, declared: file.size, body: file.stream() })
  if (taken instanceof Response) throw new AppError('invalid', 'Không nhận được trọn tệp. Hãy gửi lại.')
  return row.id
}

async function add(call: LibraryCall) {
  const {
    services,
    params: { cycle },
    fields,
    at,
  } = call
  const { db, engine, library } = services
  const typed = Object.fromEntries(fields.entries())
  const { title, issuer, number, issuedOn, period, place, confidentiality, note } = typed
  const given = { title, issuer, number, issuedOn: issuedOn || null, period, place, confidentiality, note }
  const parsed = z
    .object({ criterion: Criterion, ...Details.shape })
    .safeParse({ criterion: typed['criterion'], ...given }, { error: vietnamese })
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }))
    return libraryPage(call, typed, faults)
  }
  const { criterion, ...details } = parsed.data
  try {
    const file = { upload: await uploadOf(call) }
    const allowDuplicate = typed['allowDuplicate'] === 'true'
    const key = fields.text('_key').slice(0, 200) || newSecret()
    const acting = { actor: personOf(call).personId, at, key }
    const { code } = await attachEvidence(db, engine, library, {
      cycle,
      criterion,
      details,
      file,
      allowDuplicate,
      ...acting,
    })
    return goTo(`${caseUrl(cycle)}/evidence?done=${encodeURIComponent(code)}`)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'notFound') throw error
    return libraryPage(call, typed, faultsOf(error, 'file'))
  }
}

export const evidencePages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/evidence',
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    query: Query,
    handle: (call) => libraryPage(call),
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/evidence',
    access: { to: 'attachEvidence', of: 'cycle' },
    params: params.cycle,
    query: Query,
    files: true,
    handle: add,
  }),
  page({
    method: 'get',
    path: '/cases/{cycle}/evidence/{code}',
    access: { to: 'seeCase', of: 'cycle' },
    params: evidenceParams,
    async handle(call) {
      const {
        services,
        params: { cycle, code },
        view,
      } = call
      const who = viewer(call)
      return withClient(services.db, async (client) => {
        const found = await findCase(client, cycle)
        const piece = await findEvidence(client, cycle, code, who)
        if (!found || !piece) throw absent()
        const { pattern } = services.engine.procedure(found.procedure).evidenceCode
        const revisions = await revisionsOf(client, cycle, piece.firstCode, who)
        const citedIn = placesOf(pattern, await citingSheets(client, cycle, who), code)
        return (
          <PiecePage
            view={view}
            found={found}
            ground={groundOf(call)}
            item={piece.item}
            revisions={revisions}
            citedIn={citedIn}
          />
        )
      })
    },
  }),
]
