// How a route is written: its address, who may call it, what goes in and comes out. Checks and documents are made from this alone.
import type { Context } from 'hono'
import type { z } from 'zod'
import { AppError } from '../domain/errors.ts'
import { say, type Text } from '../domain/text.ts'
import type { Permission } from '../domain/permissions.ts'
import type { Principal } from '../store/accounts/principal.ts'
import type { Ground } from '../store/views/standing.ts'
import type { Services } from './services.ts'

/**
 * Who may call. `public`: anybody. `person`: anybody signed in, about themselves. Otherwise a permission of the policy, asked of
 * the cycle, process or school that the path names (`{cycle}`, `{process}`, `{school}`), or of nothing in particular (`reach`):
 * then the handler shows only what the person's offices reach.
 */
export type Access =
  | { to: 'public' }
  | { to: 'person' }
  | { to: Permission; of: 'cycle' | 'process' | 'school' | 'reach' }

/** What a handler is given. Everything is checked already; `ground` is there when the access names a cycle, process or school. */
export interface Call<Params, Query, Body> {
  services: Services
  /** Of a public route it may be nobody. */
  principal: Principal | null
  ground: Ground | null
  params: Params
  query: Query
  body: Body
  /** The instant of the request. */
  at: string
  /** The request as it came, for headers and streams. */
  raw: Context
}

export interface RouteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** As OpenAPI writes it: `/api/cycles/{cycle}`. */
  path: string
  /** The noun it belongs to. */
  tag: string
  summary: Text
  access: Access
  /** Of a token that may call it; `read` for GET and `write` for the rest unless told. */
  scope?: 'read' | 'write' | 'feed' | 'import'
  params?: P
  query?: Q
  body?: B
  /** Instead of a body: the media types of the file that is sent; the handler reads it from `raw`. */
  file?: readonly string[]
  /** What is answered; none = 204, or the handler answers a Response of its own. */
  response?: R
  /** 200 unless told. */
  status?: 200 | 201 | 202
  /**
   * What somebody is answered who may not, or not any more, know of the subject: their own act may have ended their role, and a
   * repeat of it gets the answer it had. `null` = nothing of the kind, and they are refused.
   */
  repeated?(
    call: Pick<Call<z.output<P>, unknown, unknown>, 'services' | 'principal' | 'params' | 'raw'>,
  ): Promise<Reply<z.input<R>> | null>
  /** Answers the body, a `reply` with headers, or a whole Response (streams). Throws AppError. */
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<z.input<R> | Reply<z.input<R>> | Response | void>
}

/** A body with headers or another status. */
export class Reply<T> {
  readonly body: T
  readonly headers: Record<string, string>
  readonly status: number | undefined
  constructor(body: T, headers: Record<string, string> = {}, status?: number) {
    this.body = body
    this.headers = headers
    this.status = status
  }
}

export type Route = RouteSpec<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

/** Types a route by its schemas. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  spec: RouteSpec<P, Q, B, R>,
): Route {
  return spec as unknown as Route
}

/** The signed-in person of a call that only such people reach. */
export function personOf(call: { principal: Principal | null }): Principal {
  if (!call.principal) throw new Error('the route lets anybody in')
  return call.principal
}

/** The case or school of a call whose access names one. */
export function groundOf(call: { ground: Ground | null }): Ground {
  if (!call.ground) throw new Error('the access of the route names no subject')
  return call.ground
}

/** The session of a call that a token may not make: locks are changed, and tokens made, by a person who is there. */
export function sessionOf(call: { principal: Principal | null }): Principal & { sessionHash: string } {
  const principal = personOf(call)
  if (principal.sessionHash !== null) return { ...principal, sessionHash: principal.sessionHash }
  throw new AppError(
    'forbidden',
    say(
      'Việc này cần đăng nhập; mã truy cập không làm được.',
      'This needs somebody signed in; an access token cannot do it.',
    ),
  )
}
