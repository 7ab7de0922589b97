// What every answer carries and every request has to pass: security headers, and no write on behalf of another site.
import type { Context, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { secureHeaders } from 'hono/secure-headers'
import { getCookie } from 'hono/cookie'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { sessionCookie } from './session-cookie.ts'

const self = ["'self'"]

/** Strict everywhere; the reference page of the API needs styles of its own, and so do papers, which run nothing. */
export function securityHeaders(publicUrl: string): MiddlewareHandler {
  const policy = {
    defaultSrc: self,
    baseUri: ["'none'"],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
    formAction: self,
    imgSrc: ["'self'", 'data:', 'blob:'],
  }
  const common = {
    strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    permissionsPolicy: { geolocation: [], microphone: [], camera: self },
  }
  const strict = secureHeaders({ ...common, contentSecurityPolicy: { ...policy, scriptSrc: self, styleSrc: self } })
  const forDocs = secureHeaders({
    ...common,
    contentSecurityPolicy: { ...policy, scriptSrc: self, styleSrc: ["'self'", "'unsafe-inline'"] },
  })
  const none = ["'none'"]
  const forPapers = secureHeaders({
    ...common,
    contentSecurityPolicy: { ...policy, defaultSrc: none, scriptSrc: none, styleSrc: ["'unsafe-inline'"] },
  })
  // A file of evidence is shown inside the page of its piece, and nowhere else.
  const forFiles = secureHeaders({
    ...common,
    xFrameOptions: 'SAMEORIGIN',
    contentSecurityPolicy: { ...policy, frameAncestors: self, scriptSrc: none, styleSrc: ["'unsafe-inline'"] },
  })
  return (context, next) => {
    const { path } = context.req
    const own = path.startsWith('/api/docs')
      ? forDocs
      : /^\/api\/cycles\/[^/]+\/evidence\/[^/]+\/file$/.test(path)
        ? forFiles
        : /^\/api\/(cycles\/[^/]+\/papers\/|public\/reports\/|yearly-report$)/.test(path)
          ? forPapers
          : strict
    return own(context, next)
  }
}

/** What anybody may read, any site may show; nothing else is shared with other sites. */
export const sharedWithAll: MiddlewareHandler = cors({ origin: '*', allowMethods: ['GET', 'HEAD'], credentials: false })

/**
 * A browser says where a request comes from. A write with our cookie that comes from another site is refused; programs that
 * send neither header have no cookie of a person who is somewhere else.
 */
export function sameSiteOnly(publicUrl: string): MiddlewareHandler {
  const own = new URL(publicUrl).origin
  return async (context, next) => {
    if (isWrite(context) && getCookie(context, sessionCookie) !== undefined && isForeign(context, own))
      throw new AppError(
        'forbidden',
        say('Yêu cầu đến từ một trang khác nên bị từ chối.', 'The request came from another site and was refused.'),
      )
    await next()
  }
}

function isWrite({ req }: Context): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(req.method)
}

function isForeign({ req }: Context, own: string): boolean {
  const site = req.header('sec-fetch-site')
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = req.header('origin')
  if (origin === undefined) return false
  return origin !== own && origin !== new URL(req.url).origin
}
