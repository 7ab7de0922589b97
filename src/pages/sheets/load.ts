// Everything a sheet's page shows: the sheet, what it asks for, whether it may be written, its evidence, and where it leads.
import type { SheetContent } from '../../domain/case.ts'
import { notFound } from '../../domain/errors.ts'
import { checkCitations, misspeltIn, type CitationRules } from '../../domain/evidence-citations.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { decide } from '../../domain/policy.ts'
import { writers } from '../../commands/sheets/save.ts'
import { processView } from '../../http/process-view.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { schoolFactValues } from '../../store/facts.ts'
import { isSheetOpen } from '../../store/sheet-facts.ts'
import { findCase } from '../../store/views/cases.ts'
import { evidenceNames, schoolSheet, viewerOf } from '../../store/views/evidence.ts'
import { ratedCriteria } from '../../store/views/moderation.ts'
import { findSheet, listSheetGists, whyWrittenAgain } from '../../store/views/sheets.ts'
import { maySeeVersions } from '../../store/views/sheet-versions.ts'
import { together } from '../../store/together.ts'
import { withClient, type Client } from '../../store/with-client.ts'
import type { PageCall } from '../page.ts'
import { neighboursOf } from './neighbours.ts'
import { subjectOf } from './parts.ts'
import { standingOf } from './standing.ts'
import { loadTalk } from './talk.tsx'

export type SheetCall = PageCall<{ process: string }, unknown>
export type Loaded = Awaited<ReturnType<typeof loadSheet>>
export type LoadedLive = Awaited<ReturnType<typeof loadLive>>

const absent = () => notFound()

/** The sheet with those it is scored with, of which only their gists are read. Throws `notFound` for one that is not theirs to read. */
async function loadBook(client: Client, { services, params: { process }, ...call }: SheetCall) {
  const ground = groundOf(call)
  const [sheet, found, all] = await together(client, () => [
    findSheet(client, process, ground),
    findCase(client, ground.cycleId ?? ''),
    listSheetGists(client, ground),
  ])
  if (!sheet || !found) throw absent()
  const set = services.library.set(found.set)
  const subject = subjectOf(set, sheet.criterion)
  if (!subject) throw absent()
  const others = all.filter((one) => sameBook(one, sheet))
  // Reviewers go through what is judged, and leave out the items of level 4 where nobody asks for them.
  const judged = sheet.kind === 'school' ? null : await ratedCriteria(client, found.id, sheet.round)
  const along = others.filter(({ criterion }) => judged === null || judged.has(criterion))
  return { sheet, found, set, subject, others, around: neighboursOf(set, sheet.criterion, along) }
}

/** What a sheet that is sent is taken in by. */
export function loadForWrite(call: SheetCall) {
  return withClient(call.services.db, (client) => loadBook(client, call))
}

/** What follows from the sheet as it is stored: where its book stands, and what is at fault with its citations. */
export function loadLive(call: SheetCall) {
  return withClient(call.services.db, (client) => liveOf(client, call))
}

async function liveOf(client: Client, call: SheetCall) {
  const { place, standing, cycleId } = groundOf(call)
  const cycle = cycleId ?? ''
  const viewer = viewerOf(standing.personId, rolesFor('seeCase', standing, place), call.at)
  const [book, evidence, facts] = await together(client, () => [
    loadBook(client, call),
    evidenceNames(client, cycle, viewer),
    schoolFactValues(client, { process: { cycleId: cycle, place }, at: call.at }),
  ])
  const { found, set, sheet, others } = book
  const rules = call.services.engine.procedure(found.procedure)
  const codes = rules.evidenceCode.kind
  const faults = faultsOf({ sheet, others, evidence }, rules)
  return { ...book, viewer, evidence, codes, faults, standing: standingOf(set, others, facts) }
}

export async function loadSheet(call: SheetCall) {
  const { services, params, at } = call
  const ground = groundOf(call)
  const about = await processView(services, params.process, personOf(call), at)
  return withClient(services.db, async (client) => {
    const [live, talk] = await together(client, () => [
      liveOf(client, call),
      loadTalk(client, params.process, ground, at),
    ])
    const { sheet, found, viewer } = live
    // On its own sheet the school reads what it writes.
    const isOwn = sheet.kind === 'school'
    const school = isOwn ? undefined : await schoolSheet(client, found.id, viewer, sheet.criterion)
    const versions = await maySeeVersions(client, sheet, ground)
    const mine = decide(ground.standing, writers, ground.place, sheet).allowed
    const writable = mine && about.state === 'drafting' && (await isSheetOpen(client, { cycleId: found.id, sheet }))
    const again = writable ? await whyWrittenAgain(client, params.process) : null
    return { ...live, school: school?.content ?? null, talk, versions, about, writable, again }
  })
}

/** Sheets that are scored together: the school's, the team's, or those of one reviewer. */
function sameBook(one: Kind & { round: number }, sheet: Kind & { round: number }): boolean {
  return one.kind === sheet.kind && one.assessor === sheet.assessor && one.round === sheet.round
}
interface Kind {
  kind: 'school' | 'reviewer' | 'team'
  assessor: string | null
}

interface Texts {
  sheet: { kind: string; criterion: string; content: SheetContent }
  evidence: readonly { code: string; criterion: string }[]
  others: readonly { criterion: string; content: SheetContent }[]
}

function textsOf({ currentState, strengths, weaknesses, plan, unclear }: SheetContent): string[] {
  return [...Object.values(currentState), strengths, weaknesses, plan, unclear]
}

/** Codes that lead nowhere or are mistyped, claims that cite nothing, and evidence of the criterion that no sheet of the school cites. */
function faultsOf({ sheet, evidence, others }: Texts, rules: CitationRules) {
  const { dead, bare } = checkCitations(rules, [sheet], evidence)
  const own = evidence.filter(({ criterion }) => criterion === sheet.criterion)
  const { uncited } = checkCitations(rules, others, own)
  return {
    dead: [...new Set(dead.map(({ code }) => code))],
    bare: bare.map(({ part }) => part),
    misspelt: [...new Set(textsOf(sheet.content).flatMap((text) => misspeltIn(text, rules.evidenceCode)))],
    example: rules.evidenceCode.example,
    uncited: sheet.kind === 'school' ? uncited : [],
  }
}
