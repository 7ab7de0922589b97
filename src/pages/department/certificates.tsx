// The register of certificates for the department: found by name, award, state and end; one of them with what can be done to it.
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import { awardStatuses } from '../../commands/imports/certificates-file.ts'
import { copyReasons, requireInForce } from '../../commands/certificates/keep-copy.ts'
import { AppError } from '../../domain/errors.ts'
import { SchoolKind } from '../../domain/facts.ts'
import { reachOf } from '../../domain/permissions.ts'
import { certificateOf, reissue } from '../../http/certificate-paper.ts'
import { processView } from '../../http/process-view.ts'
import { personOf } from '../../http/route.ts'
import { Search, Word } from '../../http/schemas.ts'
import { copiesOf, type CertificateRow } from '../../store/views/certificates.ts'
import { findCase } from '../../store/views/cases.ts'
import { listAwards } from '../../store/views/papers.ts'
import { withClient } from '../../store/with-client.ts'
import { faultsOf, type Fault } from '../faults.ts'
import { goTo, page, type PageCall } from '../page.ts'
import { CertificatePage } from './certificate-page.tsx'
import { optional } from './filter.tsx'
import { RegisterPage } from './register-page.tsx'
import { certificateUrl } from '../parts/certificate-status.tsx'

const One = z.object({ department: Word, number: Word })
const Query = z.object({
  q: optional(Search),
  award: optional(z.enum(['accreditation', 'nationalStandard'])),
  status: optional(z.enum(awardStatuses)),
  kind: optional(SchoolKind),
  months: optional(z.coerce.number().int().min(1).max(60)),
  cursor: z.string().max(500).optional(),
})

/** The instant that many months later. */
function monthsLater(at: string, months: number): string {
  const date = new Date(at)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString()
}

type OneCall = PageCall<z.output<typeof One>, unknown>

async function certificatePage(call: OneCall, faults: readonly Fault[] = []) {
  const { services, view, params, at } = call
  const me = personOf(call)
  const found = await certificateOf(services, { ...params, reach: reachOf('seeRegisters', me.offices), at })
  const copies = await withClient(services.db, (client) => copiesOf(client, found))
  const shown = await caseOf(call, found)
  const may = {
    print: reachOf('printCertificates', me.offices).length > 0,
    reissue: reachOf('reissueCertificates', me.offices).length > 0,
  }
  return (
    <CertificatePage
      view={view}
      one={found}
      copies={copies}
      shown={shown}
      may={may}
      faults={faults}
      fields={call.fields}
    />
  )
}

/** Its case's certification as this person may act on it; null for a certificate from before the system. */
async function caseOf(call: OneCall, { cycle }: CertificateRow) {
  if (cycle === null) return null
  const found = await withClient(call.services.db, (client) => findCase(client, cycle.id))
  const id = found?.processes.findLast(({ process }) => process === 'certification')?.id
  return id === undefined ? null : processView(call.services, id, personOf(call), call.at)
}

export const certificatePages = [
  page({
    method: 'get',
    path: '/province/certificates',
    access: { to: 'seeRegisters', of: 'reach' },
    query: Query,
    async handle({ view, services, query, at, ...call }) {
      const { q, months, ...rest } = query
      const filter = {
        ...rest,
        search: q?.trim() || undefined,
        endsBefore: months === undefined ? undefined : monthsLater(at, months),
        limit: 50,
      }
      const list = await withClient(services.db, (client) =>
        listAwards(client, { ...filter, offices: personOf(call).offices }),
      )
      return (
        <RegisterPage
          view={view}
          list={list}
          query={{ ...query, months: months === undefined ? undefined : String(months) }}
        />
      )
    },
  }),
  page({
    method: 'get',
    path: '/province/certificates/{department}/{number}',
    access: { to: 'seeRegisters', of: 'reach' },
    params: One,
    handle: (call) => certificatePage(call),
  }),
  page({
    method: 'post',
    path: '/province/certificates/{department}/{number}/copies',
    access: { to: 'reissueCertificates', of: 'reach' },
    params: One,
    async handle(call) {
      const { services, params, fields, at } = call
      const { personId, offices } = personOf(call)
      const reason = copyReasons.find((one) => one === fields.text('reason'))
      const note = fields.text('note').trim()
      if (!reason)
        return certificatePage(call, [
          { field: 'reason', message: say('Hãy chọn lý do cấp lại.', 'Choose why a copy is issued.') },
        ])
      if (note.length > 1000)
        return certificatePage(call, [
          { field: 'note', message: say('Ghi chú dài quá 1.000 ký tự.', 'The note has more than 1,000 characters.') },
        ])
      const found = await certificateOf(services, { ...params, reach: reachOf('reissueCertificates', offices), at })
      try {
        requireInForce(found)
        await reissue(services, found, { reason, note, actor: personId, at })
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        return certificatePage(call, faultsOf(error, 'reason'))
      }
      return goTo(`${certificateUrl(params)}#copies`)
    },
  }),
]
