// What ties a person to a school, said by themselves: it blocks their appointment to review it until it is withdrawn.
import type { InterestKind } from '../../domain/conflict.ts'
import { AppError, notFound } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction } from '../../store/with-client.ts'
import { ownAccount } from '../access/own-account.ts'
import { journal } from '../journal.ts'
import type { z } from 'zod'

export interface DeclareInterest {
  person: string
  school: string
  kind: z.infer<typeof InterestKind>
  note: string
  at: string
}

/** Answers its id. Throws `notFound` for a school that is not there. */
export function declareInterest(db: Database, input: DeclareInterest): Promise<{ id: string }> {
  const { person, school, kind, note, at } = input
  return inTransaction(db, async (client) => {
    await ownAccount(client, person)
    const text = `insert into interests (person_id, school_id, kind, note, declared_at) select $1, s.id, $3, $4, $5 from schools s where s.id = $2
      returning id`
    const [row] = (await client.query<{ id: string }>({ text, values: [person, school, kind, note, at] })).rows
    if (!row) throw new AppError('notFound', say('Không tìm thấy trường.', 'The school was not found.'))
    const details = { school, kind }
    await journal(client, {
      at,
      actor: person,
      action: 'declareInterest',
      subject: { kind: 'person', id: person },
      details,
    })
    return row
  })
}

/** It stays on record that it was declared. Throws `notFound` for one that is not theirs or is withdrawn. */
export function withdrawInterest(
  db: Database,
  { person, interest, reason, at }: { person: string; interest: string; reason: string; at: string },
): Promise<void> {
  return inTransaction(db, async (client) => {
    await ownAccount(client, person)
    const text = `update interests set withdrawn_at = $3 where id = $1 and person_id = $2 and withdrawn_at is null
      returning school_id as school, kind`
    const [details] = (await client.query<{ school: string; kind: string }>({ text, values: [interest, person, at] }))
      .rows
    if (!details) throw notFound()
    const subject = { kind: 'person' as const, id: person }
    await journal(client, { at, actor: person, action: 'withdrawInterest', subject, details, reason })
  })
}
