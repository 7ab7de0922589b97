// Accounts with a password, and signing in with it as a browser does.
import { hashPassword } from '../../src/store/accounts/password-hash.ts'
import { withClient } from '../../src/store/with-client.ts'
import type { Answered, Api, ApiClient } from './http.ts'

export const password = 'con mèo ngủ trên mái'
let hashed: Promise<string> | undefined

/** An active account with the password above; answers its e-mail. */
export async function withPassword(api: Api, person: string): Promise<string> {
  hashed ??= hashPassword(password)
  const email = `${person}@mau.test`
  const text = `insert into accounts (person_id, email, password_hash, status, created_at) values ($1, $2, $3, 'active', $4)
    on conflict (person_id) do update set password_hash = excluded.password_hash`
  const values = [person, email, await hashed, api.services.engine.now()]
  await withClient(api.services.db, (client) => client.query({ text, values }))
  return email
}

/** The cookie a browser would send back. */
export function cookieOf({ headers }: Answered<unknown>, name = 'kiemdinh_session'): string {
  const set = headers.getSetCookie().find((line) => line.startsWith(`${name}=`))
  return set?.split(';')[0] ?? ''
}

/** The client with that cookie in every request. */
export function withCookie(client: ApiClient, cookie: string): ApiClient {
  return {
    send: (method, path, body, headers) => client.send(method, path, body, { cookie, ...headers }),
    get: (path, headers) => client.get(path, { cookie, ...headers }),
    post: (path, body, headers) => client.post(path, body, { cookie, ...headers }),
  }
}

/** Signs in and answers the client of that session. Throws when it is refused. */
export async function signedIn(api: Api, body: { email: string; password: string; code?: string }): Promise<ApiClient> {
  const answer = await api.anybody.post('/api/session', body)
  if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return withCookie(api.anybody, cookieOf(answer))
}
