// Signs somebody in by e-mail, password and, where they have one, second factor. Wrong is wrong: the answer never says which.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { accountByEmail, type Account } from '../../store/accounts/account.ts'
import { attempting, byAccount, byAddress } from '../../store/accounts/attempts.ts'
import { isPassword } from '../../store/accounts/password-hash.ts'
import { beginSession } from '../../store/accounts/principal.ts'
import { takeCode } from '../../store/accounts/second-factor.ts'
import type { Database } from '../../store/connect.ts'
import { withClient } from '../../store/with-client.ts'

export interface SignIn {
  email: string
  password: string
  /** Of the authenticator, or one of the recovery codes. */
  code?: string | undefined
  /** Where the request comes from. */
  address: string
  at: string
}

/**
 * The secret of a new session. Throws `unauthenticated` (details `secondFactor: true` when only the code is missing or wrong),
 * `forbidden` for a suspended account, `tooMany` with `retryAfter`.
 */
export async function signIn(db: Database, key: Buffer, input: SignIn): Promise<{ person: string; secret: string }> {
  const { email, password, code, address, at } = input
  return attempting(db, [byAccount(email), byAddress(address)], at, async () => {
    const account = await withClient(db, (client) => accountByEmail(client, email))
    const right = await isPassword(account?.passwordHash ?? null, password)
    if (!account || !right)
      throw new AppError(
        'unauthenticated',
        say('Email hoặc mật khẩu không đúng.', 'The e-mail address or the password is wrong.'),
      )
    if (account.status !== 'active')
      throw new AppError(
        'forbidden',
        say(
          'Tài khoản đang tạm khóa. Hãy liên hệ người quản trị.',
          'This account is suspended. Ask the administrator.',
        ),
      )
    const strong = await passSecondFactor(db, key, account, code, at)
    return { person: account.personId, secret: await beginSession(db, { person: account.personId, strong, at }) }
  })
}

async function passSecondFactor(
  db: Database,
  key: Buffer,
  { secondFactor, personId }: Account,
  code: string | undefined,
  at: string,
): Promise<boolean> {
  if (!secondFactor) return false
  const details = { secondFactor: true }
  if (code === undefined)
    throw new AppError(
      'unauthenticated',
      say('Hãy nhập thêm mã xác thực hai bước.', 'Enter the code of the second factor as well.'),
      details,
    )
  if (await withClient(db, (client) => takeCode(client, key, { person: personId, code, at }))) return true
  throw new AppError(
    'unauthenticated',
    say('Mã xác thực không đúng hoặc đã dùng.', 'The code is wrong or was used before.'),
    details,
  )
}
