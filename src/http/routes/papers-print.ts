// The papers of a case, ready to print: which there are, and each as a page, a PDF or a Word document.
import { z } from 'zod'
import type { EvidenceItem } from '../../domain/case.ts'
import { AppError, notFound } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { seesPaper } from '../../domain/policy.ts'
import { schoolRoles } from '../../domain/roles.ts'
import { renderDocument, reportTree, type ReportId } from '../../reports/index.ts'
import { paperFileName, paperInput } from '../../reports/paper-input.ts'
import { papers, papersFor, type PaperEntry, type Reader } from '../../reports/papers.ts'
import { compareReports } from '../../reports/render/compare.ts'
import { findCertificates } from '../../store/views/certificates.ts'
import { codesSeenBy, viewerOf } from '../../store/views/evidence.ts'
import { caseOnPaper, type CaseOnPaper } from '../../store/views/report-input.ts'
import { reviewStage } from '../../store/views/sheets.ts'
import type { Ground } from '../../store/views/standing.ts'
import { inSnapshot, withClient } from '../../store/with-client.ts'
import { documentAnswer } from '../file-answers.ts'
import { certificateRows, PaperRow, paperRow } from '../paper-list.ts'
import { groundOf, route, type Call } from '../route.ts'
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

/** A case with what this person may read of its papers. */
interface Reading {
  file: CaseOnPaper
  reader: Reader
  sees(id: ReportId): 'all' | 'own' | null
  /** What is restricted is not named to whom it was not granted. */
  shows(item: EvidenceItem): boolean
}

/** One picture of the case for the whole of `work`; with `gists` enough of it to tell which papers there are. Throws `notFound`. */
export function reading<T>(
  { services, at, ...call }: Pick<Call<unknown, unknown, unknown>, 'services' | 'at' | 'ground'>,
  work: (found: Reading & { ground: Ground }) => T | Promise<T>,
  { gists = false } = {},
): Promise<T> {
  const ground = groundOf(call)
  const cycle = ground.cycleId ?? ''
  const roles = rolesFor('seeCase', ground.standing, ground.place)
  return inSnapshot(services.db, async (client) => {
    const file = await caseOnPaper(client, services.library, services.engine.procedure, { cycle, at, gists })
    if (!file) throw notFound()
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

/** The papers of the case that this person may read, each with whether it can be made now. */
export function readablePapers(call: Parameters<typeof reading>[0]): Promise<PaperEntry[]> {
  return reading(call, readable, { gists: true })
}

function readable({ file, reader, sees }: Reading): PaperEntry[] {
  return papersFor(file, reader).filter(({ id }) => sees(id) !== null)
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
    async handle({ params: { cycle }, ...call }) {
      const { standing, place } = groundOf(call)
      const prints = rolesFor('printCertificates', standing, place).length > 0
      const certificates = await withClient(call.services.db, (client) =>
        findCertificates(client, { cycle, at: call.at }),
      )
      const listed = (found: Reading) => [
        ...readable(found).map((one) => paperRow(cycle, one)),
        ...certificateRows(found.file.procedure, certificates, prints),
      ]
      return { items: await reading(call, listed, { gists: true }) }
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
      const { id, input, name } = await reading(call, async (found) => {
        const { id, own } = seenBy(found, paper)
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
      const { id, before, after } = await reading(call, async (found) => {
        const { id, own } = seenBy(found, paper)
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

/** The paper, and whose sheet alone this person reads of it. Throws `notFound`. */
function seenBy(
  { file, reader, sees, ground }: Reading & { ground: Ground },
  paper: string,
): { id: ReportId; own: string | undefined } {
  const id = papersFor(file, reader).find((one) => one.id === paper)?.id
  const seen = id ? sees(id) : null
  if (!id || seen === null) throw notFound()
  return { id, own: seen === 'own' ? ground.standing.personId : undefined }
}
