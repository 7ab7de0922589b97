// The owner changes the password: the present one is asked, and every other session ends.
import { setPassword } from '../../store/accounts/account.ts'
import { attempting, byAccount } from '../../store/accounts/attempts.ts'
import type { Database } from '../../store/connect.ts'
import { queueMail } from '../../store/outbox.ts'
import { inTransaction } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { acceptPassword, ownAccount, provePassword } from './own-account.ts'

export interface ChangePassword {
  person: string
  email: string
  current: string
  password: string
  /** The hash of the session that goes on. */
  session: string | null
  at: string
}

/** Throws `invalid` for a wrong present password or a new one that may not be used, `tooMany`. */
export function changePassword(db: Database, key: Buffer, input: ChangePassword): Promise<void> {
  const { person, at } = input
  return attempting(db, [byAccount(input.email)], at, () =>
    inTransaction(db, async (client) => {
      const account = await ownAccount(client, person)
      await provePassword(account, input.current, 'current')
      await setPassword(client, person, await acceptPassword(input.password, account), input.session)
      await queueMail(client, key, { person, template: 'passwordChanged', path: '/reset', at })
      await journal(client, { at, actor: person, action: 'changePassword', subject: { kind: 'person', id: person } })
    }),
  )
}
