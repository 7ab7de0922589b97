// Facts about one criterion sheet: what is not rated, which claims cite nothing, where reviewers differ, whether it is open.
import type { Ratings } from '../domain/case.ts'
import type { SetNode } from '../domain/criteria/flatten.ts'
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import { bareParts } from '../domain/evidence-citations.ts'
import type { Facts } from '../domain/facts.ts'
import { disagreedNodes } from '../domain/scoring/disagreement.ts'
import type { Scale } from '../domain/scoring/scale.ts'
import { compileSet } from '../domain/scoring/score.ts'
import { hasTag, type StateValue } from '../engine/definition.ts'
import { findDefinition } from '../../workflows/index.ts'
import { caseSheets, type FactQuery } from './case-sheets.ts'
import { level4Sheet, type Library } from './library.ts'
import type { Client } from './with-client.ts'

/** Which process opens a sheet of that kind, by which tag of its state. */
const openedBy = {
  school: { process: 'selfAssessment', tag: 'sheetsOpen' },
  reviewer: { process: 'externalReview', tag: 'scoringOpen' },
  team: { process: 'externalReview', tag: 'moderatingOpen' },
} as const

export async function loadSheet(client: Client, library: Library, query: FactQuery): Promise<Facts['sheet']> {
  const { sheet, cycleId, setId, procedureId } = query.process
  if (!sheet) throw new Error(`${query.process.id} is no criterion sheet`)
  const all = await caseSheets(client, cycleId, 'running', sheet.criterion)
  const own = all.find(
    (one) => one.kind === sheet.kind && one.criterion === sheet.criterion && one.assessor === sheet.assessor,
  )
  const others = all.filter((one) => one.kind === 'reviewer' && one.criterion === sheet.criterion)
  const team = sheet.kind === 'team'
  return {
    unrated: unrated(library.set(setId), sheet.criterion, own?.content.ratings ?? {}),
    uncited: bareParts(own?.content.currentState ?? {}, library.procedure(procedureId).evidenceCode.pattern),
    disagreed: team ? disagreed(library.set(setId), sheet.criterion, others) : [],
    waitingFor: team ? others.filter(({ state }) => state === 'drafting').map(({ assessor }) => String(assessor)) : [],
    open: await isSheetOpen(client, query.process),
  }
}

/** The nodes of one criterion that take a rating, by level; `M4` stands for the level-4 items. */
export function ratedNodes(set: CriteriaSet, criterion: string) {
  const { nodes } = compileSet(set)
  if (criterion === level4Sheet) return nodes.filter(({ kind }) => kind === 'item')
  return nodes.filter(({ kind, parent }) => kind === 'indicator' && parent === criterion)
}

/** A level above one that is failed need not be rated: it can no longer count. */
function unrated(set: CriteriaSet, criterion: string, ratings: Ratings): string[] {
  if (typeof ratings[criterion] === 'number') return []
  const nodes = ratedNodes(set, criterion)
  const failed = Math.min(...nodes.filter(({ id }) => ratings[id] === false).map(({ level }) => level ?? 0), Infinity)
  return nodes.filter(({ id, level }) => (level ?? 0) <= failed && typeof ratings[id] !== 'boolean').map(({ id }) => id)
}

/** What a node is rated on; met or not met where nothing else is said. */
export function scaleOf(set: CriteriaSet, node: SetNode): Scale {
  const { scales } = compileSet(set).scoring
  return (node.scale === undefined ? undefined : scales[node.scale]) ?? { kind: 'boolean', na: false }
}

/** The nodes of one criterion on which these sheets differ, as they are scored. */
export function disagreed(
  set: CriteriaSet,
  criterion: string,
  sheets: readonly { content: { ratings?: Ratings | undefined } }[],
): string[] {
  const asked = { criterion, nodes: ratedNodes(set, criterion), scaleOf: (node: SetNode) => scaleOf(set, node) }
  return disagreedNodes(
    asked,
    sheets.map(({ content }) => content.ratings ?? {}),
  )
}

/** Whether the case lets this sheet be worked on now. One of an earlier round of review is never opened again. */
export async function isSheetOpen(
  client: Client,
  { sheet, cycleId }: Pick<FactQuery['process'], 'sheet' | 'cycleId'>,
): Promise<boolean> {
  if (!sheet) return false
  const { process, tag } = openedBy[sheet.kind]
  const text = `select edition, value, (context->>'round')::int as round from processes
    where cycle_id = $1 and process = '${process}' order by length(part) desc, part desc limit 1`
  type Gate = { edition: string; value: StateValue; round: number | null }
  const row = (await client.query<Gate>({ name: `sheet-gate-${process}`, text, values: [cycleId] })).rows[0]
  const definition = row && findDefinition(process, row.edition)
  if (!row || !definition || !hasTag(definition, row.value, tag)) return false
  return sheet.kind === 'school' || row.round === sheet.round
}
