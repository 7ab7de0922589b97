// Mails a link to set a new password. The answer is the same whether there is such an account or not.
import { accountByEmail, type Account } from '../../store/accounts/account.ts'
import { countAttempt } from '../../store/accounts/attempts.ts'
import { mailLink } from '../../store/accounts/links.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'

export interface RequestReset {
  email: string
  address: string
  at: string
}

/** Throws `tooMany` for an address or a mailbox that asks again and again, account or not. */
export async function requestReset(db: Database, key: Buffer, { email, address, at }: RequestReset): Promise<void> {
  const mailbox = { key: `reset:${email.toLowerCase()}`, limit: 3 }
  await countAttempt(db, [mailbox, { key: `reset-from:${address}`, limit: 30 }], at)
  await inTransaction(db, async (client) => {
    const account = await accountOfMailbox(client, email)
    if (!account) return
    const person = account.personId
    await mailLink(client, key, { person, purpose: 'reset', at })
    await journal(client, { at, actor: 'system', action: 'requestReset', subject: { kind: 'person', id: person } })
  })
}

/** Whoever reads the mailbox may: it is them the account belongs to. `null` for one that is not in use. */
async function accountOfMailbox(client: Client, email: string): Promise<Account | null> {
  const account = await accountByEmail(client, email)
  return account?.status === 'active' ? account : null
}
