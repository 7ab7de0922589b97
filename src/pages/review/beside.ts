// What a reviewer has beside a sheet: observations of the criterion, and on the team's sheet all scores with a text to begin from.
import type { ReportText } from '../../commands/sheets/word-report.ts'
import type { SheetContent } from '../../domain/case.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { processView } from '../../http/process-view.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { viewerOf } from '../../store/views/evidence.ts'
import { moderationTable, type CriterionScores, type ModerationTable } from '../../store/views/moderation.ts'
import { listSheetContents, reviewStage, type SheetRow } from '../../store/views/sheets.ts'
import { listObservations, type ObservationRow } from '../../store/views/talk.ts'
import { withClient } from '../../store/with-client.ts'
import { texts } from '../sheets/form.ts'
import type { Loaded, SheetCall } from '../sheets/load.ts'

export interface Beside {
  /** One's own, the whole team's once all have scored. */
  observations: ObservationRow[]
  /** On the team's sheet. */
  scores: { of: CriterionScores; reviewers: ModerationTable['reviewers'] } | null
  /** What the members wrote and agree on, where the team's sheet is still empty. */
  proposal: SheetContent | null
  /** The review, where the reader may ask the school for evidence by now. */
  asks: string | null
  /** The lead settles the result. */
  mayAgree: boolean
}

const nothing = { scores: null, proposal: null, mayAgree: false }

/** `null` on a sheet of the school and for those who review nothing. */
export async function loadBeside(call: SheetCall, { sheet, found, set, writable }: Loaded): Promise<Beside | null> {
  const ground = groundOf(call)
  const { standing, place } = ground
  if (sheet.kind === 'school' || rolesFor('review', standing, place).length === 0) return null
  const asks = await askedOf(call, found)
  return withClient(call.services.db, async (client) => {
    const { allScored } = await reviewStage(client, found.id)
    const all = await listObservations(client, { cycle: found.id, person: standing.personId, everybody: allScored })
    const observations = all.filter(({ criterion }) => criterion === sheet.criterion)
    if (sheet.kind !== 'team' || !allScored) return { ...nothing, observations, asks }
    const viewer = viewerOf(standing.personId, rolesFor('seeCase', standing, place), call.at)
    const table = await moderationTable(client, { set, criteria: [sheet.criterion], ground, viewer })
    const [of] = table.criteria
    if (!of) return { ...nothing, observations, asks }
    const { ratings, ...said } = sheet.content
    const isEmpty = writable && Object.keys(ratings).length === 0 && texts.every((name) => said[name] === '')
    const sheets = isEmpty ? await listSheetContents(client, ground, sheet.criterion) : []
    const proposal = isEmpty ? proposalOf({ of, observations, round: sheet.round, sheets }) : null
    const mayAgree = standing.caseRoles.includes('teamLead')
    return { observations, scores: { of, reviewers: table.reviewers }, proposal, asks, mayAgree }
  })
}

async function askedOf({ services, at, ...call }: SheetCall, { processes }: Loaded['found']): Promise<string | null> {
  const review = processes.findLast(({ process }) => process === 'externalReview')
  if (!review || groundOf(call).standing.caseRoles.every((role) => role === 'reviewer')) return null
  const { allowed } = await processView(services, review.id, personOf(call), at)
  return allowed.some(({ event }) => event === 'requestEvidence') ? review.id : null
}

interface Proposing {
  of: CriterionScores
  observations: readonly ObservationRow[]
  round: number
  /** All that the team may read by now. */
  sheets: readonly (SheetRow & { content: SheetContent })[]
}

/** Ratings on which all agree, and the members' texts. */
export function proposalOf({ of, observations, round, sheets: all }: Proposing): SheetContent {
  const sheets = all.filter((one) => one.kind === 'reviewer' && one.criterion === of.criterion && one.round === round)
  return {
    currentState: {},
    ...textsOf(sheets, observations),
    ratings: Object.fromEntries(of.nodes.flatMap(({ id, combined }) => (combined === null ? [] : [[id, combined]]))),
  }
}

/** The members' texts one under the other, each paragraph once; findings and open questions go where they belong. */
export function textsOf(
  sheets: readonly { content: SheetContent }[],
  observations: readonly ObservationRow[],
): ReportText {
  const noted = (wanted: ObservationRow['kind']) =>
    observations.filter(({ kind }) => kind === wanted).map(({ body }) => body)
  const together = (name: (typeof texts)[number], more: readonly string[]) =>
    [...new Set([...sheets.map(({ content }) => content[name]), ...more].flatMap(paragraphs))]
      .join('\n')
      .slice(0, 20_000)
  return {
    strengths: together('strengths', []),
    weaknesses: together('weaknesses', noted('finding')),
    plan: together('plan', []),
    unclear: together('unclear', noted('question')),
  }
}

function paragraphs(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
