// The papers of a case as one person may read them: which, whose sheet alone, and what each is made of.
import type { EvidenceItem } from '../domain/case.ts'
import { notFound } from '../domain/errors.ts'
import { rolesFor } from '../domain/permissions.ts'
import { seesPaper } from '../domain/policy.ts'
import type { Procedure } from '../domain/procedure.ts'
import { schoolRoles } from '../domain/roles.ts'
import type { Database } from '../store/connect.ts'
import type { Library } from '../store/library.ts'
import { together } from '../store/together.ts'
import { codesSeenBy, viewerOf } from '../store/views/evidence.ts'
import { caseOnPaper, type CaseOnPaper } from '../store/views/report-input.ts'
import { reviewStage } from '../store/views/sheets.ts'
import type { Ground } from '../store/views/standing.ts'
import { inSnapshot } from '../store/with-client.ts'
import type { ReportId } from './index.ts'
import { papers, papersFor, type PaperEntry, type Reader } from './papers.ts'

/** A case with what this person may read of its papers. */
export interface PapersRead {
  file: CaseOnPaper
  reader: Reader
  sees(id: ReportId): 'all' | 'own' | null
  /** What is restricted is not named to whom it was not granted. */
  shows(item: EvidenceItem): boolean
}

interface Product {
  db: Database
  library: Library
  engine: { procedure(id: string): Procedure }
}

/** One picture of the case for the whole of `work`; with `gists` enough of it to tell which papers there are. Throws `notFound`. */
export function readPapers<T>(
  { db, library, engine }: Product,
  ground: Ground,
  at: string,
  work: (found: PapersRead) => T | Promise<T>,
  { gists = false } = {},
): Promise<T> {
  const cycle = ground.cycleId ?? ''
  const roles = rolesFor('seeCase', ground.standing, ground.place)
  return inSnapshot(db, async (client) => {
    const viewer = viewerOf(ground.standing.personId, roles, at)
    const [file, reached, granted] = await together(client, () => [
      caseOnPaper(client, library, engine.procedure, { cycle, at, gists }),
      reviewStage(client, cycle),
      codesSeenBy(client, cycle, viewer),
    ])
    if (!file) throw notFound()
    const stage = { ...reached, final: file.externalReport !== null }
    const own = roles.some((role) => (schoolRoles as readonly string[]).includes(role))
    const sees = (id: ReportId) => seesPaper(roles, papers[id].audience, stage)
    const shows = ({ confidentiality, code }: EvidenceItem) =>
      viewer.shown.includes(confidentiality) || granted.has(code)
    return work({ file, reader: own ? 'school' : 'other', sees, shows })
  })
}

/** The papers of the case that this person may read, each with whether it can be made now. */
export function readablePapers(product: Product, ground: Ground, at: string): Promise<PaperEntry[]> {
  return readPapers(product, ground, at, readable, { gists: true })
}

/** The same of a case that was read. */
export function readable({ file, reader, sees }: PapersRead): PaperEntry[] {
  return papersFor(file, reader).filter(({ id }) => sees(id) !== null)
}

/** The paper, and whose sheet alone this person reads of it. Throws `notFound`. */
export function paperSeen(
  { file, reader, sees }: PapersRead,
  ground: Ground,
  paper: string,
): { id: ReportId; own: string | undefined } {
  const id = papersFor(file, reader).find((one) => one.id === paper)?.id
  const seen = id ? sees(id) : null
  if (!id || seen === null) throw notFound()
  return { id, own: seen === 'own' ? ground.standing.personId : undefined }
}
