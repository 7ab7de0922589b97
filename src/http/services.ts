// What every route works with: the product and the settings of this server.
import type { Logger } from 'pino'
import type { Product } from '../compose.ts'

export interface Services extends Product {
  /** Where people reach the server, without a slash at the end: in mails, links and cookies. */
  publicUrl: string
  /** Evidence files by their hash. */
  filesDir: string
  log: Logger
  /** Every answer is checked against its schema; tests and development. */
  checkAnswers: boolean
}
