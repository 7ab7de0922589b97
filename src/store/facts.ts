// Loads the facts a process asks for, inside its transaction: the guards and the history see exactly these.
import { dayOf } from '../domain/calendar/add.ts'
import { Ratings } from '../domain/case.ts'
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import { openCriteria } from '../domain/dossier-check.ts'
import type { FactName, Facts } from '../domain/facts.ts'
import type { FactValues } from '../domain/scoring/evaluate.ts'
import type { ScoreResult } from '../domain/scoring/score-compiled.ts'
import { schoolLevel, score } from '../domain/scoring/score.ts'
import { caseSheets, type CaseSheet, type FactQuery, type SchoolQuery } from './case-sheets.ts'
import { level4Sheet, type Library } from './library.ts'
import { loadPeople, loadRecord, loadSchool } from './school-facts.ts'
import { loadSheet } from './sheet-facts.ts'
import type { Client } from './with-client.ts'

type Loader<F extends FactName> = (client: Client, library: Library, query: FactQuery) => Promise<Facts[F]>

const loaders: { [F in FactName]: Loader<F> } = {
  school: (client, _library, query) => loadSchool(client, query),
  people: (client, _library, query) => loadPeople(client, query),
  record: (client, _library, query) => loadRecord(client, query),
  sheet: loadSheet,
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
  const loaded: Partial<Record<FactName, unknown>> = {}
  for (const name of names) loaded[name] = await loaders[name](client, library, query)
  // Guards ask only for what their event names; the laws of processes walk every event with just those.
  return loaded as Facts
}

async function loadAssessment(client: Client, library: Library, query: FactQuery): Promise<Facts['assessment']> {
  const sheets = (await caseSheets(client, query.process.cycleId, 'running')).filter(({ kind }) => kind === 'school')
  const missing = openCriteria(demandedCriteria(library, query.process.setId), sheets)
  const result = await scoreSheets(client, library, query, sheets)
  return { complete: missing.length === 0, missing, ...result }
}

/** The criteria a school has to agree on; level 4 is asked for by whoever wants it. */
export function demandedCriteria(library: Library, setId: string): string[] {
  return library.criteriaOf(setId).filter((criterion) => criterion !== level4Sheet)
}

async function loadReview(client: Client, library: Library, query: FactQuery): Promise<Facts['review']> {
  const { cycleId, stored } = query.process
  const sheets = await caseSheets(client, cycleId, stored.process === 'externalReview' ? 'running' : 'reported')
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
    .criteriaOf(query.process.setId)
    .filter((criterion) => (level4 || criterion !== level4Sheet) && !moderated.has(criterion))
  return { unscored, unmoderated, ...(await scoreSheets(client, library, query, team)) }
}

/** The score of some sheets of a case with the facts its decisions read. */
export async function scoreOf(
  client: Client,
  library: Library,
  query: SchoolQuery & { process: { setId: string } },
  sheets: readonly Pick<CaseSheet, 'content'>[],
): Promise<ScoreResult> {
  const set = library.set(query.process.setId)
  return score(set, ratingsOf(set, sheets), await schoolFactValues(client, query))
}

/** What the rules of the sets ask of a school beside its ratings. */
export async function schoolFactValues(client: Client, query: SchoolQuery): Promise<FactValues> {
  const school = await loadSchool(client, query)
  const record = await loadRecord(client, query)
  return {
    cohortCompleted: school.cohortCompleted,
    conditionsMet: school.conditionsMet,
    consecutiveYears: record.consecutiveYears,
    yearsOfOperation: wholeYears(school.foundedOn, query.at),
  }
}

async function scoreSheets(client: Client, library: Library, query: FactQuery, sheets: readonly CaseSheet[]) {
  const result = await scoreOf(client, library, query, sheets)
  const level = schoolLevel(result)
  const decisions = Object.entries(result.decisions).map(([name, { outcome, grade }]) => [
    name,
    { outcome, grade: grade ?? null },
  ])
  return { level: level === 'incomplete' ? null : level, decisions: Object.fromEntries(decisions) }
}

/** All ratings of these sheets; level-4 items that nobody rated count as not met, since the school did not ask for level 4. */
export function ratingsOf(set: CriteriaSet, sheets: readonly Pick<CaseSheet, 'content'>[]): Ratings {
  const items = Object.fromEntries(set.level4.map(({ id }) => [id, false]))
  return Ratings.parse(Object.assign(items, ...sheets.map(({ content }) => content.ratings ?? {})))
}

/** Whole years from a day to an instant. */
export function wholeYears(from: string, at: string): number {
  const to = dayOf(at)
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) >= from.slice(5) ? years : years - 1
}
