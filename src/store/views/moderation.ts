// What the reviewers gave alone, side by side: per criterion and indicator all scores, the school's own, the team's, and how far they agree.
import type { SheetContent } from '../../domain/case.ts'
import type { SetNode } from '../../domain/criteria/flatten.ts'
import { ratingOf } from '../../domain/criteria/rating-of.ts'
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { reviewRoles } from '../../domain/roles.ts'
import { agreementOf, type Agreement } from '../../domain/scoring/agreement.ts'
import { knownBySet } from '../../domain/scoring/known.ts'
import { moderate } from '../../domain/scoring/moderation.ts'
import type { RatingValue } from '../../domain/scoring/ratings.ts'
import type { Moderation } from '../../domain/scoring/schema.ts'
import { compileSet, criterionLevels } from '../../domain/scoring/score.ts'
import { ratingsOf } from '../facts.ts'
import { disagreed, ratedNodes, scaleOf } from '../sheet-facts.ts'
import type { Client } from '../with-client.ts'
import { caseMembers } from './cases.ts'
import { citingSheets, type Viewer } from './evidence.ts'
import { roundOf } from './reviews.ts'
import { counted, listSheetGists, reviewStage, type SheetRow } from './sheets.ts'
import type { Ground } from './standing.ts'

export type Level = number | 'incomplete'

export interface NodeScores {
  id: string
  /** By reviewer; `null` = not rated. */
  ratings: Record<string, RatingValue>
  school: RatingValue
  team: RatingValue
  /** What the rule of the set, or agreement of all, makes of them; `null` = to be talked about. */
  combined: RatingValue
  differs: boolean
}

export interface CriterionScores {
  criterion: string
  nodes: NodeScores[]
  /** The level reached, by reviewer. None on the sheet of level-4 items. */
  levels: Record<string, Level>
  school: Level | null
  team: Level | null
  /** Reviewers rated an indicator differently. */
  differs: boolean
  sheet: { process: string; state: string; version: number } | null
}

export interface ModerationTable {
  reviewers: { id: string; name: string; role: string }[]
  /** In the order of the set. */
  criteria: CriterionScores[]
  /** Over all indicators, and over the levels of the criteria. */
  indicators: Agreement
  levels: Agreement
}

type Sheet = SheetRow & { content: SheetContent }
interface Query {
  set: CriteriaSet
  criteria: readonly string[]
  ground: Ground
  viewer: Viewer
}

/** Where a set has no rule of moderation: alike is taken, all else is talked about. */
const alike: Moderation = { reviewers: { min: 1 }, combine: 'consensus' }

// What members gave no longer changes once all are in.
const compared = knownBySet<NodeScores[]>(5000)

/** Throws `conflict` while somebody still scores: nobody sees another's scores before. */
export async function moderationTable(client: Client, query: Query): Promise<ModerationTable> {
  const { set, criteria, ground, viewer } = query
  const cycle = ground.cycleId ?? ''
  if (!(await reviewStage(client, cycle)).allScored)
    throw new AppError(
      'conflict',
      say(
        'Chưa xem được điểm của nhau: còn thành viên chưa nộp đủ phiếu.',
        'Scores cannot be compared yet: some members have not handed in all their sheets.',
      ),
    )
  const round = await roundOf(client, cycle)
  // A criterion's level follows from its own sheet alone.
  const only = criteria.length === 1 ? criteria[0] : null
  const sheets = (await listSheetGists(client, ground, only)).filter((one) => one.round === round)
  const reviewers = await teamOf(client, cycle)
  const school = await citingSheets(client, cycle, viewer, only)
  const levelsOf = (book: readonly { content: SheetContent }[]) => criterionLevels(set, ratingsOf(set, book) as never)
  const books = reviewers.map(({ id }) => ({ id, levels: levelsOf(sheets.filter((one) => one.assessor === id)) }))
  const [ofSchool, ofTeam] = [levelsOf(school), levelsOf(sheets.filter(({ kind }) => kind === 'team'))]
  const rated = await ratedCriteria(client, cycle, round)
  const rows = criteria
    .filter((criterion) => rated.has(criterion))
    .map((criterion): CriterionScores => {
      const own = sheets.filter((one) => one.criterion === criterion)
      const team = own.find(({ kind }) => kind === 'team')
      const ofSchoolHere = school.find((one) => one.criterion === criterion)?.content
      const key = [
        criterion,
        own.map(({ kind, assessor, content }) => [kind, assessor, content.ratings]),
        ofSchoolHere?.ratings,
      ]
      const nodes = compared(set, key, () => nodesOf(set, criterion, own, ofSchoolHere))
      return {
        criterion,
        nodes,
        levels: Object.fromEntries(books.flatMap(({ id, levels }) => [[id, levels[criterion] ?? 'incomplete']])),
        school: ofSchool[criterion] ?? null,
        team: team ? (ofTeam[criterion] ?? null) : null,
        differs: nodes.some(({ differs }) => differs),
        sheet: team ? { process: team.process, state: team.state, version: team.version } : null,
      }
    })
  const indicators = agreementOf(rows.flatMap(({ nodes }) => nodes.map(({ ratings }) => Object.values(ratings))))
  const levels = agreementOf(
    rows.filter(({ school: own }) => own !== null).map(({ levels: given }) => Object.values(given)),
  )
  return { reviewers, criteria: rows, indicators, levels }
}

