// A criterion as reports show it: its levels and their texts, what was written about it, and how each indicator was rated.
import type { FrozenSheet, Ratings, Submission } from '../../domain/case.ts'
import { indicatorId } from '../../domain/criteria/flatten.ts'
import type { Criterion, CriteriaSet } from '../../domain/criteria/schema.ts'
import type { ScoreResult } from '../../domain/scoring/score-compiled.ts'
import type { Marks } from './marks.ts'
import type { Paragraphs, Prose } from './prose.ts'

export type Reached = number | 'incomplete'

export interface LevelView {
  level: number
  indicators: { letter: string | null; text: string; mark: boolean; rated: string }[]
  state: Paragraphs
  /** All of the level's indicators together. */
  rated: string
}

export interface CriterionView {
  id: string
  name: string
  mandatory: boolean
  levels: LevelView[]
  strengths: Paragraphs
  weaknesses: Paragraphs
  plan: Paragraphs
  unclear: Paragraphs
  grid: GridView
  /** `Đạt Mức 2`, `Không đạt Mức 1`, or that something is missing. */
  result: string
  /** The same inside a sentence. */
  verdict: string
}

/** The table of ratings: a pair of cells a level, `*` for an unlettered indicator, a dash where there is none. */
export interface GridView {
  levels: number[]
  rows: { cells: { letter: string; rated: string }[] }[]
  totals: string[]
}

export const unrated = 'Chưa đánh giá'
const dash = '–'

/** The sheets of one kind by criterion. */
export function sheetsOf(submission: Submission, kind: FrozenSheet['kind']): ReadonlyMap<string, FrozenSheet> {
  return new Map(submission.sheets.filter((sheet) => sheet.kind === kind).map((sheet) => [sheet.criterion, sheet]))
}

/** All ratings of these sheets together. */
export function ratingsOf(sheets: ReadonlyMap<string, FrozenSheet>): Ratings {
  return Object.assign({}, ...[...sheets.values()].map((sheet) => sheet.content.ratings))
}

/** The levels on which criteria of the set are rated, e.g. 1 to 3. */
export function levelsOf(set: CriteriaSet): number[] {
  const levels = set.standards.flatMap(({ criteria }) => criteria.flatMap((one) => Object.keys(one.levels).map(Number)))
  return [...new Set(levels)].toSorted((a, b) => a - b)
}

/** The level a criterion reaches in this score. */
export function reachedIn(result: ScoreResult, criterion: string): Reached {
  const level = result.measures['level']?.[criterion]
  return typeof level === 'number' ? level : 'incomplete'
}

export function reachedText(reached: Reached): string {
  if (reached === 'incomplete') return 'Chưa đủ dữ liệu'
  return reached === 0 ? 'Không đạt Mức 1' : `Đạt Mức ${reached}`
}

export function criterionView(
  { set, prose, marks, result }: { set: CriteriaSet; prose: Prose; marks: Marks; result: ScoreResult },
  criterion: Criterion,
  sheet: FrozenSheet | undefined,
): CriterionView {
  const levels = levelViews(criterion, sheet, prose, marks)
  const reached = reachedText(reachedIn(result, criterion.id))
  return {
    id: criterion.id,
    name: criterion.name.vi,
    mandatory: criterion.mandatory,
    levels,
    strengths: prose.paragraphs(sheet?.content.strengths),
    weaknesses: prose.paragraphs(sheet?.content.weaknesses),
    plan: prose.paragraphs(sheet?.content.plan),
    unclear: prose.paragraphs(sheet?.content.unclear),
    grid: gridOf(levelsOf(set), levels),
    result: reached,
    verdict: `${reached.charAt(0).toLowerCase()}${reached.slice(1)}`,
  }
}

/** How a yes-or-no rating reads. */
export function ratedText(rating: unknown): string {
  if (rating === true) return 'Đạt'
  return rating === false ? 'Không đạt' : unrated
}

function levelViews(criterion: Criterion, sheet: FrozenSheet | undefined, prose: Prose, marks: Marks): LevelView[] {
  const ratings = sheet?.content.ratings ?? {}
  return Object.entries(criterion.levels)
    .map(([key, indicators]) => ({ level: Number(key), indicators }))
    .toSorted((a, b) => a.level - b.level)
    .map(({ level, indicators }) => {
      const views = indicators.map(({ id, text, ref, verified }) => ({
        letter: id === '*' ? null : id,
        text: text.vi,
        mark: verified === false && marks.add(`Tiêu chí ${criterion.id}, Mức ${level}, chỉ báo ${id}`, ref),
        rated: ratedText(ratingOf(ratings, criterion.id, level, id)),
      }))
      const state = prose.paragraphs(sheet?.content.currentState[String(level)])
      return { level, indicators: views, state, rated: together(views.map(({ rated }) => rated)) }
    })
}

/** A level given for the whole criterion stands for its indicators. */
function ratingOf(ratings: Ratings, criterion: string, level: number, indicator: string): unknown {
  const own = ratings[indicatorId(criterion, level, indicator)]
  const whole = ratings[criterion]
  return own ?? (typeof whole === 'number' ? level <= whole : undefined)
}

function together(rated: string[]): string {
  if (rated.includes('Không đạt')) return 'Không đạt'
  return rated.includes(unrated) ? unrated : 'Đạt'
}

function gridOf(levels: number[], views: LevelView[]): GridView {
  const columns = levels.map((level) => views.find((view) => view.level === level))
  const height = Math.max(1, ...views.map(({ indicators }) => indicators.length))
  const rows = Array.from({ length: height }, (_, row) => ({
    cells: columns.map((column) => {
      const indicator = column?.indicators[row]
      if (indicator) return { letter: indicator.letter ?? '*', rated: indicator.rated }
      return column ? { letter: '', rated: '' } : { letter: dash, rated: dash }
    }),
  }))
  return { levels, rows, totals: columns.map((column) => column?.rated ?? dash) }
}
