// Evidence of a criterion numbered anew: the order wished, then what would change and where it is cited, then the act with its reason.
import { z } from 'zod'
import { renumberEvidence } from '../../commands/evidence/renumber.ts'
import type { EvidenceItem } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { evidenceCode } from '../../domain/evidence-code.ts'
import { placesOf } from '../../domain/evidence-citations.ts'
import { Criterion } from '../../http/routes/evidence-schemas.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { newSecret } from '../../store/accounts/principal.ts'
import { citingSheets, listEvidence } from '../../store/views/evidence.ts'
import { together } from '../../store/together.ts'
import { withClient } from '../../store/with-client.ts'
import { faultsOf, type Fault } from '../faults.ts'
import { goTo, page, type PageCall } from '../page.ts'
import { caseOf, criteriaOf, evidenceUrl, viewerIn } from './case-of.ts'
import { OrderPage, type Renaming } from './order-page.tsx'

const Query = z.object({ criterion: Criterion.optional() })
type Call = PageCall<{ cycle: string }, z.output<typeof Query>>

/** By the number typed beside each. One that was moved goes before, or coming from above after, the one whose place it takes. */
function inOrder(items: readonly EvidenceItem[], numberOf: (code: string) => number): EvidenceItem[] {
  const placed = items.map((item, index) => {
    const wish = numberOf(item.code) || index + 1
    return { item, at: wish + Math.sign(wish - (index + 1)) / 2 }
  })
  return placed.toSorted((a, b) => a.at - b.at).map(({ item }) => item)
}

async function orderPage(call: Call, faults: readonly Fault[] = []) {
  const { services, params: named, query, view, fields } = call
  return withClient(services.db, async (client) => {
    const found = await caseOf(client, named.cycle)
    const criteria = criteriaOf(services.library, found)
    const viewer = viewerIn(call)
    const criterion = query.criterion ?? (fields.text('criterion') || criteria[0]?.id) ?? ''
    const [{ items }, sheets] = await together(client, () => [
      listEvidence(client, { cycle: found.id, viewer, criterion, limit: 1000 }),
      citingSheets(client, found.id, viewer),
    ])
    const asked = fields.has('criterion')
    const typed = (code: string) => fields.text(`n.${code}`)
    const ordered = asked ? inOrder(items, (code) => Number(typed(code))) : items
    const { kind, pattern } = services.engine.procedure(found.procedure).evidenceCode
    const renamings = ordered.map((item, index): Renaming => {
      const places = placesOf(pattern, sheets, item.code).map((place) => place.criterion)
      return { item, to: evidenceCode(kind, criterion, index + 1), citedIn: [...new Set(places)] }
    })
    const known = { found, ground: groundOf(call), criteria, criterion, renamings, asked, faults }
    return <OrderPage view={view} {...known} reason={fields.text('reason')} sendKey={newSecret()} />
  })
}

async function renumber(call: Call) {
  const { services, params: named, fields, at } = call
  if (fields.text('_act') !== 'renumber') return orderPage(call)
  const { db, engine, library } = services
  const key = fields.text('_key').slice(0, 200) || newSecret()
  const acting = { actor: personOf(call).personId, at, key }
  const wish = { cycle: named.cycle, criterion: fields.text('criterion'), order: fields.all('order').slice(0, 1000) }
  try {
    await renumberEvidence(db, engine, library, { ...wish, reason: fields.text('reason').slice(0, 1000), ...acting })
    return goTo(`${evidenceUrl(named.cycle)}?criterion=${encodeURIComponent(wish.criterion)}`)
  } catch (error) {
    if (!(error instanceof AppError) || !['invalid', 'notAllowed'].includes(error.code)) throw error
    return orderPage(call, faultsOf(error, 'reason'))
  }
}

const access = { to: 'keepEvidence', of: 'cycle' } as const
const path = '/cases/{cycle}/evidence-order'

export const orderPages = [
  page({ method: 'get', path, access, params: params.cycle, query: Query, handle: (call) => orderPage(call) }),
  page({ method: 'post', path, access, params: params.cycle, query: Query, handle: renumber }),
]
