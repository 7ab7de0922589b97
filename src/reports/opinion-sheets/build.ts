// Phiếu ý kiến: what each member of the appraisal council (2026) thinks of the dossier, one page a member.
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import type { ReportInput } from '../input.ts'
import { actsOf, byPerson, Texts, tooEarly, type CaseView } from '../parts/acts.ts'
import { dots, paperFrame, reviewHead, signature, startPaper } from '../parts/paper.ts'
import { namesOf, requestedWords } from '../parts/review-case.ts'
import { placeAndDate } from '../parts/words.ts'

const Opinion = z.object({
  personId: z.string().optional(),
  strengths: z.string(),
  weaknesses: z.string(),
  questions: Texts,
  recommend: z.boolean(),
})

/** The last sheet of each member. Throws `conflict` while nobody has handed one in. */
export function opinionsOf(view: CaseView & Pick<ReportInput, 'only'>) {
  const names = namesOf(view)
  const opinions = [...byPerson(actsOf(view, ['submitOpinion'], Opinion))]
    .filter(([person]) => view.only === undefined || view.only === person)
    .map(([person, { payload, at }]) => ({ ...payload, name: names(person), at }))
  if (opinions.length === 0)
    throw tooEarly(say('Chưa có thành viên nào nộp phiếu ý kiến.', 'No member has handed in an opinion.'))
  return opinions
}

/** Throws `conflict` while nobody has handed one in. */
export function buildOpinionSheets(input: ReportInput) {
  const bench = startPaper(input)
  const { school, processes } = input.submission
  const asked = requestedWords(processes['externalReview']).join(' và ') || dots
  return {
    opinions: opinionsOf(input).map(({ name, at, strengths, weaknesses, questions, recommend }) => ({
      name,
      strengths: bench.prose.paragraphs(strengths),
      weaknesses: bench.prose.paragraphs(weaknesses),
      questions,
      yes: recommend ? '☒' : '☐',
      no: recommend ? '☐' : '☒',
      signature: signature('NGƯỜI CHO Ý KIẾN', name, { dated: placeAndDate(school.province, at) }),
    })),
    asked,
    ...paperFrame(bench, {
      title: 'Phiếu ý kiến của thành viên hội đồng thẩm định',
      heading: 'PHIẾU Ý KIẾN',
      about: `Thẩm định ${school.name}`,
      form: 'opinionSheet',
      head: reviewHead(input, { number: null, date: null }),
      signature: signature('', ''),
    }),
  }
}
