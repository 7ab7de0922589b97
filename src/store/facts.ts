// Loads the facts a process asks for, inside its transaction: the guards and the history see exactly these.
import { dayOf } from '../domain/calendar/add.ts'
import { Ratings, type SheetContent } from '../domain/case.ts'
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import { openCriteria } from '../domain/dossier-check.ts'
import type { FactName, Facts } from '../domain/facts.ts'
import type { FactValues } from '../domain/scoring/evaluate.ts'
import type { ScoreResult } from '../domain/scoring/score-compiled.ts'
import { schoolLevel, score } from '../domain/scoring/score.ts'
import { caseRatings, type FactQuery, type SchoolQuery } from './case-sheets.ts'
import { level4Sheet, type Library } from './library.ts'
import { loadPeople, loadRecord, loadSchool } from './school-facts.ts'
import { loadSheet } from './sheet-facts.ts'
import { together } from './together.ts'
import type { Client } from './with-client.ts'

/** One call's facts: what several of them read is asked for once. */
interface Asked extends FactQuery {
  client: Client
  library: Library
  school(): Promise<Facts['school']>
  record(): Promise<Facts['record']>
}

const loaders: { [F in FactName]: (asked: Asked) => Promise<Facts[F]> } = {
  school: ({ school }) => school(),
  record: ({ record }) => record(),
  people: ({ client, ...query }) => loadPeople(client, query),
  sheet: ({ client, library, ...query }) => loadSheet(client, library, query),
  assessment: loadAssessment,
  review: loadReview,
}

/** Only the facts named are there. */
export async function loadFacts(
  client: Client,
  library: Library,
  names: readonly FactName[],
  query: FactQuery,
): Promise<Facts> {
  const asked: Asked = {
    ...query,
    client,
    library,
    school: once(() => loadSchool(client, query)),
    record: once(() => loadRecord(client, query)),
  }
  const scores = names.some((name) => name === 'assessment' || name === 'review')
  const loaded = await together(client, () => [
    ...names.map((name): unknown => loaders[name](asked)),
    // What a score needs beside the ratings it asks for first.
    ...(scores ? [asked.school(), asked.record()] : []),
  ])
  // Guards ask only for what their event names; the laws of processes walk every event with just those.
  return Object.fromEntries(names.map((name, index) => [name, loaded[index]])) as unknown as Facts
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined
  return () => (loading ??= load())
}

async function loadAssessment(asked: Asked): Promise<Facts['assessment']> {
  const { client, library, process } = asked
  const sheets = (await caseRatings(client, process.cycleId, 'running')).filter(({ kind }) => kind === 'school')
  const missing = openCriteria(demandedCriteria(library, process.setId), sheets)
  return { complete: missing.length === 0, missing, ...(await scoreSheets(asked, sheets)) }
}

/** The criteria a school has to agree on; level 4 is asked for by whoever wants it. */
export function demandedCriteria(library: Library, setId: string): string[] {
  return library.criteriaOf(setId).filter((criterion) => criterion !== level4Sheet)
}

async function loadReview(asked: Asked): Promise<Facts['review']> {
  const { client, library, process } = asked
  const round = process.stored.process === 'externalReview' ? 'running' : 'reported'
  const sheets = await caseRatings(client, process.cycleId, round)
  const level4 = sheets.some(
    ({ kind, criterion, state }) => kind === 'school' && criterion === level4Sheet && state === 'agreed',
  )
  const counted = sheets.filter(({ criterion }) => level4 || criterion !== level4Sheet)
  const unscored: Record<string, string[]> = {}
  for (const { kind, assessor, criterion, state } of counted) {
    if (kind === 'reviewer' && assessor && state === 'drafting') (unscored[assessor] ??= []).push(criterion)
  }
  const team = counted.filter(({ kind }) => kind === 'team')
  const moderated = new Set(team.filter(({ state }) => state === 'agreed').map(({ criterion }) => criterion))
  const unmoderated = library
    .criteriaOf(process.setId)
    .filter((criterion) => (level4 || criterion !== level4Sheet) && !moderated.has(criterion))
  return { unscored, unmoderated, ...(await scoreSheets(asked, team)) }
}

/** The score of some sheets of a case with the facts its decisions read. */
export async function scoreOf(
  client: Client,
  library: Library,
  query: SchoolQuery & { process: { setId: string } },
  sheets: readonly Rated[],
): Promise<ScoreResult> {
  const set = library.set(query.process.setId)
  return score(set, ratingsOf(set, sheets), await schoolFactValues(client, query))
}

/** What the rules of the sets ask of a school beside its ratings. */
export async function schoolFactValues(client: Client, query: SchoolQuery): Promise<FactValues> {
  const [school, record] = await together(client, () => [loadSchool(client, query), loadRecord(client, query)])
  return factValues(school, record, query.at)
}

function factValues(school: Facts['school'], record: Facts['record'], at: string): FactValues {
  return {
    cohortCompleted: school.cohortCompleted,
    conditionsMet: school.conditionsMet,
    consecutiveYears: record.consecutiveYears,
    yearsOfOperation: wholeYears(school.foundedOn, at),
  }
}

async function scoreSheets({ library, process, school, record, at }: Asked, sheets: readonly Rated[]) {
  const set = library.set(process.setId)
  const values = factValues(await school(), await record(), at)
  const result = score(set, ratingsOf(set, sheets), values, { trace: false })
  const level = schoolLevel(result)
  const decisions = Object.entries(result.decisions).map(([name, { outcome, grade }]) => [
    name,
    { outcome, grade: grade ?? null },
  ])
  return { level: level === 'incomplete' ? null : level, decisions: Object.fromEntries(decisions) }
}

/** A sheet as far as it is scored. */
export interface Rated {
  content: Pick<SheetContent, 'ratings'>
}

/** All ratings of these sheets; level-4 items that nobody rated count as not met, since the school did not ask for level 4. */
export function ratingsOf(set: CriteriaSet, sheets: readonly Rated[]): Ratings {
  const items = Object.fromEntries(set.level4.map(({ id }) => [id, false]))
  return Ratings.parse(Object.assign(items, ...sheets.map(({ content }) => content.ratings ?? {})))
}

/** Whole years from a day to an instant. */
export function wholeYears(from: string, at: string): number {
  const to = dayOf(at)
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) >= from.slice(5) ? years : years - 1
}
