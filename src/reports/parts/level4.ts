// The level-4 items of a set: each with its text, what was written about it and its rating.
import type { FrozenSheet } from '../../domain/case.ts'
import { ratedText, ratingsOf, unrated } from './criteria.ts'
import type { Bench } from './frame.ts'

/** The items share the sheet `M4`, which describes each under its id; what it says otherwise is about all of them. */
export function level4View({ set, prose, marks }: Bench, sheets: ReadonlyMap<string, FrozenSheet>) {
  const ratings = ratingsOf(sheets)
  const shared = sheets.get('M4')?.content
  const texts = shared?.currentState ?? {}
  const general = Object.entries(texts).filter(([key]) => !set.level4.some(({ id }) => id === key))
  const items = set.level4.map(({ id, name, text, ref, verified }, index) => ({
    id,
    place: index + 1,
    name: name.vi,
    text: text.vi,
    mark: verified === false && marks.add(name.vi, ref),
    rated: ratedText(ratings[id]),
    met: ratings[id] === true ? 'x' : '',
    failed: ratings[id] === false ? 'x' : '',
    remark: ratings[id] === undefined ? unrated : '',
    state: prose.paragraphs(texts[id]),
  }))
  const written = items.some(({ rated, state }) => rated !== unrated || state.length > 0)
  const met = items.filter(({ rated }) => rated === 'Đạt').length
  return {
    items,
    state: general.flatMap(([, part]) => prose.paragraphs(part)),
    strengths: prose.paragraphs(shared?.strengths),
    weaknesses: prose.paragraphs(shared?.weaknesses),
    plan: prose.paragraphs(shared?.plan),
    unclear: prose.paragraphs(shared?.unclear),
    /** Whether anything was rated or described: a school that does not ask for level 4 leaves the sheet empty. */
    written,
    conclusion: written ? `Đạt ${met}/${items.length} tiêu chí Mức 4.` : 'Không đánh giá.',
  }
}
