// Schemas that many routes share: ids, instants, searches, lists.
import { z } from 'zod'

/** Ids in addresses. What cannot be an id is an address where nothing is. */
export const Id = z.string().min(1).max(300)
export const Instant = z.iso.datetime({ offset: true })
/** Text that people type in a search; PostgreSQL keeps no NUL. */
export const Search = z.string().max(100)
export const Word = z.string().min(1).max(100)

/** What a PDF conforms to: the archive's, unless it is for readers with aids. */
export const PdfStandard = z.enum(['a-2a', 'ua-1']).default('a-2a')

export const params = {
  cycle: z.object({ cycle: Id }),
  process: z.object({ process: Id }),
  school: z.object({ school: Id }),
}
