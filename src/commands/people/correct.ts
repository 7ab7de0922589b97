// Brings up to date what is known of a person: name, place of work, years, training. Where they worked stays known.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { confirmsTrainingOf } from '../../domain/offices.ts'
import { officesOf } from '../../store/accounts/seats.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitOrganisation, permitPerson } from './permit-person.ts'

export interface CorrectPerson {
  person: string
  name?: string | undefined
  /** Where they work from now on. */
  organisation?: string | undefined
  educationSector?: boolean | undefined
  sectorSince?: string | null | undefined
  /** Only the department says so. */
  trained?: boolean | undefined
  reason: string
  actor: string
  at: string
}

/** Throws `notFound` for a person or a new place out of reach, `forbidden` for somebody above the actor or for training. */
export function correctPerson(db: Database, input: CorrectPerson): Promise<void> {
  const { person, name, organisation, educationSector, sectorSince, trained, reason, actor, at } = input
  return inTransaction(db, async (client) => {
    const before = await permitPerson(client, person, { actor, at })
    if (organisation !== undefined) await permitOrganisation(client, organisation, { actor, at })
    if (trained !== undefined && !confirmsTrainingOf(await officesOf(client, actor, at), before.seat))
      throw new AppError(
        'forbidden',
        say(
          'trained: Chỉ Sở xác nhận việc tập huấn đánh giá ngoài.',
          'trained: Only the department confirms training in external review.',
        ),
      )
    // Whoever leaves a school has worked there: they never review it. From when on is not known here.
    const left = `insert into employments (person_id, school_id, since, until) select $1, s.id, $3::timestamptz::date, $3::timestamptz::date
      from schools s where s.id = $2 and s.id is distinct from $4 on conflict do nothing`
    if (organisation !== undefined)
      await client.query({ text: left, values: [person, before.organisationId, at, organisation] })
    const text = `update people set name = coalesce($2, name), organisation_id = coalesce($3, organisation_id),
      education_sector = coalesce($4, education_sector), trained = coalesce($5, trained),
      sector_since = case when $6 then $7::date else sector_since end where id = $1`
    const known = [name, organisation, educationSector, trained].map((value) => value ?? null)
    await client.query({ text, values: [person, ...known, sectorSince !== undefined, sectorSince ?? null] })
    const details = { organisation, educationSector, sectorSince, trained, renamed: name !== undefined }
    await journal(client, {
      at,
      actor,
      action: 'correctPerson',
      subject: { kind: 'person', id: person },
      details,
      reason,
    })
  })
}
