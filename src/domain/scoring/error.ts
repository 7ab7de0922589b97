// The error of scoring: what is wrong with the ratings or the set, each with a sentence in both languages.
import type { Text } from '../text.ts'
import { say } from '../text.ts'

export type ScoringCode = 'unknownNode' | 'notRated' | 'offScale' | 'notApplicable' | 'badFact' | 'badSet'

export interface ScoringProblem {
  code: ScoringCode
  /** The node or fact the problem is about. */
  subject: string
  message: Text
}

/** Thrown when ratings or facts cannot be scored; nothing is scored in part. */
export class ScoringError extends Error {
  override readonly name = 'ScoringError'
  readonly problems: readonly ScoringProblem[]

  constructor(problems: readonly ScoringProblem[], message?: string) {
    super(message ?? problems.map((problem) => problem.message.en).join(' '))
    this.problems = problems
  }

  static of(code: ScoringCode, subject: string, detail?: Text): ScoringError {
    return new ScoringError([scoringProblem(code, subject, detail)])
  }
}

/** A problem with its sentence; `detail` completes it, e.g. which values the scale has. */
export function scoringProblem(code: ScoringCode, subject: string, detail?: Text): ScoringProblem {
  const text = sentences[code](subject)
  const message = detail ? say(`${text.vi} ${detail.vi}`, `${text.en} ${detail.en}`) : text
  return { code, subject, message }
}

const sentences: Record<ScoringCode, (subject: string) => Text> = {
  unknownNode: (id) => say(`Bộ tiêu chí không có mục "${id}".`, `The criteria set has no node "${id}".`),
  notRated: (id) => say(`Mục "${id}" không được chấm trực tiếp.`, `Node "${id}" takes no rating of its own.`),
  offScale: (id) =>
    say(`Kết quả của "${id}" nằm ngoài thang đánh giá.`, `The rating of "${id}" is a bad rating: off its scale.`),
  notApplicable: (id) => say(`Mục "${id}" không được bỏ qua (NA).`, `Node "${id}" may not be rated not applicable.`),
  badFact: (name) => say(`Dữ kiện "${name}" sai kiểu.`, `Fact "${name}" has the wrong type.`),
  badSet: (name) => say(`Quy tắc chấm "${name}" có lỗi.`, `The scoring rule "${name}" is faulty.`),
}
