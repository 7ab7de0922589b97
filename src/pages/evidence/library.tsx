// The evidence of a case: the register with its checks, and adding a piece with its file.
import { z } from 'zod'
import { attachEvidence } from '../../commands/evidence/attach.ts'
import { AppError } from '../../domain/errors.ts'
import { checkCitations, citingCriteria } from '../../domain/evidence-citations.ts'
import { readAs } from '../../domain/schema-issues.ts'
import { Criterion, Details } from '../../http/routes/evidence-schemas.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { params, Search } from '../../http/schemas.ts'
import { newSecret } from '../../store/accounts/principal.ts'
import { myUploads } from '../../store/files/uploads.ts'
import { citingSheets, listEvidence, presentCodes } from '../../store/views/evidence.ts'
import { together } from '../../store/together.ts'
import { withClient } from '../../store/with-client.ts'
import { faultsOf, issuesOf, type Fault } from '../faults.ts'
import { goTo, page, type PageCall } from '../page.ts'
import { caseOf, criteriaOf, evidenceUrl, mayIn, viewerIn } from './case-of.ts'
import { LibraryPage } from './library-page.tsx'
import { fileIn } from './take-file.ts'

const Query = z.object({
  q: Search.optional(),
  criterion: Criterion.optional(),
  cursor: z.string().max(500).optional(),
  done: z.string().max(100).optional(),
  /** Which form it was done by, whose draft is none any more. */
  by: z.enum(['form', 'files']).optional(),
})
export type LibraryQuery = z.output<typeof Query>
type LibraryCall = PageCall<{ cycle: string }, LibraryQuery>

/** What was typed, by field, when the form is shown again. */
export type Typed = Readonly<Record<string, string>>

async function libraryPage(call: LibraryCall, typed: Typed = {}, faults: readonly Fault[] = []) {
  const {
    services,
    params: { cycle },
    query,
    view,
  } = call
  const who = viewerIn(call)
  const may = mayIn(call)
  return withClient(services.db, async (client) => {
    const { criterion, q, cursor } = query
    const wish = { criterion: criterion || undefined, search: q?.trim() || undefined, cursor, limit: 50 }
    const [found, list, sheets, codes, uploads] = await together(client, () => [
      caseOf(client, cycle),
      listEvidence(client, { cycle, viewer: who, ...wish }),
      citingSheets(client, cycle, who),
      may.add ? presentCodes(client, cycle) : null,
      may.add ? myUploads(client, cycle, who.person, call.at) : [],
    ])
    const rules = services.engine.procedure(found.procedure)
    const faulty = codes && checkCitations(rules, sheets, codes)
    return (
      <LibraryPage
        view={view}
        found={found}
        ground={groundOf(call)}
        list={list}
        query={query}
        criteria={criteriaOf(services.library, found)}
        may={may}
        waiting={uploads.length}
        checks={faulty}
        citedIn={citingCriteria(rules.evidenceCode.pattern, sheets)}
        add={
          may.add
            ? { typed, kept: uploads.find(({ id }) => id === typed['upload']), faults, sendKey: newSecret() }
            : null
        }
      />
    )
  })
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
  const Entry = z.object({ criterion: Criterion, ...Details.shape })
  const parsed = readAs(Entry, { criterion: typed['criterion'], ...given })
  const { upload, faults } = await fileIn(call, true)
  const held = { ...typed, upload: upload ?? '' }
  if (!parsed.ok) return libraryPage(call, held, [...issuesOf(parsed.issues), ...faults])
  if (upload === undefined) return libraryPage(call, held, faults)
  const { criterion, ...details } = parsed.data
  try {
    const file = { upload }
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
    return goTo(`${evidenceUrl(cycle)}?done=${encodeURIComponent(code)}&by=form`)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'notFound') throw error
    return libraryPage(call, held, faultsOf(error, 'file'))
  }
}

export const libraryPages = [
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
]
