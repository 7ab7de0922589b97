// Answers that a reader keeps: the same content has the same tag, and a reader who has it is not sent it again.
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { Reply } from './route.ts'

/** The body with its tag, or 304 without a body when `If-None-Match` names it. `caching` is the Cache-Control to send. */
export function tagged<T>(raw: Context, body: T, caching: string): Reply<T> | Response {
  const tag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 27)}"`
  const headers = { etag: tag, 'cache-control': caching }
  const known = (raw.req.header('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (known.includes(tag) || known.includes('*')) return new Response(null, { status: 304, headers })
  return new Reply(body, headers)
}
