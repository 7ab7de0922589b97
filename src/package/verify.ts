// Checks a case package without server, network or database: files, signature, histories, and the result they lead to.
import { Submission } from '../domain/case.ts'
import { Procedure } from '../domain/procedure.ts'
import { hashOf, type Library } from '../store/library.ts'
import { checkDecision, type Result } from './check-decision.ts'
import { checkFiles, checkSignature, parsed, readManifest, type Sealing } from './check-files.ts'
import { checkHistory } from './check-history.ts'
import { readSet, sameProcedure, unknownEditions } from './check-rules.ts'
import { within, type Finding } from './findings.ts'
import { CaseFile, certificateName, names, submissionName, type Manifest } from './format.ts'
import { openPackage, type OpenedPackage } from './read.ts'

export interface Verdict {
  valid: boolean
  findings: Finding[]
  /** What does not make it invalid and whoever reads the verdict should know. */
  notes: string[]
  signature: Sealing
  counts: { files: number; processes: number; rows: number; submissions: number }
  /** `null` when the case itself could not be read. */
  case: CaseFile | null
  result: Result | null
}

/** Checks an opened package. `trusted` = the key the asker knows, `z6Mk…`. Throws `UnreadablePackage`. */
export async function verifyOpened(opened: OpenedPackage, library: Library, trusted: string | null): Promise<Verdict> {
  const found: Finding[] = []
  const verdict: Verdict = {
    valid: false,
    findings: found,
    notes: [],
    signature: { state: 'none', keyId: null },
    counts: { files: opened.sizes.size, processes: 0, rows: 0, submissions: 0 },
    case: null,
    result: null,
  }
  const { text, manifest } = await readManifest(opened, found)
  verdict.signature = await checkSignature(opened, { text, manifest }, trusted, found)
  if (manifest) {
    await checkFiles(opened, manifest, found)
    const file = await within(found, names.case, async () => parsed(CaseFile, await opened.text(names.case)))
    if (!file) found.push({ file: names.case, message: 'không đọc được, hoặc không đúng dạng.' })
    else {
      verdict.case = file
      if (file.cycle.id !== manifest.cycle)
        found.push({
          file: names.manifest,
          message: `ghi hồ sơ ${manifest.cycle}, ${names.case} ghi ${file.cycle.id}.`,
        })
      found.push(...evidenceFaults(manifest, file), ...copyFaults(manifest, file))
      await checkCase(opened, library, file, verdict)
    }
  }
  verdict.valid = found.length === 0
  return verdict
}

/** The same for a file. Throws `UnreadablePackage`. */
export async function verifyPackage(path: string, library: Library, trusted: string | null): Promise<Verdict> {
  const opened = await openPackage(path)
  try {
    return await verifyOpened(opened, library, trusted)
  } finally {
    opened.close()
  }
}

async function checkCase(opened: OpenedPackage, library: Library, file: CaseFile, verdict: Verdict): Promise<void> {
  const { findings: found, counts } = verdict
  const text = async (name: string) => (await within(found, name, () => opened.text(name))) ?? ''
  const set = readSet(await text(names.criteria), file, library, verdict)
  const procedure = parsed(Procedure, await text(names.procedure))
  if (!procedure) found.push({ file: names.procedure, message: 'không đúng dạng của một quy định.' })
  else if (!sameProcedure(library, procedure))
    verdict.notes.push(`Chương trình này ghi quy định ${procedure.id} khác với gói; đã dùng bản trong gói.`)
  const submissions = new Map<string, Submission>()
  for (const { kind, version, hash } of file.submissions) {
    const name = submissionName(kind, version)
    const content = await text(name)
    const submission = parsed(Submission, content)
    if (!submission || hashOf(content) !== hash)
      found.push({ file: name, message: 'không phải bản đã chốt: mã băm không khớp.' })
    if (submission) submissions.set(`${kind}-${version}`, submission)
  }
  counts.submissions = submissions.size
  counts.processes = file.processes.length
  const unknown = await unknownEditions(opened, found)
  if (!procedure) return
  const law = { procedure, unknown, wanted: headsIn(submissions) }
  const history = await within(found, names.history, () => checkHistory(opened, file, law, found))
  if (!history) return
  counts.rows = history.rows
  found.push(...headFaults(submissions, history.heads))
  if (set) verdict.result = checkDecision(file, set, submissions, history.story, found)
  verdict.notes.push(...absentNotes(file))
}

function headsIn(submissions: ReadonlyMap<string, Submission>): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>()
  for (const { heads } of submissions.values())
    for (const [process, head] of Object.entries(heads))
      wanted.set(process, (wanted.get(process) ?? new Set()).add(head))
  return wanted
}

/** A tail cut off after a submission is missed by the head that it keeps. */
function headFaults(
  submissions: ReadonlyMap<string, Submission>,
  heads: ReadonlyMap<string, ReadonlySet<string>>,
): Finding[] {
  return [...submissions.values()].flatMap(({ kind, version, heads: kept }) =>
    Object.entries(kept)
      .filter(([process, head]) => heads.has(process) && !heads.get(process)?.has(head))
      .map(([process, head]) => ({
        file: submissionName(kind, version),
        message: `ghi lịch sử của ${process} tới ${head.slice(0, 12)}, lịch sử trong gói không có.`,
      })),
  )
}

/** Every revision of evidence is in the package, or the package says that it is not. */
function evidenceFaults(manifest: Manifest, { revisions, files, absent }: CaseFile): Finding[] {
  const hashes = new Map(manifest.files.map(({ name, sha256 }) => [name, sha256]))
  return revisions.flatMap(({ firstCode, revision, file }): Finding[] => {
    const name = files[file.sha256]
    if (name !== undefined && hashes.get(name) === file.sha256) return []
    const known = absent.some(({ what, id }) => what === 'evidence' && id === `${firstCode} (bản ${revision})`)
    return known
      ? []
      : [{ file: names.case, message: `minh chứng ${firstCode} bản ${revision} không có tệp trong gói.` }]
  })
}

/** Every signed copy of a certificate is in the package, byte for byte. */
function copyFaults(manifest: Manifest, { copies }: CaseFile): Finding[] {
  const hashes = new Map(manifest.files.map(({ name, sha256 }) => [name, sha256]))
  return copies
    .filter((one) => hashes.get(certificateName(one)) !== one.sha256)
    .map((one) => ({
      file: certificateName(one),
      message: `không phải bản ${one.copy} của ${one.number} như khi được ký.`,
    }))
}

const reasons = {
  restricted: 'hạn chế',
  notForThisReader: 'không dành cho người lấy gói',
  missing: 'kho tệp không còn',
}

function absentNotes({ absent }: CaseFile): string[] {
  return Object.entries(reasons).flatMap(([why, said]) => {
    const ids = absent.filter((one) => one.why === why).map(({ id }) => id)
    if (ids.length === 0) return []
    const shown = ids.slice(0, 5).join(', ')
    return [`Không có trong gói (${said}): ${shown}${ids.length > 5 ? ` và ${ids.length - 5} mục khác` : ''}.`]
  })
}
