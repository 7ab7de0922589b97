// A photo to an observation of one's own. Its id is the writer's, so that a photo sent twice is there once.
import { AppError, notFound } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Database } from '../../store/connect.ts'
import type { Intake } from '../../store/files/intake.ts'
import { takePhoto, type TakenPhoto } from '../../store/files/take-photo.ts'
import { lockContent } from '../../store/files/uploads.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitInCase } from '../permit.ts'

export interface AddPhoto {
  observation: string
  id: string
  name: string
  bytes: Uint8Array
  cycle: string
  person: string
  at: string
}

/** Photos of one observation. */
export const mostPhotos = 12

/** Throws `notFound` for an observation that is not theirs, `conflict` for an id in use, `invalid`, `serviceUnavailable`. */
export function addPhoto(db: Database, intake: Intake, input: AddPhoto): Promise<void> {
  return takePhoto(intake, input, (photo, put) => inTransaction(db, (client) => keep(client, input, photo, put)))
}

/** Stored under the lock of its content, in the transaction that names it: whoever forgets it waits, and a refusal leaves nothing. */
async function keep(client: Client, input: AddPhoto, photo: TakenPhoto, put: () => Promise<void>): Promise<void> {
  const { observation, id, name, cycle, person, at } = input
  await permitInCase(client, 'seeObservations', input)
  await lockContent(client, photo.sha256)
  const own = `select (select count(*)::int from observation_photos f where f.observation_id = o.id and f.id <> $4) as others
    from observations o where o.id = $1 and o.cycle_id = $2 and o.author_id = $3 and o.withdrawn_at is null for update`
  const values = [observation, cycle, person, id]
  const row = (await client.query<{ others: number }>({ text: own, values })).rows[0]
  if (!row) throw notFound()
  if (row.others >= mostPhotos)
    throw new AppError(
      'invalid',
      say(`Mỗi ghi chép có nhiều nhất ${mostPhotos} ảnh.`, `A note has at most ${mostPhotos} photos.`),
    )
  const text = `insert into observation_photos (id, observation_id, name, type, size, sha256, at) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (id) do update set name = excluded.name where observation_photos.observation_id = $2 and observation_photos.sha256 = $6
    returning xmax = 0 as fresh`
  const kept = [id, observation, name, photo.type, photo.size, photo.sha256, at]
  const [named] = (await client.query<{ fresh: boolean }>({ text, values: kept })).rows
  if (!named)
    throw new AppError(
      'conflict',
      say('Mã của ảnh này đã dùng cho một ảnh khác.', 'The id of this photo was used for another photo.'),
    )
  if (!named.fresh) return
  const details = { observation, photo: id, sha256: photo.sha256 }
  const subject = { kind: 'cycle' as const, id: cycle }
  await journal(client, { at, actor: person, action: 'addPhoto', subject, details })
  await put()
}
