// The level-4 items of a set: each with its text, what was written about it and its rating.
import type { FrozenSheet } from '../../domain/case.ts'
import { ratedText, ratingsOf, unrated } from './criteria.ts'
import type { Bench } from './frame.ts'

/** The items share the sheet `M4`; a sheet of an item's own goes before it. */
export function level4View({ set, prose, marks }: Bench, sheets: ReadonlyMap<string, FrozenSheet>) {
  const ratings = ratingsOf(sheets)
  const shared = sheets.get('M4')?.content
  const items = set.level4.map(({ id, name, text, ref, verified }, index) => {
    const own = sheets.get(id)?.content
    return {
      id,
      place: index + 1,
      name: name.vi,
      text: text.vi,
      mark: verified === false && marks.add(name.vi, ref),
      rated: ratedText(ratings[id]),
      met: ratings[id] === true ? 'x' : '',
      failed: ratings[id] === false ? 'x' : '',
      remark: ratings[id] === undefined ? unrated : '',
      state: Object.values(own?.currentState ?? {}).flatMap((part) => prose.paragraphs(part)),
    }
  })
  const met = items.filter(({ rated }) => rated === 'Đạt').length
  return {
    items,
    state: Object.values(shared?.currentState ?? {}).flatMap((part) => prose.paragraphs(part)),
    strengths: prose.paragraphs(shared?.strengths),
    weaknesses: prose.paragraphs(shared?.weaknesses),
    plan: prose.paragraphs(shared?.plan),
    conclusion: `Đạt ${met}/${items.length} tiêu chí Mức 4.`,
  }
}
