// The papers of a case, ready to print: which there are, and each as a page, a PDF or a Word document.
import { z } from 'zod'
import type { EvidenceItem } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { seesPaper } from '../../domain/policy.ts'
import { schoolRoles } from '../../domain/roles.ts'
import { renderDocument, reportIds, type ReportId } from '../../reports/index.ts'
import { paperFileName, paperInput } from '../../reports/paper-input.ts'
import { papers, papersFor, type Reader } from '../../reports/papers.ts'
import { codesSeenBy, viewerOf } from '../../store/views/evidence.ts'
import { caseOnPaper, type CaseOnPaper } from '../../store/views/report-input.ts'
import { reviewStage } from '../../store/views/sheets.ts'
import type { Ground } from '../../store/views/standing.ts'
import { inSnapshot } from '../../store/with-client.ts'
import { documentAnswer } from '../file-answers.ts'
import { groundOf, route, type Call } from '../route.ts'
import { Id, params, PdfStandard } from '../schemas.ts'

const PaperRow = z.strictObject({
  id: z.enum(reportIds),
  title: z.strictObject({ vi: z.string(), en: z.string() }),
  process: z.string(),
  available: z.boolean(),
  /** Why it cannot be made yet. */
  why: z.string().nullable(),
})

/** A case with what this person may read of its papers. */
interface Reading {
  file: CaseOnPaper
  reader: Reader
  sees(id: ReportId): 'all' | 'own' | null
  /** What is restricted is not named to whom it was not granted. */
  shows(item: EvidenceItem): boolean
}

/** One picture of the case for the whole of `work`. Throws `notFound`. */
export function reading<T>(
  { services, at, ...call }: Pick<Call<unknown, unknown, unknown>, 'services' | 'at' | 'ground'>,
  work: (found: Reading & { ground: Ground }) => T | Promise<T>,
): Promise<T> {
  const ground = groundOf(call)
  const cycle = ground.cycleId ?? ''
  const roles = rolesFor('seeCase', ground.standing, ground.place)
  return inSnapshot(services.db, async (client) => {
    const file = await caseOnPaper(client, services.library, services.engine.procedure, cycle, at)
    if (!file) throw new AppError('notFound', 'Không tìm thấy.')
    const stage = { ...(await reviewStage(client, cycle)), final: file.externalReport !== null }
    const own = roles.some((role) => (schoolRoles as readonly string[]).includes(role))
    const sees = (id: ReportId) => seesPaper(roles, papers[id].audience, stage)
    const viewer = viewerOf(ground.standing.personId, roles, at)
    const granted = await codesSeenBy(client, cycle, viewer)
    const shows = ({ confidentiality, code }: EvidenceItem) =>
      viewer.shown.includes(confidentiality) || granted.has(code)
    return work({ file, ground, reader: own ? 'school' : 'other', sees, shows })
  })
}

export const paperPrintRoutes = [
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/papers',
    tag: 'papers',
    summary: { vi: 'Các văn bản in được của chu kỳ', en: 'The papers of a cycle that can be printed' },
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({ items: z.array(PaperRow) }),
    handle: (call) =>
      reading(call, ({ file, reader, sees }) => ({
        items: papersFor(file, reader).filter(({ id }) => sees(id) !== null),
      })),
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/papers/{paper}',
    tag: 'papers',
    summary: { vi: 'Một văn bản để in, ký và lưu', en: 'A paper to print, sign and file' },
    access: { to: 'seeCase', of: 'cycle' },
    params: z.object({ cycle: Id, paper: z.string().max(100) }),
    query: z.strictObject({
      format: z.enum(['html', 'pdf', 'docx']).default('html'),
      /** A criterion or a person, of papers that are a sheet for each. */
      only: Id.optional(),
      standard: PdfStandard,
    }),
    async handle({ params: { paper }, query: { format, only, standard }, ...call }) {
      const id = reportIds.find((one) => one === paper)
      const { input, name } = await reading(call, async ({ file, reader, sees, shows, ground }) => {
        const seen = id && papersFor(file, reader).some((one) => one.id === id) ? sees(id) : null
        if (!id || seen === null) throw new AppError('notFound', 'Không tìm thấy.')
        const own = seen === 'own' ? ground.standing.personId : only
        return {
          input: await paperInput(id, file, reader, { only: own, shows }),
          name: paperFileName(id, file),
        }
      })
      const options = { templatesDir: call.services.templatesDir, standard }
      const bytes = await renderDocument(id as ReportId, input, format, options)
      return documentAnswer(bytes, format, name)
    },
  }),
]
