// Mails a link to set a new password. The answer, and the work for it, are the same whether there is such an account or not.
import { countAttempt } from '../../store/accounts/attempts.ts'
import { mailReset } from '../../store/accounts/links.ts'
import type { Database } from '../../store/connect.ts'

export interface RequestReset {
  email: string
  address: string
  at: string
}

/**
 * Whoever reads the mailbox may: it is them the account belongs to. Throws `tooMany` for an address or a mailbox that asks again
 * and again, account or not.
 */
export async function requestReset(db: Database, key: Buffer, { email, address, at }: RequestReset): Promise<void> {
  const mailbox = { key: `reset:${email.toLowerCase()}`, limit: 3 }
  await countAttempt(db, [mailbox, { key: `reset-from:${address}`, limit: 30 }], at)
  await mailReset(db, key, { email, at })
}
