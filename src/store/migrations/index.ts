// The migrations in the order they run. A released one is never edited: a change is a new file and a new line here.
import type { Client } from '../with-client.ts'
import { up as extensions } from './0001-extensions.ts'
import { up as engine } from './0002-engine.ts'
import { up as followingCycles } from './0003-following-cycles.ts'
import { up as publishedSets } from './0004-published-sets.ts'
import { up as accounts } from './0005-accounts.ts'
import { up as work } from './0006-work.ts'
import { up as evidenceCodes } from './0007-evidence-codes.ts'
import { up as registers } from './0008-registers.ts'
import { up as evidence } from './0009-evidence.ts'
import { up as machines } from './0010-machines.ts'
import { up as live } from './0011-live.ts'
import { up as certificates } from './0012-certificates.ts'
import { up as province } from './0013-province.ts'
import { up as review } from './0014-review.ts'
import { up as ratings } from './0015-ratings.ts'
import { up as jobs } from './0016-jobs.ts'
import { up as waits } from './0018-waits.ts'
import { up as audit } from './0019-audit.ts'
import { up as roster } from './0020-roster.ts'
import { up as holidays } from './0021-holidays.ts'
import { up as publishedPapers } from './0022-published-papers.ts'
import { up as gists } from './0023-gists.ts'
import { up as papers } from './0024-papers.ts'
import { up as toldFaults } from './0025-told-faults.ts'

/** Plain SQL inside a transaction that the runner opens and commits. */
export type Migration = { name: string; up: (client: Client) => Promise<unknown> }

export const migrations: readonly Migration[] = [
  { name: '0001-extensions', up: extensions },
  { name: '0002-engine', up: engine },
  { name: '0003-following-cycles', up: followingCycles },
  { name: '0004-published-sets', up: publishedSets },
  { name: '0005-accounts', up: accounts },
  { name: '0006-work', up: work },
  { name: '0007-evidence-codes', up: evidenceCodes },
  { name: '0008-registers', up: registers },
  { name: '0009-evidence', up: evidence },
  { name: '0010-machines', up: machines },
  { name: '0011-live', up: live },
  { name: '0012-certificates', up: certificates },
  { name: '0013-province', up: province },
  { name: '0014-review', up: review },
  { name: '0015-ratings', up: ratings },
  { name: '0016-jobs', up: jobs },
  { name: '0018-waits', up: waits },
  { name: '0019-audit', up: audit },
  { name: '0020-roster', up: roster },
  { name: '0021-holidays', up: holidays },
  { name: '0022-published-papers', up: publishedPapers },
  { name: '0023-gists', up: gists },
  { name: '0024-papers', up: papers },
  { name: '0025-told-faults', up: toldFaults },
]
