// Scores a case again from the sheets it was decided on, holds the result against what the history says, and tells why it is so.
import type { Submission } from '../domain/case.ts'
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import { decisionLines } from '../domain/scoring/decision-lines.ts'
import { ScoringError } from '../domain/scoring/error.ts'
import type { FactValues } from '../domain/scoring/evaluate.ts'
import type { ScoreResult } from '../domain/scoring/score-compiled.ts'
import { score } from '../domain/scoring/score.ts'
import { ratingsOf } from '../store/facts.ts'
import { level4Sheet } from '../store/library.ts'
import type { Finding } from './findings.ts'
import { names, submissionName, type CaseFile } from './format.ts'
import { wasSaved, type Story } from './story.ts'

/** What a package tells about the result of a case. */
export interface Result {
  /** The submission that was scored, as `decision-1`; `null` when nothing was handed over yet. */
  submission: string | null
  decisions: Record<string, { outcome: string; grade: number | string | null }>
  /** Vietnamese sentences. */
  why: string[]
}

interface Scored {
  submission: Submission
  of: 'school' | 'team'
  result: ScoreResult
}

/** Which submission a decision rests on: the latest of the highest kind. */
const rank = { dossier: 0, externalReport: 1, decision: 2 } as const

/** `submissions` by name, as `decision-1`. */
export function checkDecision(
  file: CaseFile,
  set: CriteriaSet,
  submissions: ReadonlyMap<string, Submission>,
  story: Story,
  found: Finding[],
): Result {
  for (const [name, submission] of submissions) found.push(...sheetFaults(name, submission, story))
  const scored = new Map<string, Scored>()
  for (const [name, submission] of submissions) {
    const result = scoreAgain(set, submission, file.facts[name] ?? {})
    if (typeof result === 'string') found.push({ file: submissionFile(submission), message: result })
    else scored.set(name, result)
  }
  for (const one of scored.values()) found.push(...outcomeFaults(one, story))
  found.push(...awardFaults(file, story))
  const last = [...scored].toSorted(([, a], [, b]) => order(a.submission) - order(b.submission)).at(-1)
  if (!last) return { submission: null, decisions: {}, why: ['Hồ sơ chưa có bản chốt nào để chấm.'] }
  return { submission: last[0], ...told(file, set, last[1]) }
}

const order = ({ kind, version }: Submission) => rank[kind] * 1_000_000 + version
const submissionFile = ({ kind, version }: Submission) => submissionName(kind, version)

/** A frozen sheet is rated as it had been saved when it was frozen. */
function sheetFaults(name: string, { sheets, at, kind, version }: Submission, story: Story): Finding[] {
  return sheets
    .filter((sheet) => story.saved.some((one) => one.kind === sheet.kind))
    .filter(({ content, ...owner }) => !wasSaved(story, { ...owner, ratings: content.ratings }, at))
    .map((sheet) => ({
      file: submissionName(kind, version),
      message: `bản ${name}: kết quả trên phiếu ${sheet.kind}/${sheet.criterion} không phải kết quả đã lưu trong lịch sử.`,
    }))
}

/** The score, or a sentence on why there is none. */
function scoreAgain(set: CriteriaSet, submission: Submission, facts: Record<string, unknown>): Scored | string {
  const of = submission.kind !== 'dossier' && submission.sheets.some(({ kind }) => kind === 'team') ? 'team' : 'school'
  const level4 = submission.sheets.some(
    ({ kind, criterion, state }) => kind === 'school' && criterion === level4Sheet && state === 'agreed',
  )
  const counted = submission.sheets.filter(
    ({ kind, criterion }) => kind === of && (of === 'school' || level4 || criterion !== level4Sheet),
  )
  try {
    return { submission, of, result: score(set, ratingsOf(set, counted), facts as FactValues) }
  } catch (error) {
    if (error instanceof ScoringError) return `không chấm lại được: ${error.problems[0]?.message.vi ?? error.message}`
    throw error
  }
}

/** Events at the instant of the submission looked at the same sheets and must have seen the same result. */
function outcomeFaults({ submission, of, result }: Scored, story: Story): Finding[] {
  if (of !== 'team') return []
  const events = story.scored.filter(({ at }) => at === submission.at)
  return events.flatMap(({ process, row, event, decisions }) =>
    Object.entries(decisions).flatMap(([name, { outcome, grade }]): Finding[] => {
      const again = result.decisions[name]
      if (again?.outcome === outcome && (again.grade ?? null) === grade) return []
      const message = `sự kiện ${event} dựa trên kết quả “${name}: ${outcome}”, chấm lại từ phiếu ra “${again?.outcome ?? 'không có'}”.`
      return [{ file: names.history, process, row, message }]
    }),
  )
}

/** Every award of the case was granted in its history, under that number and decision and with that grade. */
function awardFaults({ awards }: CaseFile, { grants }: Story): Finding[] {
  return awards
    .filter(
      ({ number, grade, decision }) =>
        !grants.some((one) => one.number === number && one.grade === grade && one.decision === decision),
    )
    .map(({ number }) => ({ file: names.case, message: `lịch sử không có việc cấp ${number} như đã ghi.` }))
}

const awardNames: Readonly<Record<string, string>> = {
  accreditation: 'Kiểm định chất lượng giáo dục',
  nationalStandard: 'Chuẩn quốc gia',
}
const statuses: Readonly<Record<string, string>> = {
  valid: 'còn hiệu lực',
  inRemedy: 'đang khắc phục',
  suspended: 'đang đình chỉ',
  revoked: 'đã thu hồi',
  expired: 'đã hết hạn',
  superseded: 'đã được thay thế',
}

function told({ awards }: CaseFile, set: CriteriaSet, { submission, of, result }: Scored): Omit<Result, 'submission'> {
  const whose = of === 'team' ? 'phiếu của đoàn đánh giá ngoài' : 'phiếu tự đánh giá của trường'
  const decisions = Object.entries(result.decisions).map(([name, { outcome, grade }]) => [name, { outcome, grade }])
  return {
    decisions: Object.fromEntries(decisions) as Result['decisions'],
    why: [
      ...awards.map(
        ({ award, grade, number, decision, status }) =>
          `${awardNames[award] ?? award}: cấp ${grade}, số ${number}, theo quyết định ${decision}, ${statuses[status] ?? status}.`,
      ),
      `Chấm lại từ ${whose}, bản chốt ${submission.kind}-${submission.version} ngày ${submission.at.slice(0, 10)}:`,
      ...decisionLines(set, result.decisions),
    ],
  }
}
