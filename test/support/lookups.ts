// What the database is asked meanwhile: by this a foreign thing could be told from none, also where both answers are alike.
import pg from 'pg'
import { vi } from 'vitest'

/** Does `work` alone, and tells the text of every query in order. */
export async function lookupsOf<T>(work: () => Promise<T>): Promise<{ answer: T; asked: string[] }> {
  const queries = vi.spyOn(pg.Client.prototype, 'query')
  try {
    const answer = await work()
    const textOf = (query: unknown) => (typeof query === 'string' ? query : (query as { text: string }).text)
    return { answer, asked: queries.mock.calls.map(([query]) => textOf(query)) }
  } finally {
    queries.mockRestore()
  }
}
