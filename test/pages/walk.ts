// Walking over all pages as everybody: who is asked, about which case, what the policy expects, and what came.
import { reachOf, rolesFor, type Permission } from '../../src/domain/permissions.ts'
import type { Role } from '../../src/domain/roles.ts'
import { sessionCookie } from '../../src/http/session-cookie.ts'
import { pages } from '../../src/pages/index.ts'
import type { Page } from '../../src/pages/page.ts'
import { languageCookie } from '../../src/pages/preferences.ts'
import { groundOfCycle, groundOfSchool } from '../../src/store/views/standing.ts'
import { withClient } from '../../src/store/with-client.ts'
import type { ApiClient } from '../support/http.ts'
import { addressOf, linksIn, linkTo, type Known } from './addresses.ts'
import type { Demonstration } from './demonstration.ts'
import { today } from './people.ts'

export type Who = Role | 'nobody'

/** A page that opened. */
export interface Visit {
  page: Page
  who: Who
  address: string
  /** As it came in Vietnamese. */
  html: string
  /** What the browser may run and load of it. */
  policy: string
}

export const reads = pages.filter(({ method }) => method === 'get')
export const writes = pages.filter(({ method }) => method === 'post')
export const nameOf = ({ method, path }: Page) => `${method.toUpperCase()} ${path}`

/** Pages that the demonstration has not: they answer 404 to everybody. */
export const absent = ['/first']

export interface Walk {
  world: Demonstration
  everybody: readonly Who[]
  clientOf(who: Who): ApiClient
  /** The case, and its school, that somebody is asked about. */
  knownTo(who: Who): Known
  /** As a browser asks. */
  ask(who: Who, method: 'GET' | 'POST', path: string, more?: { lang?: 'vi' | 'en'; body?: FormData }): Promise<Response>
  /** What the policy says to somebody who asks for a page: the same question as the server's, put once more. */
  expectedOf(page: Page, who: Who): Promise<'open' | number>
}

export async function walkOf(world: Demonstration): Promise<Walk> {
  const everybody: Who[] = [...world.people.keys(), 'nobody']
  const clients = new Map<Who, ApiClient>()
  const sessions = new Map<Who, string>()
  const known = new Map<Who, Known>()
  const clientOf = (who: Who) => clients.get(who) ?? world.api.anybody
  for (const [who, person] of world.people) {
    clients.set(who, await world.api.as(person))
    sessions.set(who, `${sessionCookie}=${await world.api.sessionOf(person)}`)
  }
  const officer = await caseOf(clientOf('qualityOfficer'))
  if (!officer) throw new Error('there is no case')
  for (const who of everybody) known.set(who, (await caseOf(clientOf(who))) ?? officer)
  const knownTo = (who: Who) => known.get(who) ?? officer
  return {
    world,
    everybody,
    clientOf,
    knownTo,
    ask(who, method, path, { lang = 'vi', body } = {}) {
      const cookie = [sessions.get(who), `${languageCookie}=${lang}`].filter(Boolean).join('; ')
      const form = body === undefined && method === 'POST' ? { body: new FormData() } : body ? { body } : {}
      return Promise.resolve(world.api.app.request(path, { method, headers: { accept: 'text/html', cookie }, ...form }))
    },
    expectedOf: (page, who) => expectedOf(world, page, world.people.get(who as Role), knownTo(who)),
  }
}

/** A case of theirs in which they can do something, else the newest. */
async function caseOf(client: ApiClient): Promise<Known | undefined> {
  const { body } = await client.get<{ items?: { id: string; school: string }[] }>('/api/cycles')
  const send = reads.find(({ path }) => path.endsWith('/send/{event}'))
  const all = (body.items ?? []).map(({ id, school }) => ({ cycle: id, school }))
  for (const one of all) if (send && (await addressOf(send, client, one)) !== undefined) return one
  return all[0]
}

async function expectedOf(world: Demonstration, page: Page, person: string | undefined, about: Known) {
  const { access } = page
  if (absent.includes(page.path)) return 404
  if (access.to === 'public') return 'open'
  if (person === undefined) return 303
  if (access.to === 'person') return 'open'
  const ground = await withClient(world.db, (client) =>
    access.of === 'school'
      ? groundOfSchool(client, about.school, person, today)
      : groundOfCycle(client, about.cycle, person, today),
  )
  if (!ground) throw new Error(`${about.cycle} is not there`)
  if (access.of === 'reach') return reachOf(access.to, ground.standing.offices).length > 0 ? 'open' : 403
  const may = (permission: Permission) => rolesFor(permission, ground.standing, ground.place).length > 0
  if (!may(access.of === 'school' ? 'seeSchool' : 'seeCase')) return 404
  return may(access.to) ? 'open' : 403
}

/** Every page that each may open, and where an answer was not what the policy says. Pages of which nothing is known are found by links. */
export async function openAll(walk: Walk): Promise<{ visits: Visit[]; wrong: string[] }> {
  const visits: Visit[] = []
  const wrong: string[] = []
  const links = new Map(walk.everybody.map((who) => [who, new Set<string>()]))
  const known = new Set<string>()
  const tried = new Set<string>()
  const open = async (page: Page, who: Who, byLink: boolean): Promise<void> => {
    if (tried.has(`${who} ${page.path}`)) return
    const expected = await walk.expectedOf(page, who)
    // A link is about any case, and what is refused of one may be known of another.
    if (byLink && expected !== 'open' && /\{(cycle|process|school)\}/.test(page.path)) return
    const finder = expected === 'open' ? who : 'qualityOfficer'
    const from = expected === 'open' ? (links.get(who) ?? []) : known
    const address = byLink ? linkTo(page, from) : await addressOf(page, walk.clientOf(finder), walk.knownTo(who))
    if (address === undefined) return
    tried.add(`${who} ${page.path}`)
    const answer = await walk.ask(who, 'GET', address)
    const { status, headers } = answer
    const isOpen = status === 200 || (status >= 300 && status < 400 && !headers.get('location')?.startsWith('/sign-in'))
    if (expected === 'open' ? !isOpen : status !== expected)
      wrong.push(`${who}: ${address} answers ${status}, not ${expected}`)
    if (status !== 200 || !(headers.get('content-type') ?? '').startsWith('text/html')) return
    const html = await answer.text()
    visits.push({ page, who, address, html, policy: headers.get('content-security-policy') ?? 'none' })
    for (const link of linksIn(html)) for (const all of [links.get(who), known]) all?.add(link)
  }
  // What is listed on one page is opened on the next.
  for (const byLink of [false, true, true])
    for (const page of reads) for (const who of walk.everybody) await open(page, who, byLink)
  return { visits, wrong: [...new Set(wrong)] }
}
