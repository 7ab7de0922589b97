// Whoever has the link of a mail sets a password with it: an invitation makes the account active, a reset ends its sessions.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { lockAccount, setPassword, type Account } from '../../store/accounts/account.ts'
import { attempting, byAddress } from '../../store/accounts/attempts.ts'
import { takeLink, type LinkPurpose } from '../../store/accounts/links.ts'
import type { Database } from '../../store/connect.ts'
import { queueMail } from '../../store/outbox.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { acceptPassword } from './own-account.ts'

export interface UseLink {
  purpose: LinkPurpose
  secret: string
  password: string
  address: string
  at: string
}

/** Answers the e-mail to sign in with. Throws `unauthenticated` for a link that does not hold, `invalid` (the link stays). */
export function useLink(db: Database, key: Buffer, input: UseLink): Promise<{ email: string }> {
  const { purpose, at, address } = input
  return attempting(db, [byAddress(address)], at, () =>
    inTransaction(db, async (client) => {
      const account = await accountOfLink(client, input)
      const person = account.personId
      await setPassword(client, person, await acceptPassword(input.password, account), null)
      if (purpose === 'reset') await queueMail(client, key, { person, template: 'passwordChanged', path: '/reset', at })
      const action = purpose === 'invitation' ? 'acceptInvitation' : 'resetPassword'
      await journal(client, { at, actor: person, action, subject: { kind: 'person', id: person } })
      return { email: account.email }
    }),
  )
}

async function accountOfLink(client: Client, { purpose, secret, at }: UseLink): Promise<Account> {
  const person = await takeLink(client, { secret, purpose, at })
  const account = person === null ? null : await lockAccount(client, person)
  if (account && account.status === (purpose === 'invitation' ? 'invited' : 'active')) return account
  throw new AppError(
    'unauthenticated',
    say(
      'Liên kết không đúng, đã dùng hoặc đã hết hạn. Hãy yêu cầu liên kết mới.',
      'This link is wrong, was used before or has expired. Ask for a new one.',
    ),
  )
}
