// Self-assessment reports that a procedure has made public, as anybody may read them: open evidence is named, the rest withheld.
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { renderDocument, reportIds } from '../../reports/index.ts'
import { paperFileName, paperInput } from '../../reports/paper-input.ts'
import { papersFor } from '../../reports/papers.ts'
import { isPublished } from '../../store/views/public.ts'
import { caseOnPaper } from '../../store/views/report-input.ts'
import { inSnapshot } from '../../store/with-client.ts'
import { documentAnswer } from '../file-answers.ts'
import { route } from '../route.ts'
import { params } from '../schemas.ts'

const absent = () => new AppError('notFound', 'Không có báo cáo đã công bố ở địa chỉ này.')

export const publicReportRoutes = [
  route({
    method: 'get',
    path: '/api/public/reports/{cycle}',
    tag: 'public',
    summary: { vi: 'Báo cáo tự đánh giá đã công bố', en: 'A published self-assessment report' },
    access: { to: 'public' },
    params: params.cycle,
    query: z.strictObject({ format: z.enum(['html', 'pdf']).default('html') }),
    async handle({ services, params: { cycle }, query: { format }, at }) {
      const { id, input, name } = await inSnapshot(services.db, async (client) => {
        if (!(await isPublished(client, cycle, 'selfAssessmentReport'))) throw absent()
        const file = await caseOnPaper(client, services.library, services.engine.procedure, cycle, at)
        const paper = file && papersFor(file, 'other').find((one) => one.id.startsWith('self-assessment-report'))
        const report = paper?.available ? reportIds.find((one) => one === paper.id) : undefined
        if (!file || report === undefined) throw absent()
        const shows = ({ confidentiality }: { confidentiality: string }) => confidentiality === 'open'
        return {
          id: report,
          input: await paperInput(report, file, 'other', { shows }),
          name: paperFileName(report, file),
        }
      })
      return documentAnswer(
        await renderDocument(id, input, format, { templatesDir: services.templatesDir }),
        format,
        name,
      )
    },
  }),
]
