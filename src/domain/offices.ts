// Who may give an office to whom, manage whose account, and hand an office on for a time. Deny unless listed.
import type { Office } from './permissions.ts'
import { decidingRoles, departmentRoles, type Role } from './roles.ts'
import { say, type Text } from './text.ts'

/** An organisation with all that stand above it: by the tree, and for a school also its commune, department and province. */
export interface Seat {
  id: string
  kind: 'ministry' | 'province' | 'department' | 'commune' | 'school'
  above: readonly string[]
}

/**
 * Who names whom. A role is named from its own level or above, never from below. Councils and teams are named in their case by an
 * event; the provincial chair and the ministry stand above the department, so an operator of the server enters them.
 */
const namedBy: Partial<Record<Role, { at: Seat['kind']; by: readonly Role[] }>> = {
  principal: { at: 'school', by: ['principal', 'qualityOfficer', 'qualityHead', 'departmentDirector'] },
  communeOfficer: { at: 'commune', by: ['qualityHead', 'departmentDirector'] },
  communeChair: { at: 'commune', by: ['qualityHead', 'departmentDirector'] },
  clerk: { at: 'department', by: ['qualityHead', 'departmentDirector'] },
  qualityOfficer: { at: 'department', by: ['qualityHead', 'departmentDirector'] },
  qualityHead: { at: 'department', by: ['qualityHead', 'departmentDirector'] },
  auditor: { at: 'department', by: ['departmentDirector'] },
  departmentDirector: { at: 'department', by: ['departmentDirector'] },
}

/** The roles that an organisation's people are given there, as against in a case. */
export const officeRoles = Object.keys(namedBy) as Role[]

/** Whether one of these offices is held in that organisation or in one above it. */
function within(offices: readonly Office[], by: readonly Role[], seat: Seat): boolean {
  return offices.some(
    ({ role, organisationId }) => by.includes(role) && [seat.id, ...seat.above].includes(organisationId),
  )
}

/** Why a person holding these offices may not give or take that office; `null` when they may. */
export function whyNotName(
  actor: { personId: string; offices: readonly Office[] },
  office: { personId: string; role: Role; seat: Seat },
): Text | null {
  const rule = namedBy[office.role]
  if (!rule || rule.at !== office.seat.kind)
    return say('Chức vụ này không giao ở đơn vị này.', 'This office is not given in this organisation.')
  if (actor.personId === office.personId)
    return say('Không ai tự giao hay tự thôi chức vụ của mình.', 'Nobody gives or takes an office of their own.')
  if (!within(actor.offices, rule.by, office.seat))
    return say('Vai trò của bạn không được giao chức vụ này.', 'Your role may not give this office.')
  return null
}

/** Who may look after the accounts of an organisation's people. */
const managers: Record<Seat['kind'], readonly Role[]> = {
  school: ['principal', 'qualityOfficer', 'qualityHead', 'departmentDirector'],
  commune: ['qualityOfficer', 'qualityHead', 'departmentDirector'],
  department: ['qualityHead', 'departmentDirector'],
  province: [],
  ministry: [],
}

/** Whether these offices let somebody manage the people of that organisation. */
export function managesPeopleOf(offices: readonly Office[], seat: Seat): boolean {
  return within(offices, managers[seat.kind], seat)
}

/** Whether these offices let somebody confirm that a person of that organisation is trained: the department trains, not the school. */
export function confirmsTrainingOf(offices: readonly Office[], seat: Seat): boolean {
  return within(offices, ['qualityOfficer', 'qualityHead', 'departmentDirector'], seat)
}

/** Why a person may not manage that account (invite, suspend, erase); `null` when they may. Nobody manages who stands above them. */
export function whyNotManage(
  actor: { personId: string; offices: readonly Office[] },
  person: { personId: string; seat: Seat; offices: readonly { role: Role; seat: Seat }[] },
): Text | null {
  if (actor.personId === person.personId)
    return say('Không tự quản lý tài khoản của mình ở đây.', 'Nobody manages their own account here.')
  if (!managesPeopleOf(actor.offices, person.seat))
    return say('Vai trò của bạn không quản lý người của đơn vị này.', 'Your role does not manage these people.')
  const above = person.offices.some(
    ({ role, seat }) => whyNotName(actor, { personId: person.personId, role, seat }) !== null,
  )
  if (above) return say('Người này giữ chức vụ ngoài quyền của bạn.', 'This person holds an office above your reach.')
  return null
}

/** The longest time for which an office is handed on. */
export const delegationDays = 366

/**
 * Why an office may not be handed on for a time; `null` when it may. Only an office one holds oneself and not by delegation, to
 * somebody else of the same organisation; one that decides only to somebody with an office of the department already.
 */
export function whyNotDelegate(
  holder: { personId: string; offices: readonly (Office & { delegated: boolean })[] },
  office: Office,
  receiver: { personId: string; organisationId: string; offices: readonly Office[] },
): Text | null {
  const held = holder.offices.find(
    ({ role, organisationId }) => role === office.role && organisationId === office.organisationId,
  )
  if (!held) return say('Bạn không giữ chức vụ này.', 'You do not hold this office.')
  if (held.delegated)
    return say('Chức vụ được ủy quyền thì không ủy quyền tiếp.', 'A delegated office is not delegated further.')
  if (holder.personId === receiver.personId)
    return say('Không tự ủy quyền cho mình.', 'Nobody delegates to themselves.')
  const near = receiver.offices.some(({ organisationId }) => organisationId === office.organisationId)
  if (receiver.organisationId !== office.organisationId && !near)
    return say('Chỉ ủy quyền cho người của cùng đơn vị.', 'Only somebody of the same organisation may receive it.')
  const officer = receiver.offices.some(({ role }) => (departmentRoles as readonly Role[]).includes(role))
  if (decidingRoles.includes(office.role) && !officer)
    return say(
      'Quyền quyết định chỉ ủy quyền cho người đang giữ chức vụ ở Sở.',
      'The power to decide goes only to somebody who holds an office of the department.',
    )
  return null
}
