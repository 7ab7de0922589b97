// An address for every page with parts in it, one that exists for this very person: by the parts of a case, else by a link that leads there.
import { pages } from '../../src/pages/index.ts'
import type { Page } from '../../src/pages/page.ts'
import type { ApiClient } from '../support/http.ts'

/** What a person can find: ids by the name of the part. Answers `undefined` where there is nothing of the kind for them. */
type Finder = (client: ApiClient, known: Known) => Promise<string | undefined>

/** A case that the person sees, and its school. */
export interface Known {
  cycle: string
  school: string
}

interface Listed {
  items: Record<string, string>[]
}

const first = async (client: ApiClient, path: string, field: string): Promise<string | undefined> => {
  const { status, body } = await client.get<Listed>(path)
  return status === 200 ? body.items[0]?.[field] : undefined
}
const caseOf = ({ cycle }: Known) => `/api/cycles/${encodeURIComponent(cycle)}`

/** By the name of the part; `path: part` where one page means another thing by it. */
export const finders: Readonly<Record<string, Finder>> = {
  cycle: async (_client, { cycle }) => cycle,
  school: async (_client, { school }) => school,
  process: async (client, known) => first(client, `${caseOf(known)}/sheets`, 'process'),
  '/processes/{process}/send/{event}: process': async (client, known) => (await offer(client, known))?.process,
  event: async (client, known) => (await offer(client, known))?.event,
  code: async (client, known) => first(client, `${caseOf(known)}/evidence`, 'code'),
  '/sheets/{process}/versions: process': async (client, known) => {
    const { body } = await client.get<Listed>(`${caseOf(known)}/sheets`)
    for (const { process = '' } of body.items ?? []) {
      const { status } = await client.get(`/api/sheets/${encodeURIComponent(process)}/versions`)
      if (status === 200) return process
    }
    return undefined
  },
  table: async () => 'classes',
  year: async () => '2026',
  paper: async () => 'council-decision',
  // Only written to, never opened.
  '/sheets/{process}/comments/{id}/resolve: id': async () => 'khong-co',
  '/cases/{cycle}/review/visit/{id}/remove: id': async () => 'khong-co',
  '/cases/{cycle}/review/observations/{id}/withdraw: id': async () => 'khong-co',
  '/cases/{cycle}/evidence-uploads/{upload}/cancel: upload': async () => 'khong-co',
  '/cases/{cycle}/evidence/{code}/grants/{grant}/withdrawal: grant': async () => 'khong-co',
  department: async (client) => first(client, '/api/awards', 'department'),
  number: async (client) => first(client, '/api/public/certificates?search=', 'number'),
}

/** What is asked of a page that is about nothing without it. */
const questions: Readonly<Record<string, string>> = {
  '/administration/criteria/diff': '?from=vn-trung-hoc/2018&to=vn-pho-thong/2026',
}

/** The first thing that the person can send in the case. */
async function offer(client: ApiClient, known: Known): Promise<{ process: string; event: string } | undefined> {
  const { body } = await client.get<{ processes?: { id: string }[] }>(caseOf(known))
  for (const { id } of body.processes ?? []) {
    const found = await client.get<{ allowed?: { event: string }[] }>(`/api/processes/${encodeURIComponent(id)}`)
    const event = found.body.allowed?.[0]?.event
    if (event !== undefined) return { process: id, event }
  }
  return undefined
}

export const partsOf = ({ path }: Pick<Page, 'path'>) => [...path.matchAll(/\{(\w+)\}/g)].map(([, part]) => part ?? '')

const finderOf = (path: string, part: string) => finders[`${path}: ${part}`] ?? finders[part]

/** The address of the page for this person; `undefined` when they have nothing that it could be about. */
export async function addressOf(page: Page, client: ApiClient, known: Known): Promise<string | undefined> {
  let path = page.path
  for (const part of partsOf(page)) {
    const value = await finderOf(page.path, part)?.(client, known)
    if (value === undefined) return undefined
    path = path.replace(`{${part}}`, encodeURIComponent(value))
  }
  return `${path}${questions[page.path] ?? ''}`
}

/** Of these links the first that leads to the page. */
export function linkTo({ path }: Page, links: Iterable<string>): string | undefined {
  const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/?#]+')}(\\?|$)`)
  return [...links].find((link) => pattern.test(link) && !pages.some((one) => one.path === link.replace(/\?.*/, '')))
}

/** Where a page leads on this site. */
export function linksIn(html: string): string[] {
  return [...html.matchAll(/ (?:href|action)="(\/[^"#]*)/g)].map(([, link]) => (link ?? '').replaceAll('&amp;', '&'))
}
