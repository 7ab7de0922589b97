// How many requests one caller may send a minute to one server. Bounds abuse; what people do by hand stays far below.
import type { MiddlewareHandler } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import type { Variables } from './app.ts'
import { addressOf } from './address.ts'
import type { Services } from './services.ts'

/** Requests a minute: of somebody signed in, and of an address nobody is signed in at. */
export const perMinute = { person: 1200, address: 300 }

/** Throws `tooMany` with the seconds to wait. Every server counts for itself. */
export function rateLimit(services: Services): MiddlewareHandler<{ Variables: Variables }> {
  const limits = services.limits ?? perMinute
  const person = new RateLimiterMemory({ points: limits.person, duration: 60 })
  const address = new RateLimiterMemory({ points: limits.address, duration: 60 })
  return async (context, next) => {
    const principal = context.get('principal')
    const waiting = principal
      ? person.consume(principal.personId)
      : address.consume(addressOf(context, services.behindProxy) ?? 'unknown')
    await waiting.catch((refused: unknown) => {
      const ms =
        typeof refused === 'object' && refused !== null && 'msBeforeNext' in refused
          ? Number(refused.msBeforeNext)
          : 60_000
      const retryAfter = Math.max(1, Math.ceil(ms / 1000))
      throw new AppError(
        'tooMany',
        say(
          `Quá nhiều yêu cầu. Hãy thử lại sau ${retryAfter} giây.`,
          `Too many requests. Try again in ${retryAfter} seconds.`,
        ),
        { retryAfter },
      )
    })
    await next()
  }
}
