// What all reports of a submission share while they are built, and the fields that every template's frame needs.
import type { ReportInput } from '../input.ts'
import { startMarks, type Marks, type Note } from './marks.ts'
import { proseOf, type Prose } from './prose.ts'

export interface Bench extends ReportInput {
  prose: Prose
  marks: Marks
}

export function startReport(input: ReportInput): Bench {
  const { procedure, submission, evidenceAddresses: addresses } = input
  return {
    ...input,
    prose: proseOf(procedure, submission.evidence, { register: true, addresses }),
    marks: startMarks(),
  }
}

export interface Frame {
  /** Sentence of a draft set, else null. */
  draft: string | null
  notes: Note[]
  deadCodes: string[]
  setName: string
}

/** To be asked last: notes and dead codes are collected while the rest is built. */
export function frameOf({ set, prose, marks }: Bench): Frame {
  const draft = `Bộ tiêu chuẩn “${set.name.vi}” đang là dự thảo: quy tắc kết luận có số liệu chưa được đối chiếu, kết quả chỉ để tham khảo.`
  return {
    draft: set.status === 'draft' ? draft : null,
    setName: set.name.vi,
    notes: marks.notes(),
    deadCodes: prose.deadCodes(),
  }
}

/** Whether the form of that name carries a mark. */
export function formMark({ procedure, marks }: Bench, form: string): boolean {
  return marks.of(procedure.forms[form])
}
