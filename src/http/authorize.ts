// Asks the policy before a handler runs: who is calling, and whether they may do this to what the path names.
import { AppError, notFound, roleForbids } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { reachOf, rolesFor } from '../domain/permissions.ts'
import type { Principal } from '../store/accounts/principal.ts'
import { learnSet } from '../store/publish-sets.ts'
import type { Ground } from '../store/views/standing.ts'
import { groundOfCycle, groundOfSchool } from '../store/views/standing.ts'
import { withClient } from '../store/with-client.ts'
import type { Route } from './route.ts'
import type { Services } from './services.ts'

/**
 * The ground of the call, `null` where the access names none. Throws `unauthenticated`, `forbidden`, and `notFound` for what is
 * not there as for what this person may not know of: the two cannot be told apart.
 */
export async function authorizeCall(
  route: Route,
  principal: Principal | null,
  params: Record<string, string>,
  services: Services,
  at: string,
): Promise<Ground | null> {
  const { access } = route
  if (access.to === 'public') return null
  if (!principal) throw new AppError('unauthenticated', say('Hãy đăng nhập để tiếp tục.', 'Sign in to go on.'))
  requireScope(route, principal)
  if (access.to === 'person') return null
  if (access.of === 'reach') {
    if (reachOf(access.to, principal.offices).length > 0) return null
    throw roleForbids()
  }
  const subject = params[access.of] ?? ''
  const ground = await withClient(services.db, (client) =>
    access.of === 'school'
      ? groundOfSchool(client, subject, principal.personId, at)
      : groundOfCycle(client, subject.split('/')[0] ?? '', principal.personId, at),
  )
  const see = access.of === 'school' ? 'seeSchool' : 'seeCase'
  if (!ground || rolesFor(see, ground.standing, ground.place).length === 0) throw notFound()
  if (rolesFor(access.to, ground.standing, ground.place).length === 0) throw roleForbids()
  const { setId } = ground
  // Whoever reads a case can read its set, whichever server published it.
  if (setId !== null) await learnSet(services.db, services.library, setId)
  return ground
}

function requireScope(route: Route, principal: Principal): void {
  if (principal.via === 'session') return
  const scope = route.scope ?? (route.method === 'get' ? 'read' : 'write')
  if (!principal.scopes.includes(scope))
    throw new AppError(
      'forbidden',
      say(`Mã truy cập này không có quyền “${scope}”.`, `This access token has no scope “${scope}”.`),
    )
}
