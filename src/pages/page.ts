// How a page is written: its address, who may open it, and what it draws. Access is asked by the same policy as the API's.
import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { Access, Call } from '../http/route.ts'
import type { Fields } from './fields.ts'
import type { View } from './view.ts'

/** What a page is given. Access is granted already; of a POST `fields` are what was sent. */
export interface PageCall<P, Q> extends Omit<Call<P, Q, undefined>, 'body'> {
  view: View
  fields: Fields
}

export interface PageSpec<P extends z.ZodType, Q extends z.ZodType> {
  method: 'get' | 'post'
  /** As in routes: `/cases/{cycle}`. */
  path: string
  access: Access
  params?: P
  query?: Q
  /** Files may come with the form; its size is bounded by 10 MB instead of 1. */
  files?: true
  /** Answers the whole page, or a Response (a redirect after a write). Throws AppError. */
  handle(call: PageCall<z.output<P>, z.output<Q>>): Promise<Child | Drawn | Response>
}

/** A page with a status of its own (what a POST shows that is no fault), or a part of one. */
export class Drawn {
  readonly child: Child
  readonly status: number
  readonly isPart: boolean
  constructor(child: Child, status = 200, isPart = false) {
    this.child = child
    this.status = status
    this.isPart = isPart
  }
}

export type Page = PageSpec<z.ZodType, z.ZodType>

/** Types a page by its schemas. */
export function page<P extends z.ZodType, Q extends z.ZodType>(spec: PageSpec<P, Q>): Page {
  return spec as unknown as Page
}

/** After a write the browser is sent on, so that reloading the page writes nothing twice. */
export function goTo(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

/** A part of a page, for a script that puts it in place. */
export function fragment(child: Child): Drawn {
  return new Drawn(child, 200, true)
}

/** A path of this site and nothing else, for coming back after a sign-in; `/` for whatever is not one. */
export function safePath(given: string | undefined): string {
  return given !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(given) && given.length < 2000 ? given : '/'
}

/** A path with what of the query says something. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return `${path}?${new URLSearchParams(given)}`
}

export const caseUrl = (cycle: string) => `/cases/${encodeURIComponent(cycle)}`
export const sheetUrl = (process: string) => `/sheets/${encodeURIComponent(process)}`
export const reviewUrl = (cycle: string, part = '') => `${caseUrl(cycle)}/review${part && `/${part}`}`
export const sendUrl = (process: string, event: string) =>
  `/processes/${encodeURIComponent(process)}/send/${encodeURIComponent(event)}`
