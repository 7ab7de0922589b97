// Signs somebody in whom the province's sign-on has identified: by its subject, the first time by a verified e-mail. Makes nobody.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { accountByEmail, lockAccount, type Account } from '../../store/accounts/account.ts'
import { beginSession } from '../../store/accounts/principal.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'

/** What the provider says of the person. */
export interface Identified {
  issuer: string
  subject: string
  email: string | undefined
  emailVerified: boolean
  /** It asked for a second factor itself. */
  strong: boolean
}

/** The secret of a new session. Throws `forbidden` when the provider knows somebody whom we do not, or a suspended account. */
export async function signOn(
  db: Database,
  { identified, at }: { identified: Identified; at: string },
): Promise<string> {
  const person = await inTransaction(db, async (client) => {
    const account = await accountOf(client, identified, at)
    if (account.status === 'suspended')
      throw new AppError(
        'forbidden',
        say(
          'Tài khoản đang tạm khóa. Hãy liên hệ người quản trị.',
          'This account is suspended. Ask the administrator.',
        ),
      )
    return account.personId
  })
  return beginSession(db, { person, strong: identified.strong, at })
}

async function accountOf(
  client: Client,
  { issuer, subject, email, emailVerified }: Identified,
  at: string,
): Promise<Account> {
  const linked = `${issuer}#${subject}`
  const text = 'select person_id as person from accounts where oidc_subject = $1'
  const known = (await client.query<{ person: string }>({ text, values: [linked] })).rows[0]?.person
  const account = known === undefined ? null : await lockAccount(client, known)
  if (account) return account
  const byEmail = email !== undefined && emailVerified ? await accountByEmail(client, email) : null
  if (!byEmail) throw unknown(emailVerified)
  const person = byEmail.personId
  // An account linked already belongs to somebody else at the provider.
  const link = `update accounts set oidc_subject = $2, status = case when status = 'invited' then 'active' else status end
    where person_id = $1 and oidc_subject is null returning 1`
  if ((await client.query({ text: link, values: [person, linked] })).rows.length === 0) throw unknown(true)
  await journal(client, { at, actor: person, action: 'linkSignOn', subject: { kind: 'person', id: person } })
  return { ...byEmail, status: byEmail.status === 'invited' ? 'active' : byEmail.status }
}

function unknown(emailVerified: boolean): AppError {
  const message = emailVerified
    ? say(
        'Chưa có tài khoản nào của hệ thống gắn với người này. Hãy liên hệ người quản trị đơn vị.',
        'No account of the system belongs to this person. Ask the administrator of your organisation.',
      )
    : say(
        'Máy chủ đăng nhập của tỉnh chưa xác minh email của người này nên không gắn được với tài khoản.',
        'The province’s sign-on server has not verified the e-mail address of this person, so no account can be tied to it.',
      )
  return new AppError('forbidden', message)
}
