// Báo cáo sơ bộ: what each member of the team found in the dossier before the visits (2018), one page a member.
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import type { ReportInput } from '../input.ts'
import { actsOf, byPerson, Texts, tooEarly, type CaseView } from '../parts/acts.ts'
import { paperFrame, reviewHead, signature, startPaper } from '../parts/paper.ts'
import { namesOf } from '../parts/review-case.ts'
import { placeAndDate } from '../parts/words.ts'

const Preliminary = z.object({
  personId: z.string().optional(),
  form: z.string(),
  content: z.string(),
  unclearCriteria: Texts,
  evidenceToCheck: Texts,
  interviewees: Texts,
  placesToSee: Texts,
})

/** The last report of each member. Throws `conflict` while nobody has handed one in. */
export function preliminaryReportsOf(view: CaseView & Pick<ReportInput, 'only'>) {
  const names = namesOf(view)
  const reports = [...byPerson(actsOf(view, ['submitPreliminaryReport'], Preliminary))]
    .filter(([person]) => view.only === undefined || view.only === person)
    .map(([person, { payload, at }]) => ({ ...payload, name: names(person), at }))
  if (reports.length === 0)
    throw tooEarly(say('Chưa có thành viên nào nộp báo cáo sơ bộ.', 'No member has handed in a preliminary report.'))
  return reports
}

/** Throws `conflict` while nobody has handed one in. */
export function buildPreliminaryReports(input: ReportInput) {
  const bench = startPaper(input)
  const { school } = input.submission
  return {
    reports: preliminaryReportsOf(input).map(({ name, at, form, content, ...lists }) => ({
      ...lists,
      name,
      form: bench.prose.paragraphs(form),
      content: bench.prose.paragraphs(content),
      signature: signature('NGƯỜI BÁO CÁO', name, { dated: placeAndDate(school.province, at) }),
    })),
    ...paperFrame(bench, {
      title: 'Báo cáo sơ bộ của thành viên đoàn',
      heading: 'BÁO CÁO SƠ BỘ',
      about: `Kết quả nghiên cứu hồ sơ ${school.name}`,
      form: 'preliminaryReport',
      head: reviewHead(input, { number: null, date: null }),
      signature: signature('', ''),
    }),
  }
}
