// The page on which a decision is prepared and read: why the award is what it is, both columns, who may sign, what came of it.
import { notFound } from '../../domain/errors.ts'
import type { FactValues } from '../../domain/scoring/evaluate.ts'
import { checkRatings, criterionLevels, score } from '../../domain/scoring/score.ts'
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import type { FrozenSheet, Submission } from '../../domain/case.ts'
import { decidingRoles } from '../../domain/roles.ts'
import { processView } from '../../http/process-view.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { ratingsOf, schoolFactValues } from '../../store/facts.ts'
import { findCase } from '../../store/views/cases.ts'
import { copiesOf, findCertificates } from '../../store/views/certificates.ts'
import { standingsOf } from '../../store/views/deciders.ts'
import { findSubmission, listSubmissions } from '../../store/views/papers.ts'
import { withClient, type Client } from '../../store/with-client.ts'
import { page } from '../page.ts'
import { DecisionPage, type Column } from './decision-page.tsx'

/** The last of its kind that was handed over. */
async function lastOf(client: Client, cycle: string, kind: Submission['kind']): Promise<Submission | null> {
  const last = (await listSubmissions(client, cycle)).findLast((one) => one.kind === kind)
  return last ? findSubmission(client, cycle, kind, last.version) : null
}

function columnOf(set: CriteriaSet, sheets: readonly FrozenSheet[], facts: FactValues): Column | null {
  if (sheets.length === 0) return null
  const ratings = ratingsOf(set, sheets)
  if (checkRatings(set, ratings, facts).length > 0) return null
  return { levels: criterionLevels(set, ratings), decisions: score(set, ratings, facts).decisions }
}

export const decisionPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/decision',
    access: { to: 'seeDecision', of: 'cycle' },
    params: params.cycle,
    async handle({ view, services, params: { cycle }, at, ...call }) {
      const ground = groundOf(call)
      const { place } = ground
      const read = await withClient(services.db, async (client) => ({
        found: await findCase(client, cycle),
        dossier: await lastOf(client, cycle, 'dossier'),
        report: await lastOf(client, cycle, 'externalReport'),
        facts: await schoolFactValues(client, { process: { cycleId: cycle, place }, at }),
        people: await standingsOf(client, cycle, decidingRoles, at),
        certificates: await findCertificates(client, { cycle, at }),
      }))
      const { found, dossier, report, facts } = read
      if (!found) throw notFound()
      const certificates = await withClient(services.db, async (client) => {
        const items = []
        for (const one of read.certificates) items.push({ ...one, paper: await copiesOf(client, one) })
        return items
      })
      const set = services.library.set(found.set)
      const id = found.processes.findLast(({ process }) => process === 'certification')?.id
      const shown = id === undefined ? null : await processView(services, id, personOf(call), at)
      return (
        <DecisionPage
          view={view}
          found={found}
          ground={ground}
          set={set}
          own={columnOf(
            set,
            (dossier?.sheets ?? []).filter(({ kind }) => kind === 'school'),
            facts,
          )}
          team={columnOf(
            set,
            (report?.sheets ?? []).filter(({ kind }) => kind === 'team'),
            facts,
          )}
          shown={shown}
          people={read.people}
          certificates={certificates}
        />
      )
    },
  }),
]