/** The criteria that reviewers had to score in this round. */
export async function ratedCriteria(client: Client, cycle: string, round: number): Promise<Set<string>> {
  const text = `select distinct h.criterion from sheets h join processes p on p.id = h.process_id where h.cycle_id = $1
    and h.kind = 'reviewer' and coalesce((p.context->>'round')::int, 1) = $2 and ${counted}`
  const found = await client.query<{ criterion: string }>({ name: 'rated-criteria', text, values: [cycle, round] })
  return new Set(found.rows.map(({ criterion }) => criterion))
}

/** The reviewers of today, lead first. */
async function teamOf(client: Client, cycle: string): Promise<ModerationTable['reviewers']> {
  const order: readonly string[] = reviewRoles
  const members = (await caseMembers(client, cycle)).filter(({ until, role }) => until === null && order.includes(role))
  return members
    .toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
    .map(({ personId, name, role }) => ({ id: personId, name, role }))
}

function nodesOf(
  set: CriteriaSet,
  criterion: string,
  sheets: readonly Sheet[],
  school: SheetContent | undefined,
): NodeScores[] {
  const scored = sheets.filter(({ kind }) => kind === 'reviewer')
  const team = sheets.find(({ kind }) => kind === 'team')
  const differ = new Set(disagreed(set, criterion, scored))
  return ratedNodes(set, criterion).map((node) => {
    const rating = (content: SheetContent | undefined) =>
      (content ? (ratingOf(content.ratings, criterion, node) ?? null) : null) as RatingValue
    const ratings = Object.fromEntries(scored.map(({ assessor, content }) => [assessor ?? '', rating(content)]))
    return {
      id: node.id,
      ratings,
      school: rating(school),
      team: rating(team?.content),
      combined: combinedOf(set, node, ratings),
      differs: differ.has(node.id),
    }
  })
}

function combinedOf(set: CriteriaSet, node: SetNode, ratings: Record<string, RatingValue>): RatingValue {
  const { moderation = alike } = compileSet(set).scoring
  const given = Object.entries(ratings).map(([reviewer, rating]) => ({ reviewer, rating }))
  // Who left it open did not judge it: nothing follows from the others alone.
  if (given.some(({ rating }) => rating === null)) return null
  return moderate(moderation, scaleOf(set, node), given).combined
}

/** How many of their sheets of the running round each reviewer has handed in: no scores. */
export async function scoringProgress(
  client: Client,
  cycle: string,
): Promise<{ id: string; name: string; role: string; sheets: number; handedIn: number }[]> {
  const text = `select h.assessor as id, count(*)::int as sheets, count(*) filter (where p.state <> 'drafting')::int as "handedIn"
    from sheets h join processes p on p.id = h.process_id where h.cycle_id = $1 and h.kind = 'reviewer'
      and coalesce((p.context->>'round')::int, 1) = $2 and ${counted} group by h.assessor`
  const values = [cycle, await roundOf(client, cycle)]
  const found = await client.query<{ id: string; sheets: number; handedIn: number }>({
    name: 'scoring-progress',
    text,
    values,
  })
  const counts = new Map(found.rows.map((row) => [row.id, row]))
  return (await teamOf(client, cycle)).map((one) => ({
    ...one,
    sheets: counts.get(one.id)?.sheets ?? 0,
    handedIn: counts.get(one.id)?.handedIn ?? 0,
  }))
}
