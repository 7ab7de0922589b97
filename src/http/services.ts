// What every route works with: the product and the settings of this server.
import type { Logger } from 'pino'
import type { Product } from '../compose.ts'
import type { Config } from '../config.ts'
import type { SigningKeys } from '../signing/keys.ts'
import type { FileStore } from '../store/files/file-store.ts'
import type { Intake } from '../store/files/intake.ts'
import type { Live } from './live/hub.ts'

export interface Services extends Product {
  /** Where people reach the server, without a slash at the end: in mails, links and cookies. */
  publicUrl: string
  /** Takes files in and keeps them. */
  intake: Intake
  /** Evidence files by their hash. */
  files: FileStore
  /** Seals secrets that must be read again. */
  secretKey: Buffer
  /** The province's sign-on; null = none. */
  oidc: Config['oidc']
  behindProxy: boolean
  /** The pages that are open on this server. */
  live: Live
  /** Keys that sign papers and credentials; null = this server signs nothing. */
  signing: SigningKeys | null
  /** Webhooks may go to addresses of the private network. */
  webhooksToPrivate?: boolean
  /** The embedded database holds the demonstration province, reached from this machine alone: sample people sign in by one click. */
  demo?: boolean
  /** Started to begin anew, on the embedded database and reached from this machine alone: the first administrator enters by a page. */
  fresh?: boolean
  /** No mail server is set: whoever invites somebody hands the link over. */
  byHand?: boolean
  /** Requests a minute of one person and of one address; the usual ones unless told. */
  limits?: { person: number; address: number }
  /** Who holds it may read the metrics from elsewhere. */
  metricsToken?: string | undefined
  /** The department's folder of templates for papers; none = those that are shipped. */
  templatesDir?: string | undefined
  /** How long a page waits for a paper before it becomes long work; 2 s unless told. */
  paperPatienceMs?: number
  log: Logger
  /** Every answer is checked against its schema; tests and development. */
  checkAnswers: boolean
}
