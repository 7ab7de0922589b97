// Self-assessment reports that a procedure has made public, as anybody may read them: open evidence is named, the rest withheld.
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { renderDocument, reportIds } from '../../reports/index.ts'
import { paperFileName, paperInput } from '../../reports/paper-input.ts'
import { papersFor } from '../../reports/papers.ts'
import { keptFile, publishedDossier } from '../../store/published-papers.ts'
import { isPublished } from '../../store/views/public.ts'
import { caseOnPaper } from '../../store/views/report-input.ts'
import { inSnapshot } from '../../store/with-client.ts'
import { documentAnswer } from '../file-answers.ts'
import { route } from '../route.ts'
import { params } from '../schemas.ts'
import type { Services } from '../services.ts'
import { sendFile } from '../uploads/range.ts'

const absent = () =>
  new AppError(
    'notFound',
    say('Không có báo cáo đã công bố ở địa chỉ này.', 'There is no published report at this address.'),
  )

/** The report with the dossier that it shows. Throws `notFound`. */
function publishedReport({ db, library, engine }: Services, cycle: string, at: string) {
  return inSnapshot(db, async (client) => {
    if (!(await isPublished(client, cycle, 'selfAssessmentReport'))) throw absent()
    const file = await caseOnPaper(client, library, engine.procedure, { cycle, at })
    const paper = file && papersFor(file, 'other').find((one) => one.id.startsWith('self-assessment-report'))
    const id = paper?.available ? reportIds.find((one) => one === paper.id) : undefined
    const dossier = await publishedDossier(client, cycle)
    if (!file || id === undefined || !dossier) throw absent()
    const shows = ({ confidentiality }: { confidentiality: string }) => confidentiality === 'open'
    const input = await paperInput(id, file, 'other', { shows, of: dossier.submission })
    return { id, input, name: paperFileName(id, file), hash: dossier.hash }
  })
}

export const publicReportRoutes = [
  route({
    method: 'get',
    path: '/api/public/reports/{cycle}',
    tag: 'public',
    summary: { vi: 'Báo cáo tự đánh giá đã công bố', en: 'A published self-assessment report' },
    access: { to: 'public' },
    params: params.cycle,
    query: z.strictObject({ format: z.enum(['html', 'pdf']).default('html') }),
    async handle({ services, params: { cycle }, query: { format }, at, raw }) {
      const { id, input, name, hash } = await publishedReport(services, cycle, at)
      const made = () => renderDocument(id, input, format, { templatesDir: services.templatesDir })
      if (format === 'html') return documentAnswer(await made(), format, name)
      const { db, files } = services
      const kept = await keptFile({ db, files, cycle, submission: hash, at }, made)
      const header = (header: string) => raw.req.header(header)
      const file = { ...kept, name: `${name}.pdf`, type: 'application/pdf' }
      return sendFile(files, file, { method: raw.req.method, header, inline: true })
    },
  }),
]
