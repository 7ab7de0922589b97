// Asks the policy before a write that belongs to no process. Whoever may is answered with the role that allows it.
import { AppError, notFound, roleForbids } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { reachOf, rolesFor, type Permission } from '../domain/permissions.ts'
import type { Role } from '../domain/roles.ts'
import { groundOfCycle, groundOfSchool, type Ground } from '../store/views/standing.ts'
import type { Client } from '../store/with-client.ts'

/** Throws `notFound` for a school that is not there or not theirs to see, `forbidden` for one they may only see. */
export async function permit(
  client: Client,
  permission: Permission,
  input: { school: string; person: string; at: string },
): Promise<Role> {
  const ground = await groundOfSchool(client, input.school, input.person, input.at)
  if (!ground || rolesFor('seeSchool', ground.standing, ground.place).length === 0)
    throw new AppError('notFound', say('Không tìm thấy trường.', 'The school was not found.'))
  const [role] = rolesFor(permission, ground.standing, ground.place)
  if (!role) throw roleForbids()
  return role
}

/** The same in one case, where its own roles count. Answers what the person is to it. */
export async function permitInCase(
  client: Client,
  permission: Permission,
  input: { cycle: string; person: string; at: string },
): Promise<Ground & { cycleId: string }> {
  const ground = await groundOfCycle(client, input.cycle, input.person, input.at)
  if (!ground || rolesFor('seeCase', ground.standing, ground.place).length === 0) throw notFound()
  if (rolesFor(permission, ground.standing, ground.place).length === 0) throw roleForbids()
  return { ...ground, cycleId: input.cycle }
}

/** The same where no school is named: the organisations the person's offices reach with this permission. */
export async function permitAnywhere(
  client: Client,
  permission: Permission,
  input: { person: string; at: string },
): Promise<'all' | string[]> {
  const text = `select role, organisation_id as "organisationId" from offices where person_id = $1 and since <= $2
    and (until is null or until > $2)`
  const held = await client.query<{ role: Role; organisationId: string }>({ text, values: [input.person, input.at] })
  const reach = reachOf(permission, held.rows)
  if (reach.length === 0) throw roleForbids()
  return reach
}
