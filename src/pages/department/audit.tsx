// The audit trail: who did what, when and why, over all cases and beside them; and the proof that a case's history is whole.
import { z } from 'zod'
import { dayOf } from '../../domain/calendar/add.ts'
import { reachOf, rolesFor } from '../../domain/permissions.ts'
import { personOf } from '../../http/route.ts'
import { Id, Search, Word } from '../../http/schemas.ts'
import { replayAll, type ReplayReport } from '../../store/replay-all.ts'
import { auditTrail } from '../../store/views/audit.ts'
import { findCase } from '../../store/views/cases.ts'
import { departmentsOf } from '../../store/views/province.ts'
import { groundOfCycle } from '../../store/views/standing.ts'
import { withClient } from '../../store/with-client.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { page, type PageCall } from '../page.ts'
import { AuditPage } from './audit-page.tsx'
import { optional } from './filter.tsx'

const Day = z.iso.date()
const Query = z.object({
  person: optional(Search),
  event: optional(Word),
  cycle: optional(Id),
  from: optional(Day),
  to: optional(Day),
  verify: optional(z.literal('1')),
  cursor: z.string().max(500).optional(),
})
type Call = PageCall<unknown, z.output<typeof Query>>

/** Without a first day and outside a single case, only the last month is looked through. */
const usualDays = 30
const daysBefore = (at: string, days: number) => dayOf(new Date(Date.parse(at) - days * 86_400_000).toISOString())
const startOf = (day: string) => new Date(`${day}T00:00:00+07:00`).toISOString()
const endOf = (day: string) => new Date(Date.parse(`${day}T00:00:00+07:00`) + 86_400_000).toISOString()

/** Only of a case that this person's office of watching reaches. */
async function proofOf({ services, query: { cycle, verify }, at, ...call }: Call): Promise<ReplayReport | null> {
  if (verify !== '1' || cycle === undefined) return null
  const ground = await withClient(services.db, (client) => groundOfCycle(client, cycle, personOf(call).personId, at))
  if (!ground || rolesFor('seeAudit', ground.standing, ground.place).length === 0) return null
  const law = { definition: findDefinition, procedure: services.engine.procedure }
  return replayAll(services.db, law, undefined, cycle)
}

export const auditPages = [
  page({
    method: 'get',
    path: '/audit',
    access: { to: 'seeAudit', of: 'reach' },
    query: Query,
    async handle(call: Call) {
      const { view, services, query, at } = call
      const { person, event, cycle, cursor } = query
      const from = query.from ?? (cycle === undefined ? daysBefore(at, usualDays) : undefined)
      const filter = {
        ...(from === undefined ? {} : { since: startOf(from) }),
        ...(query.to === undefined ? {} : { until: endOf(query.to) }),
        person: person?.trim() || undefined,
      }
      const [list, found] = await withClient(services.db, async (client) => {
        const departments = await departmentsOf(client, reachOf('seeAudit', personOf(call).offices))
        const asked = { ...filter, departments, event, cycle, cursor, limit: 50 }
        return [await auditTrail(client, asked), cycle === undefined ? null : await findCase(client, cycle)] as const
      })
      const known = list.items.length > 0 ? found : null
      return <AuditPage view={view} list={list} query={{ ...query, from }} found={known} proof={await proofOf(call)} />
    },
  }),
]
