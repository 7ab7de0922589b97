// Gathers what a package of a case holds. Everything changeable is read in one picture of the database; what is read again while
// the package is written (histories, files of evidence) is append-only.
import type { Product } from '../compose.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { findDefinition } from '../../workflows/index.ts'
import { definitionHash } from '../engine/definition.ts'
import { schoolFactValues } from '../store/facts.ts'
import type { FileStore } from '../store/files/file-store.ts'
import { learnSets } from '../store/publish-sets.ts'
import { readCaseRows, readCopy, readHistory, readSubmissionText, type CaseRows } from '../store/views/case-export.ts'
import { inSnapshot, withClient, type Client } from '../store/with-client.ts'
import { canonicalJson, canonicalLine } from './canonical.ts'
import { entryOf, entryOfLines, type Entry } from './entries.ts'
import { addressesOf, placeFiles, type PackedFile } from './evidence-files.ts'
import { CaseFile, certificateName, names, packageFormat, submissionName, workflowName, type Absent } from './format.ts'
import { guideOf } from './guide.ts'
import { reportEntries, type Printing } from './report-entries.ts'
import { papersOf, type Paper } from './papers.ts'
import { placeOf } from './place.ts'
import { rowsFor, type Reader } from './reader-scope.ts'

interface Picture {
  rows: CaseRows
  absent: Absent[]
  papers: Paper[]
  certificates: Entry[]
  submissions: Entry[]
  facts: Record<string, Record<string, unknown>>
}

/** All files of the package but manifest and signature. Throws `notFound` for a case that is not there. */
export async function collect(
  product: Pick<Product, 'db' | 'library'>,
  files: FileStore,
  cycle: string,
  { reader, printing }: { reader: Reader; printing: Printing },
): Promise<{ entries: Entry[]; case: CaseFile }> {
  const { db, library } = product
  const { rows, papers, certificates, submissions, facts, absent } = await inSnapshot(db, (client) =>
    picture(client, product, cycle, reader),
  )
  const kept = await evidenceFor(files, rows, reader)
  const file = CaseFile.parse({
    ...rows,
    format: packageFormat,
    scope: reader.scope,
    facts,
    absent: [...absent, ...kept.absent].toSorted((a, b) => (canonicalLine(a) < canonicalLine(b) ? -1 : 1)),
    files: Object.fromEntries([...kept.placed.values()].map(({ sha256, name }) => [sha256, name])),
  })
  const { set, setHash, procedure } = file.cycle
  if (library.setHash(set) !== setHash)
    throw new AppError(
      'configuration',
      say(
        `Bộ tiêu chuẩn ${set} của chương trình không phải bản mà hồ sơ dùng.`,
        `The program’s criteria set ${set} is not the one the case goes by.`,
      ),
    )
  const history = await historyOf(product, file)
  const entries = [
    entryOf(names.case, canonicalJson(file)),
    entryOf(names.criteria, library.setText(set)),
    entryOf(names.procedure, canonicalJson(library.procedure(procedure))),
    entryOf(names.guide, guideOf(file)),
    ...history,
    ...submissions,
    ...certificates,
    ...(await reportEntries(papers, addressesOf(file.evidence, kept.placed), printing)),
    ...[...kept.placed.values()].map((one): Entry => ({ ...one, open: () => files.get(one.sha256) })),
  ]
  return { entries, case: file }
}

async function picture(
  client: Client,
  { library }: Pick<Product, 'library'>,
  cycle: string,
  reader: Reader,
): Promise<Picture> {
  const all = await readCaseRows(client, cycle)
  await learnSets(client, library, all.cycle.set)
  const papers = await papersOf(client, library, { cycle, at: all.at }, reader)
  const { rows, absent } = rowsFor(all, reader)
  const certificates: Entry[] = []
  for (const one of rows.copies as CaseFile['copies'])
    certificates.push(entryOf(certificateName(one), await readCopy(client, one.department, one.number, one.copy)))
  const submissions: Entry[] = []
  const facts: Picture['facts'] = {}
  for (const { kind, version, at } of rows.submissions as { kind: string; version: number; at: string }[]) {
    submissions.push(entryOf(submissionName(kind, version), await readSubmissionText(client, cycle, kind, version)))
    const query = { process: { cycleId: cycle, place: placeOf(all) }, at }
    facts[`${kind}-${version}`] = { ...(await schoolFactValues(client, query)) }
  }
  return { rows, absent, papers, certificates, submissions, facts }
}

/** Files that this reader may have and that the store still has. */
async function evidenceFor(files: FileStore, rows: CaseRows, { restricted }: Reader) {
  const evidence = rows.evidence as CaseFile['evidence']
  const revisions = rows.revisions as CaseFile['revisions']
  const shown = (code: string) =>
    restricted || evidence.find(({ firstCode }) => firstCode === code)?.item.confidentiality !== 'restricted'
  const placed = placeFiles(
    evidence.filter(({ firstCode }) => shown(firstCode)),
    revisions.filter(({ firstCode }) => shown(firstCode)),
  )
  const lost = new Set<string>()
  for (const { sha256 } of placed.values()) if (!(await files.has(sha256))) lost.add(sha256)
  for (const sha256 of lost) placed.delete(sha256)
  const absent = revisions
    .filter(({ file }) => !placed.has(file.sha256))
    .map(({ firstCode, revision }): Absent => {
      return {
        what: 'evidence',
        id: `${firstCode} (bản ${revision})`,
        why: shown(firstCode) ? 'missing' : 'restricted',
      }
    })
  return { placed: placed as ReadonlyMap<string, PackedFile>, absent }
}

/** The histories, and the definitions that they were written under. */
async function historyOf({ db }: Pick<Product, 'db'>, { processes }: CaseFile): Promise<Entry[]> {
  const used = new Set<string>()
  const lines = async function* () {
    for (const { id, version } of processes) {
      const rows = await withClient(db, (client) => readHistory(client, id))
      const known = rows.filter(({ seq }) => seq <= version)
      for (const { entry } of known) used.add(editionIn(entry))
      // One piece a process: a row is short, and a stream of short pieces is slow.
      yield known.map((row) => `${canonicalLine({ process: id, ...row })}\n`).join('')
    }
  }
  const history = await entryOfLines(names.history, lines)
  const workflows = [...used].toSorted().flatMap((name) => {
    const [process = '', edition = ''] = name.split(' ')
    const definition = findDefinition(process, edition)
    if (!definition) return []
    const content = { process, edition, definition: definitionHash(definition), drawing: definition.drawing }
    return [entryOf(workflowName(process, edition), canonicalJson(content))]
  })
  return [history, ...workflows]
}

/** `selfAssessment vn-2018`. The process is the part of its id behind the cycle's. */
function editionIn(entry: string): string {
  const { process, edition } = JSON.parse(entry) as { process: string; edition: string }
  return `${process.split('/')[1] ?? ''} ${edition}`
}
