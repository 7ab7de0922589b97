// Guesses are counted by account and by address, in the database, so that every server counts the same.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Database } from '../connect.ts'
import { withClient } from '../with-client.ts'
import { hashOf } from './principal.ts'

/** What is guessed at or asked for, by whom or from where; kept as a hash. */
export interface Attempt {
  key: string
  /** Failures within the window before the next is refused. */
  limit: number
}

const windowMinutes = 15

export const byAccount = (email: string): Attempt => ({ key: `account:${email.toLowerCase()}`, limit: 10 })
export const byAddress = (address: string): Attempt => ({ key: `address:${address}`, limit: 60 })

/**
 * Does `work` as one attempt: it counts from before it begins, so that many at once are no more than the limit, and no longer
 * counts when it succeeded or failed for another reason than a wrong secret. Throws `tooMany` with
 * `retryAfter` in seconds.
 */
export async function attempting<T>(
  db: Database,
  attempts: readonly Attempt[],
  at: string,
  work: () => Promise<T>,
): Promise<T> {
  const ids = await begin(db, attempts, at)
  try {
    const answer = await work()
    await forget(db, ids)
    return answer
  } catch (error) {
    if (!isGuess(error)) await forget(db, ids)
    throw error
  }
}

function isGuess(error: unknown): boolean {
  if (!(error instanceof AppError)) return false
  return error.code === 'unauthenticated' || (error.details as { guess?: boolean } | undefined)?.guess === true
}

/** The same for what counts whatever comes of it, as mails that anybody may ask for. */
export async function countAttempt(db: Database, attempts: readonly Attempt[], at: string): Promise<void> {
  await begin(db, attempts, at)
}

async function begin(db: Database, attempts: readonly Attempt[], at: string): Promise<string[]> {
  const ids: string[] = []
  for (const { key, limit } of attempts) {
    const { id, earlier } = await note(db, key, limit, at)
    ids.push(id)
    if (earlier === null) continue
    await forget(db, ids)
    const retryAfter = Math.max(1, Math.ceil(windowMinutes * 60 - (Date.parse(at) - earlier.getTime()) / 1000))
    const minutes = Math.ceil(retryAfter / 60)
    throw new AppError(
      'tooMany',
      say(
        `Đã thử quá nhiều lần. Hãy đợi ${minutes} phút rồi thử lại.`,
        `Too many attempts. Wait ${minutes} minutes, then try again.`,
      ),
      { retryAfter },
    )
  }
  return ids
}

/** Writes the attempt first and counts then; `earlier` is when the oldest of a full window was, null while there is room. */
async function note(
  db: Database,
  key: string,
  limit: number,
  at: string,
): Promise<{ id: string; earlier: Date | null }> {
  return withClient(db, async (client) => {
    const kept = hashOf(key)
    const add = 'insert into sign_in_failures (key, at) values ($1, $2) returning id'
    const id =
      (await client.query<{ id: string }>({ name: 'attempt', text: add, values: [kept, at] })).rows[0]?.id ?? ''
    const text = `select at from sign_in_failures where key = $1 and at > $2::timestamptz - make_interval(mins => ${windowMinutes})
      and id <> $3 order by id desc offset $4 limit 1`
    const values = [kept, at, id, limit - 1]
    const earlier = (await client.query<{ at: Date }>({ name: 'attempts', text, values })).rows[0]?.at
    return { id, earlier: earlier ?? null }
  })
}

async function forget(db: Database, ids: readonly string[]): Promise<void> {
  const text = 'delete from sign_in_failures where id = any($1)'
  await withClient(db, (client) => client.query({ name: 'attempt-over', text, values: [ids] }))
}
