// The account of whoever asks, locked for a change: everybody may change their own, and nobody another's.
import { AppError, invalidAt } from '../../domain/errors.ts'
import { say, joined, labelled, type Text } from '../../domain/text.ts'
import { passwordFaults } from '../../domain/password.ts'
import { lockAccount, type Account } from '../../store/accounts/account.ts'
import { hashPassword, isPassword } from '../../store/accounts/password-hash.ts'
import type { Client } from '../../store/with-client.ts'

/** Throws `unauthenticated` when there is no active account. */
export async function ownAccount(client: Client, person: string): Promise<Account> {
  const account = await lockAccount(client, person)
  if (account?.status === 'active') return account
  throw new AppError('unauthenticated', say('Hãy đăng nhập để tiếp tục.', 'Sign in to go on.'))
}

/** What only the owner can know, asked again before a change of the locks. Throws `invalid` naming the field. */
export async function provePassword(account: Account, password: string, field: string): Promise<void> {
  if (await isPassword(account.passwordHash, password)) return
  throw wrongSecret(field, say('Mật khẩu hiện tại không đúng.', 'The present password is wrong.'))
}

/** The session holds, so it is the field that is wrong; `attempting` counts it as a guess all the same. */
export function wrongSecret(path: string, message: Text): AppError {
  return invalidAt(path, message, { guess: true })
}

/** The hash of a new password, or `invalid` with every fault. */
export async function acceptPassword(
  password: string,
  owner: Pick<Account, 'name' | 'email'>,
  field = 'password',
): Promise<string> {
  const faults = passwordFaults(password, owner)
  if (faults.length === 0) return hashPassword(password)
  const issues = faults.map((message) => ({ path: field, message }))
  throw new AppError('invalid', joined(issues.map(({ path, message }) => labelled(path, message))), { issues })
}
