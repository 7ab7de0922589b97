// The second factor of an account: set up, confirmed, given later in a session, and taken away.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { attempting, byAccount } from '../../store/accounts/attempts.ts'
import {
  clearSecondFactor,
  keepAuthenticator,
  newAuthenticator,
  renewRecoveryCodes,
  takeCode,
} from '../../store/accounts/second-factor.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { ownAccount, provePassword, wrongSecret } from './own-account.ts'

interface Owner {
  person: string
  email: string
  at: string
}

const guarded = <T>(db: Database, { email, at }: Owner, work: (client: Client) => Promise<T>): Promise<T> =>
  attempting(db, [byAccount(email)], at, () => inTransaction(db, work))

const note = (client: Client, action: string, { person, at }: Owner) =>
  journal(client, { at, actor: person, action, subject: { kind: 'person', id: person } })

/** A new secret, shown once; it counts from its confirmation on. Throws `invalid`, `conflict` where there is one. */
export function enrolSecondFactor(db: Database, key: Buffer, input: Owner & { password: string }) {
  return guarded(db, input, async (client) => {
    const account = await ownAccount(client, input.person)
    await provePassword(account, input.password, 'password')
    if (account.secondFactor)
      throw new AppError(
        'conflict',
        say(
          'Tài khoản đã bật xác thực hai bước. Hãy tắt trước khi đặt lại.',
          'This account has a second factor already. Turn it off before you set it up again.',
        ),
      )
    const made = newAuthenticator(account.email)
    await keepAuthenticator(client, key, input.person, made.secret)
    await note(client, 'enrolSecondFactor', input)
    return made
  })
}

/** Answers the recovery codes, shown once. The session that confirms is strong from then on. */
export function confirmSecondFactor(db: Database, key: Buffer, input: Owner & { code: string; session: string }) {
  return guarded(db, input, async (client) => {
    const account = await ownAccount(client, input.person)
    if (!account.unconfirmed)
      throw new AppError(
        'conflict',
        say('Chưa có xác thực hai bước nào chờ xác nhận.', 'No second factor waits to be confirmed.'),
      )
    await useCode(client, key, input)
    const text = 'update accounts set totp_confirmed_at = $2 where person_id = $1'
    await client.query({ text, values: [input.person, input.at] })
    await strengthen(client, input.session)
    await note(client, 'confirmSecondFactor', input)
    return { recoveryCodes: await renewRecoveryCodes(client, input.person) }
  })
}

/** Makes a running session strong, as after a sign-on that brought no second factor. */
export function giveSecondFactor(db: Database, key: Buffer, input: Owner & { code: string; session: string }) {
  return guarded(db, input, async (client) => {
    const account = await ownAccount(client, input.person)
    if (!account.secondFactor)
      throw new AppError('conflict', say('Tài khoản chưa bật xác thực hai bước.', 'This account has no second factor.'))
    await useCode(client, key, input)
    await strengthen(client, input.session)
    await note(client, 'giveSecondFactor', input)
  })
}

/** Needs password and code; every session is weak from then on. */
export function disableSecondFactor(db: Database, key: Buffer, input: Owner & { password: string; code: string }) {
  return guarded(db, input, async (client) => {
    const account = await ownAccount(client, input.person)
    await provePassword(account, input.password, 'password')
    if (!account.secondFactor)
      throw new AppError('conflict', say('Tài khoản chưa bật xác thực hai bước.', 'This account has no second factor.'))
    await useCode(client, key, input)
    await clearSecondFactor(client, input.person)
    await note(client, 'disableSecondFactor', input)
  })
}

async function useCode(client: Client, key: Buffer, input: Owner & { code: string }): Promise<void> {
  if (await takeCode(client, key, input)) return
  throw wrongSecret('code', say('Mã xác thực không đúng hoặc đã dùng.', 'The code is wrong or was used before.'))
}

async function strengthen(client: Client, session: string): Promise<void> {
  await client.query({ text: 'update sessions set strong = true where id_hash = $1', values: [session] })
}
