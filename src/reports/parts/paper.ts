// What all letters, minutes, sheets and decisions of a case share: head, title, dotted lines, signature, who gets them.
import type { ReportInput } from '../input.ts'
import type { Numbered } from './acts.ts'
import { formMark, frameOf, startReport, type Bench } from './frame.ts'
import { authoritiesOf, letterhead, type Letterhead } from './letterhead.ts'
import type { Paragraphs } from './prose.ts'
import { proseOf } from './prose.ts'
import { reviewWords } from './regime.ts'
import { longDate, placeAndDate, placeName } from './words.ts'

export const dots = '……………………'

export interface PaperBench extends Bench {
  /** The text of a field, or the dotted line of the form, to be filled in by hand. */
  field(what: string, text: string | null | undefined): Paragraphs
  blanks(): string[]
}

/** The bench of a paper that does not hold the register. */
export function startPaper(input: ReportInput): PaperBench {
  const bench = startReport(input)
  const { procedure, submission, evidenceAddresses: addresses } = input
  const prose = proseOf(procedure, submission.evidence, { register: false, addresses })
  const blanks = new Set<string>()
  return {
    ...bench,
    prose,
    blanks: () => [...blanks],
    field(what, text) {
      const written = prose.paragraphs(text ?? undefined)
      if (written.length > 0) return written
      blanks.add(what)
      return [[{ text: dots.repeat(3), href: null }]]
    },
  }
}

/** Who signs at the right, below the line of authority; who is told at the left. */
export interface Signature {
  dated: string | null
  onBehalf: string | null
  office: string
  name: string
  recipients: string[]
}

export function signature(office: string, name: string, more: Partial<Signature> = {}): Signature {
  return { dated: null, onBehalf: null, recipients: [], ...more, office, name }
}

interface Heading {
  title: string
  heading: string
  about?: string | null
  /** Its form in the procedure; none when no source shows one. */
  form: string | null
  head: Letterhead
  signature: Signature
}

/** The frame of a paper, to be asked for last. */
export function paperFrame(bench: PaperBench, { form, about = null, ...rest }: Heading) {
  const known = form === null ? undefined : bench.procedure.forms[form]
  const mark = known ? formMark(bench, form ?? '') : bench.marks.add(`Mẫu ${rest.title}`, 'chưa có nguồn nêu mẫu')
  const school = bench.submission.school.name
  return {
    ...rest,
    title: `${rest.title} – ${school}`,
    about,
    formMark: mark,
    formNumber: known?.number ?? '',
    ...frameOf(bench),
    blanks: bench.blanks(),
  }
}

/** Number, place and day of a paper that the school signs; dotted where they are not known. */
export function schoolHead(input: ReportInput, paper: Numbered | null): Letterhead {
  const { school } = input.submission
  const parent = school.managingBody || authoritiesOf(input).commune
  return letterhead(parent, school.name, { number: paper?.number ?? dots, dated: dated(school.commune, paper?.date) })
}

/** Papers inside the school carry no number: sheets, lists. */
export function schoolSheetHead(input: ReportInput): Letterhead {
  return { ...schoolHead(input, null), number: null, dated: null }
}

export function departmentHead(input: ReportInput, paper: Numbered | null): Letterhead {
  const { province } = authoritiesOf(input)
  const rest = { number: paper?.number ?? dots, dated: dated(input.submission.school.province, paper?.date) }
  return letterhead(province, 'Sở Giáo dục và Đào tạo', rest)
}

/** Of the review team (2018) or appraisal council (2026), which the department set up. */
export function reviewHead(input: ReportInput, paper: { number: string | null; date: string | null }): Letterhead {
  const { department } = authoritiesOf(input)
  const place = input.submission.school.province
  const rest = { number: paper.number, dated: paper.date === null ? null : dated(place, paper.date) }
  return letterhead(department, reviewWords(input.procedure).body, rest)
}

function dated(place: string, date: string | undefined): string {
  return date ? placeAndDate(place, date) : `${placeName(place)}, ${dayWords(null)}`
}

/** `ngày 05 tháng 9 năm 2026`, or its dotted line. */
export function dayWords(date: string | null | undefined): string {
  return date ? longDate(date) : 'ngày …… tháng …… năm ……'
}

/** `Số 12/QĐ-THPT ngày 05 tháng 9 năm 2026` inside a sentence. */
export function numberWords({ number, date }: Numbered): string {
  return `số ${number} ${longDate(date)}`
}

/** The grounds of a decision: each ends with a semicolon, the last with a full stop (NĐ 30/2020). */
export function groundLines(grounds: readonly string[]): string[] {
  return grounds.map((text, index) => `${text.replace(/[.;]$/, '')}${index + 1 < grounds.length ? ';' : '.'}`)
}
