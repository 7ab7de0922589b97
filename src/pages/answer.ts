// A page as it is sent: drawn, and compressed where the browser takes it.
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import type { Drawn } from './page.ts'

const squeeze = promisify(gzip)
/** Below it compressing gains nothing. */
const leastLength = 1024
/** Nearly as small as the default of 6, in half the time. */
const level = 4

/** Whole, not as a stream: a page is small, and a stream for each costs more than drawing it. */
export async function answerOf(
  { req }: Context,
  { child, status, isPart }: Drawn,
  own: Record<string, string> = {},
): Promise<Response> {
  const drawn = String(await Promise.resolve(child as string | Promise<string>))
  const html = isPart ? drawn : `<!doctype html>${drawn}`
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', vary: 'Accept-Encoding' }
  if (html.length < leastLength || !takesGzip(req.header('accept-encoding') ?? ''))
    return new Response(html, { status, headers: { ...headers, ...own } })
  const body = new Uint8Array(await squeeze(html, { level }))
  return new Response(body, { status, headers: { ...headers, ...own, 'content-encoding': 'gzip' } })
}

/** `gzip;q=0` is a refusal. */
function takesGzip(accepted: string): boolean {
  return /(^|[\s,])gzip\s*(?!\s*;\s*q=0(\.0*)?\s*(,|$))(;|,|$)/i.test(accepted)
}
