// What the school's own pages of a case begin with: the case, its self-assessment as it may be sent, and what it remembers.
import { notFound } from '../../domain/errors.ts'
import { processView } from '../../http/process-view.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { findCase } from '../../store/views/cases.ts'
import { findMatters } from '../../store/views/matters.ts'
import { listSheets } from '../../store/views/sheets.ts'
import { withClient } from '../../store/with-client.ts'
import type { PageCall } from '../page.ts'

export type CaseCall = Pick<PageCall<{ cycle: string }, unknown>, 'services' | 'params' | 'principal' | 'ground' | 'at'>

/** Throws `notFound`. */
export async function loadSelf(call: CaseCall) {
  const { services, params, at } = call
  const ground = groundOf(call)
  const known = await withClient(services.db, async (client) => {
    const found = await findCase(client, params.cycle)
    const process = found?.processes.findLast((one) => one.process === 'selfAssessment')
    if (!found || !process) throw notFound()
    const matters = (await findMatters(client, process.id, ground))?.matters ?? {}
    return { found, process, matters, sheets: await listSheets(client, ground) }
  })
  const shown = await processView(services, known.process.id, personOf(call), at)
  return { ...known, ground, shown, set: services.library.set(known.found.set) }
}
