// Asks whether somebody may manage a person or give an office. What is out of reach is not there.
import { AppError, notFound } from '../../domain/errors.ts'
import { managesPeopleOf, whyNotManage, whyNotName, type Seat } from '../../domain/offices.ts'
import type { Role } from '../../domain/roles.ts'
import { say } from '../../domain/text.ts'
import { officesOf, seatedPerson, seatOf, type SeatedPerson } from '../../store/accounts/seats.ts'
import { erased } from '../../store/views/people.ts'
import type { Client } from '../../store/with-client.ts'

interface Asking {
  actor: string
  at: string
}

/** The organisation, when the actor manages its people. Throws `notFound` for one out of reach, as for one that is not there. */
export async function permitOrganisation(client: Client, organisation: string, { actor, at }: Asking): Promise<Seat> {
  const seat = await seatOf(client, organisation)
  if (seat && managesPeopleOf(await officesOf(client, actor, at), seat)) return seat
  throw notFound()
}

/** Locks the person. Throws `notFound` out of reach, `forbidden` for somebody who stands above the actor, and for oneself. */
export async function permitPerson(client: Client, person: string, { actor, at }: Asking): Promise<SeatedPerson> {
  const offices = await officesOf(client, actor, at)
  const found = await seatedPerson(client, person, at)
  if (!found || !managesPeopleOf(offices, found.seat)) throw notFound()
  const why = whyNotManage({ personId: actor, offices }, found)
  if (why) throw new AppError('forbidden', why)
  await refuseErased(client, person)
  return found
}

/** Nobody is behind that name any more. */
async function refuseErased(client: Client, person: string): Promise<void> {
  const text = `select ${erased('$1::text')} as erased`
  const found = await client.query<{ erased: boolean }>({ name: 'erased', text, values: [person] })
  if (found.rows[0]?.erased)
    throw new AppError('conflict', say('Dữ liệu của người này đã được xóa.', 'The data of this person are erased.'))
}

/** Locks the person who is to get or lose the office. Throws `notFound`, `forbidden` with the sentence. */
export async function permitOffice(
  client: Client,
  office: { person: string; role: Role; organisation: string },
  { actor, at }: Asking,
): Promise<SeatedPerson> {
  const offices = await officesOf(client, actor, at)
  const seat = await seatOf(client, office.organisation)
  const found = await seatedPerson(client, office.person, at)
  if (!seat || !found || !managesPeopleOf(offices, seat)) throw notFound()
  if (!managesPeopleOf(offices, found.seat)) throw notFound()
  const why = whyNotName({ personId: actor, offices }, { personId: office.person, role: office.role, seat })
  if (why) throw new AppError('forbidden', why)
  await refuseErased(client, office.person)
  return found
}
