// The criterion board: every criterion with its state, owner, level and what it lacks, and where the whole case stands.
import { z } from 'zod'
import type { SheetContent } from '../../domain/case.ts'
import { checkCitations, type CitationFaults } from '../../domain/evidence-citations.ts'
import { notFound } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { processId } from '../../engine/ids.ts'
import { groundOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { schoolFactValues } from '../../store/facts.ts'
import { findCase } from '../../store/views/cases.ts'
import { citingSheets, evidenceNames, viewerOf } from '../../store/views/evidence.ts'
import { findMatters } from '../../store/views/matters.ts'
import { listSheetGists, type SheetRow } from '../../store/views/sheets.ts'
import type { Ground } from '../../store/views/standing.ts'
import type { Services } from '../../http/services.ts'
import { together } from '../../store/together.ts'
import { withClient, type Client } from '../../store/with-client.ts'
import { CaseHead } from '../cases/head.tsx'
import { Frame } from '../frame.tsx'
import { page } from '../page.ts'
import { BoardTable, Filter, Outcome, type BoardRow } from './board-parts.tsx'
import { subjectsOf } from './parts.ts'
import { standingOf } from './standing.ts'

type Sheet = SheetRow & { content: SheetContent }

/** The latest sheet of each kind: one's own as a reviewer, else the school's or the team's. */
function sheetFor(sheets: readonly Sheet[], criterion: string, kind: Sheet['kind'], person: string): Sheet | undefined {
  const own = sheets.filter((one) => one.criterion === criterion && one.kind === kind)
  return own.filter(({ assessor }) => assessor === null || assessor === person).at(-1)
}

interface Group {
  name: string
  lead: string
  criteria: string[]
  people: string[]
}

/** Working groups out of what the self-assessment remembers; none where this person may not read it. */
async function groupsOf(client: Client, cycle: string, ground: Ground): Promise<Group[]> {
  const found = await findMatters(client, processId(cycle, 'selfAssessment', ''), ground)
  const Named = z.looseObject({ personId: z.string(), name: z.string() })
  const Groups = z.array(
    z.looseObject({ name: z.string(), lead: Named, members: z.array(Named), criteria: z.array(z.string()) }),
  )
  return (Groups.safeParse(found?.matters['groups']).data ?? []).map(({ name, lead, members, criteria }) => ({
    name,
    lead: lead.name,
    criteria,
    people: [lead.personId, ...members.map(({ personId }) => personId)],
  }))
}

/** What a criterion lacks in evidence: claims without any, codes that lead nowhere. */
function lacking({ dead, bare }: CitationFaults, criterion: string): { bare: number; dead: string[] } {
  return {
    bare: bare.filter((one) => one.criterion === criterion).length,
    dead: [...new Set(dead.filter((one) => one.criterion === criterion).map(({ code }) => code))],
  }
}

async function boardOf(services: Services, ground: Ground, cycle: string, at: string) {
  const { db, library, engine } = services
  return withClient(db, async (client) => {
    const person = ground.standing.personId
    const viewer = viewerOf(person, rolesFor('seeCase', ground.standing, ground.place), at)
    const isOwn = viewer.register === 'present'
    const [found, sheets, cited, evidence, facts, groups] = await together(client, () => [
      findCase(client, cycle),
      listSheetGists(client, ground),
      isOwn ? null : citingSheets(client, cycle, viewer),
      evidenceNames(client, cycle, viewer),
      schoolFactValues(client, { process: { cycleId: cycle, place: ground.place }, at }),
      groupsOf(client, cycle, ground),
    ])
    if (!found) throw notFound()
    const texts = cited ?? sheets.filter(({ kind }) => kind === 'school')
    const faults = checkCitations(engine.procedure(found.procedure), texts, evidence)
    const set = library.set(found.set)
    const team = sheets.filter(({ kind }) => kind === 'team')
    const rows = subjectsOf(set).map((subject): BoardRow => {
      const group = groups.find(({ criteria }) => criteria.includes(subject.id))
      return {
        ...subject,
        owner: group ? { group: group.name, lead: group.lead, mine: group.people.includes(person) } : null,
        school: sheetFor(sheets, subject.id, 'school', person) ?? null,
        reviewer: sheetFor(sheets, subject.id, 'reviewer', person) ?? null,
        team: sheetFor(sheets, subject.id, 'team', person) ?? null,
        evidence: evidence.filter(({ criterion }) => criterion === subject.id).length,
        ...lacking(faults, subject.id),
      }
    })
    const standing = standingOf(set, texts, facts)
    return { found, rows, standing, byTeam: team.length > 0 ? standingOf(set, team, facts) : null, set }
  })
}

const shows = ['all', 'mine', 'open', 'lacking'] as const

export const boardPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/board',
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    query: z.object({ show: z.enum(shows).default('all') }),
    async handle({ view, services, params: { cycle }, query: { show }, at, ...call }) {
      const { found, rows, standing, byTeam } = await boardOf(services, groundOf(call), cycle, at)
      const shown = rows.filter((row) => {
        if (show === 'mine') return row.owner?.mine === true || row.reviewer !== null
        if (show === 'open')
          return [row.reviewer ?? row.school ?? row.team].some((one) => one && one.state !== 'agreed')
        return show === 'all' || row.bare > 0 || row.dead.length > 0 || row.evidence === 0
      })
      const { t } = view
      return (
        <Frame view={view} title={`${t('Tiêu chí', 'Criteria')} · ${found.schoolName}`} place="cases">
          <CaseHead view={view} found={found} place="board" ground={groundOf(call)} />
          {standing && (
            <Outcome
              view={view}
              title={t('Theo tự đánh giá của trường', "By the school's own ratings")}
              standing={standing}
            />
          )}
          {byTeam && <Outcome view={view} title={t('Theo kết quả của đoàn', 'By the team')} standing={byTeam} />}
          <Filter view={view} show={show} count={shown.length} of={rows.length} />
          <BoardTable view={view} rows={shown} levels={standing?.levels ?? {}} teamLevels={byTeam?.levels ?? null} />
        </Frame>
      )
    },
  }),
]
