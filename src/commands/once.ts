// A request with a key is carried out once: repeated, it gets the same answer; with another content under the key it is refused.
import { createHash } from 'node:crypto'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import type { Client } from '../store/with-client.ts'

export interface KeyedRequest {
  /** Chosen by the sender; none = every call counts. */
  key: string | undefined
  /** All that the request says, of plain values. */
  content: unknown
  at: string
}

/**
 * To be called under the lock of what `work` changes, in its transaction. Throws `keyReused` for another content under the
 * same key.
 */
export async function once<T>(client: Client, { key, content, at }: KeyedRequest, work: () => Promise<T>): Promise<T> {
  if (key === undefined) return work()
  const request = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  const find = { name: 'answer-of', text: 'select request, answer from answers where key = $1', values: [key] }
  const [kept] = (await client.query<{ request: string; answer: T }>(find)).rows
  if (kept?.request === request) return kept.answer
  const answer = kept ? null : await work()
  const text =
    'insert into answers (key, request, answer, at) values ($1, $2, $3, $4) on conflict do nothing returning 1'
  const values = [key, request, JSON.stringify(answer), at]
  const isOurs = answer !== null && (await client.query({ name: 'keep-answer', text, values })).rows.length === 1
  if (isOurs) return answer
  throw new AppError(
    'keyReused',
    say('Khóa yêu cầu này đã dùng cho một nội dung khác.', 'This request key was used for another content.'),
  )
}
