// Where a request comes from: the connection's address, or what the proxy before the server says when there is one.
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** `undefined` where there is no connection, as in a test that calls the application itself. */
export function addressOf(context: Context, behindProxy: boolean): string | undefined {
  if (behindProxy) {
    // The proxy appends the address it sees; what stands before it anybody may write.
    const last = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    if (last) return last
  }
  return hasConnection(context) ? getConnInfo(context).remote.address : undefined
}

export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address)
}

function hasConnection(context: Context): boolean {
  return typeof context.env === 'object' && context.env !== null && 'incoming' in context.env
}
