// The papers of a case that its processes have come to, as this reader may have them: the same as one by one over the API.
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { seesPaper } from '../domain/policy.ts'
import type { ReportId } from '../reports/index.ts'
import type { ReportInput } from '../reports/input.ts'
import { paperFileName, paperInput } from '../reports/paper-input.ts'
import { papers, papersFor } from '../reports/papers.ts'
import type { Library } from '../store/library.ts'
import { caseOnPaper } from '../store/views/report-input.ts'
import type { Client } from '../store/with-client.ts'
import type { Reader } from './reader-scope.ts'

export interface Paper {
  id: ReportId
  /** Without its ending. */
  name: string
  input: ReportInput
}

/** `at` is the instant of the case's last change, so that the same case gives the same papers. */
export async function papersOf(
  client: Client,
  library: Library,
  { cycle, at }: { cycle: string; at: string },
  reader: Reader,
): Promise<Paper[]> {
  const file = await caseOnPaper(client, library, (id) => library.procedure(id), { cycle, at })
  if (!file) throw new AppError('notFound', say(`Không có chu kỳ ${cycle}.`, `There is no cycle ${cycle}.`))
  const { scope, draftSent, restricted } = reader
  const stage = { allScored: false, allReported: false, draftSent, final: draftSent }
  const whose = scope === 'whole' && file.dossier !== null ? 'other' : 'school'
  const found: Paper[] = []
  for (const { id, available } of papersFor(file, whose)) {
    const seen = scope === 'whole' || seesPaper(['principal'], papers[id].audience, stage) !== null
    if (!available || !seen) continue
    const shows = (confidentiality: string) => restricted || confidentiality !== 'restricted'
    const input = await paperInput(id, file, whose, { shows: (item) => shows(item.confidentiality) })
    found.push({ id, name: paperFileName(id, file), input })
  }
  return found
}
