// Files that were sent up and are not in the register yet: each gets its title, criterion and particulars, all in one go.
import { attachEvidence } from '../../commands/evidence/attach.ts'
import { say, labelled } from '../../domain/text.ts'
import { AppError } from '../../domain/errors.ts'
import { readAs } from '../../domain/schema-issues.ts'
import { Criterion, Details } from '../../http/routes/evidence-schemas.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { finish, ownUpload } from '../../http/uploads/receive.ts'
import { newSecret } from '../../store/accounts/principal.ts'
import { cancelUpload } from '../../store/files/tidy.ts'
import { codesWith, myUploads } from '../../store/files/uploads.ts'
import { withClient } from '../../store/with-client.ts'
import { z } from 'zod'
import { issuesOf, type Fault } from '../faults.ts'
import { caseUrl, goTo, page, type PageCall } from '../page.ts'
import { caseOf, criteriaOf, evidenceUrl } from './case-of.ts'
import { takeFile } from './take-file.ts'
import { WaitingPage, type WaitingFile } from './waiting-page.tsx'

const Query = z.object({ done: z.string().max(100).optional() })
type Call = PageCall<{ cycle: string }, z.output<typeof Query>>
const Entry = z.object({ criterion: Criterion, ...Details.shape })

const url = (cycle: string) => `${caseUrl(cycle)}/evidence-uploads`

async function waitingPage(call: Call, faults: readonly Fault[] = [], entered: readonly string[] = []) {
  const {
    services,
    params: { cycle },
    view,
    query,
    fields,
    at,
  } = call
  const person = personOf(call).personId
  return withClient(services.db, async (client) => {
    const found = await caseOf(client, cycle)
    const uploads = await myUploads(client, cycle, person, at)
    const files: WaitingFile[] = []
    for (const upload of uploads.slice(0, 100)) {
      const duplicates = upload.sha256 ? await codesWith(client, cycle, upload.sha256) : []
      files.push({ ...upload, duplicates })
    }
    const criteria = criteriaOf(services.library, found)
    const known = { found, ground: groundOf(call), criteria, files, faults, entered, typed: fields, done: query.done }
    return <WaitingPage view={view} sendKey={newSecret()} {...known} />
  })
}

/** Every row that is ticked, each for itself: one that cannot be entered stays with its fault. */
async function enterAll(call: Call) {
  const { services, params: named, fields, at } = call
  const { db, engine, library } = services
  const actor = personOf(call).personId
  const faults: Fault[] = []
  const entered: string[] = []
  for (const id of fields.all('upload').slice(0, 100)) {
    const text = (name: string) => fields.text(`${id}.${name}`)
    const given = { criterion: text('criterion'), title: text('title'), issuer: text('issuer'), number: text('number') }
    const rest = { issuedOn: text('issuedOn') || null, confidentiality: text('confidentiality') || 'internal' }
    const parsed = readAs(Entry, { ...given, ...rest })
    if (!parsed.ok) {
      faults.push(...issuesOf(parsed.issues, `${id}.`))
      continue
    }
    const { criterion, ...details } = parsed.data
    try {
      await finish(services, await ownUpload(services, id, actor, at))
      const key = `${fields.text('_key').slice(0, 150)}-${id}`
      const input = { cycle: named.cycle, criterion, details, file: { upload: id }, actor, at, key }
      entered.push(
        (await attachEvidence(db, engine, library, { ...input, allowDuplicate: fields.has(`${id}.again`) })).code,
      )
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      faults.push({ field: `${id}.title`, message: error.sentence })
    }
  }
  if (fields.all('upload').length === 0)
    faults.push({ message: say('Hãy đánh dấu ít nhất một tệp.', 'Tick at least one file.') })
  if (faults.length > 0) return waitingPage(call, faults, entered)
  return goTo(`${evidenceUrl(named.cycle)}?done=${encodeURIComponent(entered.join(', ').slice(0, 90))}&by=files`)
}

const access = { to: 'attachEvidence', of: 'cycle' } as const

export const waitingPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/evidence-uploads',
    access,
    params: params.cycle,
    query: Query,
    handle: (call) => waitingPage(call),
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/evidence-uploads',
    access,
    params: params.cycle,
    query: Query,
    handle: enterAll,
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/evidence-uploads/files',
    access,
    params: params.cycle,
    query: Query,
    files: true,
    async handle(call) {
      const files = call.fields.files('files')
      const faults: Fault[] =
        files.length === 0 ? [{ message: say('Hãy chọn ít nhất một tệp.', 'Choose at least one file.') }] : []
      for (const file of files) {
        try {
          await takeFile(call, file, true)
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          faults.push({ message: labelled(file.name, error.sentence) })
        }
      }
      return faults.length > 0 ? waitingPage(call, faults) : goTo(url(call.params.cycle))
    },
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/evidence-uploads/{upload}/cancel',
    access,
    params: params.cycle.extend({ upload: z.string().regex(/^[0-9a-f]{20}$/) }),
    async handle({ services, params: { cycle, upload }, at, ...call }) {
      await ownUpload(services, upload, personOf(call).personId, at)
      await cancelUpload(services.db, services.intake, upload)
      return goTo(url(cycle))
    },
  }),
]
