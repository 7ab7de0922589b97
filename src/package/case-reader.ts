// As whom somebody takes the package of a case now: what the policy says of their roles at the present stage of the review.
import { rolesFor } from '../domain/permissions.ts'
import { say } from '../domain/text.ts'
import { listSubmissions } from '../store/views/papers.ts'
import { reviewStage } from '../store/views/sheets.ts'
import type { Ground } from '../store/views/standing.ts'
import type { Client } from '../store/with-client.ts'
import { readerOf, type Reader } from './reader-scope.ts'

export const packageNotYet = say(
  'Gói hồ sơ lấy được sau khi báo cáo đánh giá ngoài đã nộp.',
  'The package can be taken once the report of the review was handed in.',
)

/** `null` while they take none. */
export async function packageReader(
  client: Client,
  cycle: string,
  { standing, place }: Ground,
): Promise<Reader | null> {
  const stage = await reviewStage(client, cycle)
  const reported = (await listSubmissions(client, cycle)).some(({ kind }) => kind === 'externalReport')
  return readerOf(rolesFor('takePackage', standing, place), { ...stage, reported })
}
