// The input of one paper out of a case that was read for its papers.
import type { EvidenceItem, Submission } from '../domain/case.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import type { CaseOnPaper } from '../store/views/report-input.ts'
import type { ReportId } from './index.ts'
import type { ReportInput } from './input.ts'
import { papers, subjectOf, titleOf, type Reader } from './papers.ts'

interface Printed {
  /** The sheet of one criterion or person. */
  only?: string | undefined
  /** What it is about, in place of what it is about now. */
  of?: Submission | undefined
  /** Whether this reader may know what a piece of evidence is; all of it unless told. */
  shows?(item: EvidenceItem): boolean
}

/** What the paper is built from for this reader. Throws `conflict` while nothing was handed over that the reader may see. */
export async function paperInput(
  id: ReportId,
  file: CaseOnPaper,
  reader: Reader,
  { only, of, shows = () => true }: Printed = {},
): Promise<ReportInput> {
  const subject = of ?? subjectOf(id, file, reader)
  if (subject === null)
    throw new AppError('conflict', say('Nhà trường chưa nộp hồ sơ.', 'The school has not handed in its dossier.'))
  const { set, procedure, acts, planReviews, signers } = file
  const result = await file.score(papers[id].of, subject)
  const submission = { ...subject, evidence: subject.evidence.map((item) => (shows(item) ? item : withheld(item))) }
  return { submission, set, procedure, result, acts, planReviews, signers, only }
}

/** Its code stays, since texts cite it; what it is does not. */
function withheld(item: EvidenceItem): EvidenceItem {
  const unnamed = {
    title: 'Minh chứng hạn chế tiếp cận',
    issuer: '',
    number: '',
    issuedOn: null,
    period: '',
    place: '',
  }
  return { ...item, ...unnamed, note: '', file: { ...item.file, name: '' } }
}

/** A file name for a paper, without its ending: its Vietnamese title in plain letters. */
export function paperFileName(id: ReportId, file: Pick<CaseOnPaper, 'procedure'>): string {
  return titleOf(id, file)
    .vi.toLocaleLowerCase('vi')
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
}
