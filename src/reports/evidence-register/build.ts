// Bảng danh mục mã minh chứng (2018) or danh mục minh chứng (2026, Phụ lục IV mục II.4), as a paper of its own.
import { isAppraisal } from '../../domain/procedure.ts'
import type { ReportInput } from '../input.ts'
import { say } from '../../domain/text.ts'
import { tooEarly, type CaseView } from '../parts/acts.ts'
import { chairOf } from '../parts/council.ts'
import { paperFrame, schoolSheetHead, signature, startPaper } from '../parts/paper.ts'
import { selfAssessmentOf } from '../parts/people.ts'
import { registerRows } from '../parts/school.ts'
import { periodWords } from '../parts/words.ts'

/** Throws `conflict` while there is no evidence. */
export function evidenceOf({ submission }: Pick<CaseView, 'submission'>) {
  if (submission.evidence.length === 0)
    throw tooEarly(
      say('Nhà trường chưa có minh chứng nào trong danh mục.', 'The school has no evidence in its register.'),
    )
  return submission.evidence
}

/** Throws `conflict` while there is no evidence. */
export function buildEvidenceRegister(input: ReportInput) {
  const bench = startPaper(input)
  const { procedure, submission, marks } = bench
  const appraisal = isAppraisal(procedure)
  const asked = evidenceOf(input).filter(({ criterion }) => input.only === undefined || input.only === criterion)
  const name = appraisal ? 'Danh mục minh chứng' : 'Bảng danh mục mã minh chứng'
  return {
    appraisal,
    period: periodWords(submission.cycle.period),
    codeMark: marks.of(procedure.evidenceCode),
    register: registerRows(input, asked).map((row) => ({ ...row, source: row.issuer })),
    signers: [
      { onBehalf: null, office: 'NGƯỜI LẬP', hint: '(Ký, ghi rõ họ tên)', name: '' },
      {
        onBehalf: 'TM. HỘI ĐỒNG TỰ ĐÁNH GIÁ',
        office: 'CHỦ TỊCH',
        hint: '(Ký, ghi rõ họ tên)',
        name: chairOf(selfAssessmentOf(submission)),
      },
    ],
    ...paperFrame(bench, {
      title: name,
      heading: name.toLocaleUpperCase('vi'),
      form: 'evidenceRegister',
      head: schoolSheetHead(input),
      signature: signature('', ''),
    }),
  }
}
