// The input of one paper out of a case that was read for its papers.
import { AppError } from '../domain/errors.ts'
import type { CaseOnPaper } from '../store/views/report-input.ts'
import type { ReportId } from './index.ts'
import type { ReportInput } from './input.ts'
import { papers, subjectOf, titleOf, type Reader } from './papers.ts'

/**
 * What the paper is built from for this reader; `only` = the sheet of one criterion or person. Throws `conflict` while nothing was
 * handed over that the reader may see.
 */
export async function paperInput(id: ReportId, file: CaseOnPaper, reader: Reader, only?: string): Promise<ReportInput> {
  const submission = subjectOf(id, file, reader)
  if (submission === null) throw new AppError('conflict', 'Nhà trường chưa nộp hồ sơ.')
  const { set, procedure, acts, planReviews, signers } = file
  const result = await file.score(papers[id].of, submission)
  return { submission, set, procedure, result, acts, planReviews, signers, only }
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
