// The papers of a case as the API lists them: what can be printed, where and in which formats; certificates are among them.
import { z } from 'zod'
import type { Procedure } from '../domain/procedure.ts'
import { say, Text } from '../domain/text.ts'
import type { AwardKind } from '../reports/input.ts'
import type { PaperEntry } from '../reports/papers.ts'
import { awardWords } from '../reports/parts/regime.ts'
import { documentFormats } from '../reports/render/files.ts'
import type { CertificateRow } from '../store/views/certificates.ts'

export const PaperRow = z.strictObject({
  kind: z.enum(['paper', 'certificate']),
  /** Of a certificate, its number; the award it would be of while there is none. */
  id: z.string(),
  title: z.strictObject({ vi: z.string(), en: z.string() }),
  process: z.string(),
  available: z.boolean(),
  /** Why it cannot be made yet. */
  why: Text.nullable(),
  /** Where it is, in the first of its formats unless `format` names another. */
  link: z.string().nullable(),
  formats: z.array(z.enum([...documentFormats, 'json'])),
})
type Row = z.infer<typeof PaperRow>

/** A paper of the registry, in every format. */
export function paperRow(cycle: string, { id, title, process, available, why }: PaperEntry): Row {
  const link = available ? `/api/cycles/${encodeURIComponent(cycle)}/papers/${id}` : null
  return { kind: 'paper', id, title, process, available, why, link, formats: available ? ['html', 'pdf', 'docx'] : [] }
}

const awards = ['accreditation', 'nationalStandard'] as const satisfies readonly AwardKind[]
const english = { accreditation: 'Certificate of accreditation', nationalStandard: 'Certificate of national standard' }

/** The certificates of a case: as signed PDF for whom that is, as credential for everybody else; or that there is none yet. */
export function certificateRows(procedure: Procedure, found: readonly CertificateRow[], prints: boolean): Row[] {
  return awards.flatMap((award): Row[] => {
    // The circular of 2026 knows one award only.
    if (procedure.forms[`${award}Decision`] === undefined) return []
    const title = say(awardWords(procedure, award).certificate, english[award])
    const row = { kind: 'certificate', title, process: 'certification' } as const
    const own = found.filter((one) => one.award === award)
    if (own.length === 0)
      return [
        {
          ...row,
          id: award,
          available: false,
          why: say('Chưa có quyết định cấp.', 'It has not been granted.'),
          link: null,
          formats: [],
        },
      ]
    return own.map(({ number, department }) => {
      const of = encodeURIComponent(number)
      const query = `department=${encodeURIComponent(department.id)}`
      const link = prints ? `/api/certificates/${of}/paper?${query}` : `/api/public/credentials/${of}?${query}`
      return { ...row, id: number, available: true, why: null, link, formats: [prints ? 'pdf' : 'json'] }
    })
  })
}
