// Conditions that can never hold because of what they compare, and facts nobody declared: silent otherwise, told before use.
import type { Text } from '../text.ts'
import { say } from '../text.ts'
import type { Model } from './compile.ts'
import type { Cond } from './condition-schema.ts'
import { toFraction } from './numbers.ts'
import type { OperatorName } from './operators/index.ts'
import { operatorNames } from './operators/index.ts'
import type { Measure, Scoring } from './schema.ts'

export interface ConditionFault {
  /** Where in the rule, e.g. `['measures', 2]` or `['decisions', 'award', 'rows', 0]`. */
  path: PropertyKey[]
  message: Text
}

/** Every such condition of measures and decisions. Facts are looked at where the model declares them. */
export function checkConditions({ scoring, facts }: Pick<Model, 'scoring' | 'facts'>): ConditionFault[] {
  const { decision, decisions = {} } = scoring
  const rules = [
    ...(decision ? [{ decision, path: ['decision'] as PropertyKey[] }] : []),
    ...Object.entries(decisions).map(([name, each]) => ({
      decision: each,
      path: ['decisions', name] as PropertyKey[],
    })),
  ]
  const places = [
    ...scoring.measures.map((measure, i) => ({ path: ['measures', i] as PropertyKey[], conds: condsOf(measure) })),
    ...rules.flatMap((rule) =>
      rule.decision.rows.map((row, i) => ({ path: [...rule.path, 'rows', i], conds: [row.when] })),
    ),
  ]
  const undeclared = scoring.measures.flatMap((measure, i) =>
    [
      ...condsOf(measure)
        .flatMap(parts)
        .map((cond) => cond.fact),
      measure.external?.fact,
    ]
      .filter((fact) => fact !== undefined && facts !== undefined && !Object.hasOwn(facts, fact))
      .map((fact) => ({
        path: ['measures', i],
        message: say(`Dữ kiện "${fact}" chưa được khai trong facts.`, `Fact "${fact}" is not declared in facts.`),
      })),
  )
  const mismatched = places.flatMap(({ path, conds }) =>
    conds.flatMap(parts).flatMap((cond) => mismatch(cond, scoring, facts).map((message) => ({ path, message }))),
  )
  return [...undeclared, ...mismatched]
}

/** A condition with all it holds. */
function parts(cond: Cond): Cond[] {
  const inside = [...(cond.all ?? []), ...(cond.any ?? []), ...(cond.not ? [cond.not] : [])]
  const counted = [cond.count, cond.share].flatMap((tally) => (tally ? [tally.where] : []))
  return [cond, ...[...inside, ...counted].flatMap(parts)]
}

function condsOf({ test, count, share, cumulative, cap }: Measure): Cond[] {
  const tallies = [count, share, cumulative].flatMap((tally) => (tally ? [tally.where] : []))
  return [...(test ? [test] : []), ...tallies, ...(cap?.caps ?? []).map((each) => each.when)]
}

type Word = number | string | boolean
/** What a subject can be: any number, true or false, one of these words, or (`undefined`) anything. */
type Gives = 'number' | 'truth' | readonly Word[] | undefined

function mismatch(cond: Cond, scoring: Scoring, facts: Model['facts']): Text[] {
  const subjects = scoring.measures.filter((measure) => measure.id === cond.measure)
  const declared = cond.fact === undefined ? undefined : facts?.[cond.fact]
  const gives = cond.measure === undefined ? [declared && factGives[declared.kind]] : subjects.map(givesOf)
  if (gives.length === 0) return []
  const name = cond.measure ?? cond.fact ?? ''
  const words = [...(cond.eq === undefined ? [] : [cond.eq]), ...(cond.in ?? [])]
  const never = words.filter((word) => !gives.some((given) => canBe(given, word)))
  const ordered = [cond.gte, cond.gt, cond.lte, cond.lt].some((bound) => bound !== undefined)
  return [
    ...never.map((word) => say(`"${name}" không bao giờ bằng ${word}.`, `"${name}" is never ${word}.`)),
    ...(ordered && gives.every((given) => given === 'truth')
      ? [say(`"${name}" chỉ so sánh với true hoặc false.`, `"${name}" compares with true or false only.`)]
      : []),
  ]
}

const factGives: Record<string, Gives> = { boolean: 'truth', number: 'number', text: undefined }

function givesOf(measure: Measure): Gives {
  if (measure.bands) return [...measure.bands.cuts.map((cut) => cut.value), measure.bands.else]
  if (measure.test) return 'truth'
  const name = operatorNames.find((candidate) => measure[candidate] !== undefined)
  return name && open.includes(name) ? undefined : 'number'
}

/** Operators that give whatever they read. */
const open: readonly OperatorName[] = ['ref', 'external']

function canBe(gives: Gives, word: Word): boolean {
  if (gives === undefined) return true
  if (gives === 'truth') return typeof word === 'boolean'
  const number = toFraction(word)
  if (gives === 'number') return number !== undefined
  return gives.some((each) => each === word || (number && toFraction(each)?.equals(number)))
}
