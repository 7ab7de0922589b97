// Rows and cuts that can never give their result: shadowed by one above, contradictory, or beyond what there is to count.
import type { Compiled } from '../scoring/compile.ts'
import type { Cond } from '../scoring/condition-schema.ts'
import { compareExact, toFraction, ZERO } from '../scoring/numbers.ts'
import type { AnySet } from './framework.ts'
import { implies, isContradictory } from './implies.ts'
import type { Problem } from './problem.ts'
import { decisionsOf } from './problem.ts'

/** Problems that are proven; a row that is not proven unreachable is still tried by the examples. */
export function checkRows(set: AnySet, compiled: Compiled): Problem[] {
  return [...decisionsOf(set).flatMap((place) => rowProblems(place, compiled)), ...cutProblems(set)]
}

function rowProblems({ decision, path }: ReturnType<typeof decisionsOf>[number], compiled: Compiled): Problem[] {
  const { rows, hit } = decision
  const problems = rows.flatMap((row, i): Problem[] => {
    const at = [...path, 'rows', i]
    const sentence = `Dòng "${row.id}" không bao giờ xảy ra: `
    if (isContradictory(row.when)) return [{ path: at, message: `${sentence}các điều kiện loại trừ nhau.` }]
    const beyond = tooMany(row.when, compiled)
    if (beyond) return [{ path: at, message: `${sentence}${beyond}` }]
    const above = hit === 'first' ? rows.slice(0, i).find((earlier) => implies(row.when, earlier.when)) : undefined
    return above ? [{ path: at, message: `${sentence}dòng "${above.id}" ở trên luôn xảy ra trước.` }] : []
  })
  const sure = hit === 'first' ? rows.find((row) => isSure(row.when)) : undefined
  if (!sure) return problems
  return [
    ...problems,
    { path: [...path, 'otherwise'], message: `Dòng "${sure.id}" luôn xảy ra nên otherwise không bao giờ đến lượt.` },
  ]
}

/** A count is never below zero. */
function isSure(cond: Cond): boolean {
  if (cond.all) return cond.all.every(isSure)
  if (cond.any) return cond.any.some(isSure)
  const { gte, gt, lte, lt, eq, in: list } = cond
  const bounded = [gt, lte, lt, eq, list].some((bound) => bound !== undefined)
  const least = toFraction(gte)
  return cond.count !== undefined && !bounded && least !== undefined && compareExact(least, ZERO) <= 0
}

/** A count that asks for more than its scope has, as the end of a sentence. */
function tooMany(cond: Cond, compiled: Compiled): string | undefined {
  for (const part of cond.all ?? [cond]) {
    if (part !== cond) {
      const inner = tooMany(part, compiled)
      if (inner) return inner
    }
    if (!part.count) continue
    const members = compiled.members(part.count.over, compiled.root).length
    const least = toFraction(part.gte) ?? toFraction(part.eq)
    const needed = toFraction(part.gt)?.add(1) ?? least
    if (needed && compareExact(needed, ZERO.add(members)) > 0) {
      return `cần ${needed.toString()} mục nhưng phạm vi chỉ có ${members}.`
    }
  }
  return undefined
}

/** Cuts are tried from the top, so each must stand below those before it. */
function cutProblems(set: AnySet): Problem[] {
  return set.scoring.measures.flatMap((measure, m) =>
    (measure.bands?.cuts ?? []).flatMap((cut, i, cuts) => {
      const above = cuts.slice(0, i).find((earlier) => implies(subject(cut), subject(earlier)))
      if (!above) return []
      const path = ['scoring', 'measures', m, 'bands', 'cuts', i]
      const order = `Ngưỡng ${edge(cut)} không bao giờ đến lượt vì ngưỡng ${edge(above)} đứng trước; xếp từ cao xuống thấp.`
      return [{ path, message: order }]
    }),
  )
}

type Cut = Pick<Cond, 'gte' | 'gt'>

const subject = ({ gte, gt }: Cut): Cond => ({ measure: 'cut', gte, gt })
const edge = ({ gte, gt }: Cut) => (gte === undefined ? `> ${gt}` : `>= ${gte}`)
