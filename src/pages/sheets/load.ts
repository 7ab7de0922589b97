// Everything a sheet's page shows: the sheet, what it asks for, whether it may be written, its evidence, and where it leads.
import type { SheetContent } from '../../domain/case.ts'
import { notFound } from '../../domain/errors.ts'
import { checkCitations } from '../../domain/evidence-citations.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { decide } from '../../domain/policy.ts'
import { writers } from '../../commands/sheets/save.ts'
import { processView } from '../../http/process-view.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { schoolFactValues } from '../../store/facts.ts'
import { isSheetOpen } from '../../store/sheet-facts.ts'
import { findCase } from '../../store/views/cases.ts'
import { citingSheets, listEvidence, viewerOf } from '../../store/views/evidence.ts'
import { findSheet, listSheetContents } from '../../store/views/sheets.ts'
import { maySeeVersions } from '../../store/views/sheet-versions.ts'
import { withClient } from '../../store/with-client.ts'
import type { PageCall } from '../page.ts'
import { neighboursOf } from './neighbours.ts'
import { subjectOf } from './parts.ts'
import { standingOf } from './standing.ts'
import { loadTalk } from './talk.tsx'

export type SheetCall = PageCall<{ process: string }, unknown>
export type Loaded = Awaited<ReturnType<typeof loadSheet>>

const absent = () => notFound()
const mostEvidence = 2000

/** Throws `notFound` for a sheet that is not there or not this person's to read. */
export async function loadSheet(call: SheetCall) {
  const {
    services,
    params: { process },
    at,
  } = call
  const ground = groundOf(call)
  const { db, library, engine } = services
  const about = await processView(services, process, personOf(call), at)
  const loaded = await withClient(db, async (client) => {
    const sheet = await findSheet(client, process, ground)
    const found = await findCase(client, ground.cycleId ?? '')
    if (!sheet || !found) throw absent()
    const set = library.set(found.set)
    const subject = subjectOf(set, sheet.criterion)
    if (!subject) throw absent()
    const viewer = viewerOf(ground.standing.personId, rolesFor('seeCase', ground.standing, ground.place), at)
    const evidence = (await listEvidence(client, { cycle: found.id, viewer, limit: mostEvidence })).items
    const [school] = await citingSheets(client, found.id, viewer, sheet.criterion)
    const facts = await schoolFactValues(client, { process: { cycleId: found.id, place: ground.place }, at })
    const others = (await listSheetContents(client, ground)).filter((one) => sameBook(one, sheet))
    const talk = await loadTalk(client, process, ground, at)
    const versions = await maySeeVersions(client, sheet, ground)
    const open = await isSheetOpen(client, { cycleId: found.id, sheet })
    return {
      sheet,
      found,
      set,
      subject,
      evidence,
      school: school?.content ?? null,
      facts,
      others,
      talk,
      versions,
      open,
    }
  })
  const { sheet, found, set, facts, others, open } = loaded
  const mine = decide(ground.standing, writers, ground.place, sheet).allowed
  const { kind: codes, pattern } = engine.procedure(found.procedure).evidenceCode
  const standing = standingOf(set, others, facts)
  const writable = open && mine && about.state === 'drafting'
  const around = neighboursOf(set, sheet.criterion, others)
  return { ...loaded, about, writable, codes, standing, around, faults: faultsOf(loaded, pattern) }
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

/** Codes that lead nowhere, claims that cite nothing, and evidence of the criterion that no sheet of the school cites. */
function faultsOf({ sheet, evidence, others }: Texts, pattern: string) {
  const { dead, bare } = checkCitations(pattern, [sheet], evidence)
  const own = evidence.filter(({ criterion }) => criterion === sheet.criterion)
  const { uncited } = checkCitations(pattern, others, own)
  return {
    dead: [...new Set(dead.map(({ code }) => code))],
    bare: bare.map(({ part }) => part),
    uncited: sheet.kind === 'school' ? uncited : [],
  }
}
