// The papers of a case, ready to print: which there are, and each as a page, a PDF or a Word document.
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { paperSeen, readable, readPapers, type PapersRead } from '../../reports/case-papers.ts'
import { renderDocument, reportTree } from '../../reports/index.ts'
import { paperFileName, paperInput } from '../../reports/paper-input.ts'
import { papers } from '../../reports/papers.ts'
import { compareReports } from '../../reports/render/compare.ts'
import { findCertificates } from '../../store/views/certificates.ts'
import { withClient } from '../../store/with-client.ts'
import { documentAnswer } from '../file-answers.ts'
import { certificateRows, PaperRow, paperRow } from '../paper-list.ts'
import { groundOf, route } from '../route.ts'
import { Id, params, PdfStandard } from '../schemas.ts'

const Version = z.coerce.number().int().min(1).max(10_000)
const passage = { where: z.string(), text: z.string() }
const Words = z.strictObject({ what: z.enum(['same', 'added', 'removed']), text: z.string() })
const Difference = z.union([
  z.strictObject({ what: z.enum(['added', 'removed']), ...passage }),
  z.strictObject({
    what: z.literal('changed'),
    where: z.string(),
    before: z.string(),
    after: z.string(),
    words: z.array(Words),
  }),
])

export const paperPrintRoutes = [
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/papers',
    tag: 'papers',
    summary: { vi: 'Các văn bản in được của chu kỳ', en: 'The papers of a cycle that can be printed' },
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({ items: z.array(PaperRow) }),
    async handle({ params: { cycle }, ...call }) {
      const ground = groundOf(call)
      const { standing, place } = ground
      const prints = rolesFor('printCertificates', standing, place).length > 0
      const certificates = await withClient(call.services.db, (client) =>
        findCertificates(client, { cycle, at: call.at }),
      )
      const listed = (found: PapersRead) => [
        ...readable(found).map((one) => paperRow(cycle, one)),
        ...certificateRows(found.file.procedure, certificates, prints),
      ]
      return { items: await readPapers(call.services, ground, call.at, listed, { gists: true }) }
    },
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
      const ground = groundOf(call)
      const { id, input, name } = await readPapers(call.services, ground, call.at, async (found) => {
        const { id, own } = paperSeen(found, ground, paper)
        const input = await paperInput(id, found.file, found.reader, { only: own ?? only, shows: found.shows })
        return { id, input, name: paperFileName(id, found.file) }
      })
      const options = { templatesDir: call.services.templatesDir, standard }
      const bytes = await renderDocument(id, input, format, options)
      return documentAnswer(bytes, format, name)
    },
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/papers/{paper}/changes',
    tag: 'papers',
    summary: {
      vi: 'Khác nhau giữa hai bản đã nộp của một văn bản, từng đoạn',
      en: 'What differs between two versions of a paper that were handed over, paragraph by paragraph',
    },
    access: { to: 'seeCase', of: 'cycle' },
    params: z.object({ cycle: Id, paper: z.string().max(100) }),
    /** Versions of the submission it is about; without `to`, the paper as it is now. */
    query: z.strictObject({ from: Version, to: Version.optional() }),
    response: z.strictObject({ items: z.array(Difference) }),
    async handle({ params: { paper }, query: { from, to }, ...call }) {
      const ground = groundOf(call)
      const { id, before, after } = await readPapers(call.services, ground, call.at, async (found) => {
        const { id, own } = paperSeen(found, ground, paper)
        const { file, reader, shows } = found
        const kind = papers[id].frozen
        if (kind === null)
          throw new AppError(
            'conflict',
            say('Văn bản này không được nộp theo từng phiên bản.', 'This paper is not handed in by versions.'),
          )
        const inputOf = async (version: number | undefined) => {
          const of = version === undefined ? undefined : await file.handedOver(kind, version)
          if (of === null)
            throw new AppError('notFound', say(`Không có bản ${version}.`, `There is no version ${version}.`))
          return paperInput(id, file, reader, { only: own, shows, of })
        }
        return { id, before: await inputOf(from), after: await inputOf(to) }
      })
      const { templatesDir } = call.services
      return {
        items: compareReports(reportTree(id, before, { templatesDir }), reportTree(id, after, { templatesDir })),
      }
    },
  }),
]
