// One-time codes of an authenticator (RFC 6238) and codes for the day it is lost; each works once.
import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { seal, unseal } from '../secret-key.ts'
import type { Client } from '../with-client.ts'
import { hashOf } from './principal.ts'

const period = 30
const issuer = 'Kiểm định chất lượng giáo dục'

const totpOf = (secret: string, label = '') =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period })

/** A new secret, and the address an authenticator reads as a QR code. */
export function newAuthenticator(email: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32
  return { secret, uri: totpOf(secret, email).toString() }
}

/** The 30-second step a code belongs to, at most one step off; `null` for a wrong one. */
export function stepOf(secret: string, code: string, at: string): number | null {
  const timestamp = Date.parse(at)
  const delta = totpOf(secret).validate({ token: code, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta
}

/** Stores a secret that is not confirmed yet; an earlier one that was never confirmed gives way. */
export async function keepAuthenticator(client: Client, key: Buffer, person: string, secret: string): Promise<void> {
  const text = `update accounts set totp_secret = $2, totp_confirmed_at = null, totp_last_step = null where person_id = $1`
  await client.query({ text, values: [person, seal(key, secret)] })
}

/**
 * Takes a code of the authenticator or a recovery code, and so uses it up. False for a wrong one, one used before, and one older
 * than the last that was used.
 */
export async function takeCode(
  client: Client,
  key: Buffer,
  input: { person: string; code: string; at: string },
): Promise<boolean> {
  const { person, at } = input
  const code = input.code.replaceAll(/[\s-]/g, '').toUpperCase()
  if (!/^\d{6}$/.test(code)) return takeRecoveryCode(client, person, code, at)
  const kept = 'select totp_secret as secret from accounts where person_id = $1'
  const sealed = (await client.query<{ secret: string | null }>({ text: kept, values: [person] })).rows[0]?.secret
  const secret = sealed ? unseal(key, sealed) : null
  const step = secret === null ? null : stepOf(secret, code, at)
  if (step === null) return false
  // One statement: of two sign-ins with the same code at once, one finds the step taken.
  const text = `update accounts set totp_last_step = $2 where person_id = $1 and coalesce(totp_last_step, 0) < $2 returning 1`
  return (await client.query({ text, values: [person, step] })).rows.length === 1
}

async function takeRecoveryCode(client: Client, person: string, code: string, at: string): Promise<boolean> {
  const text = `update recovery_codes set used_at = $3 where person_id = $1 and hash = $2 and used_at is null returning 1`
  return (await client.query({ text, values: [person, hashOf(code), at] })).rows.length === 1
}

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Ten new codes of 80 bits, shown once; those before are void. */
export async function renewRecoveryCodes(client: Client, person: string): Promise<string[]> {
  const codes = Array.from({ length: 10 }, () => [...randomBytes(16)].map((byte) => alphabet[byte % 32]).join(''))
  await client.query({ text: 'delete from recovery_codes where person_id = $1', values: [person] })
  const text = 'insert into recovery_codes (person_id, hash) select $1, unnest($2::text[])'
  await client.query({ text, values: [person, codes.map(hashOf)] })
  return codes.map((code) => code.replaceAll(/(.{4})(?=.)/g, '$1-'))
}

/** Takes the second factor away with its recovery codes; no session is strong any more. False where there was none. */
export async function clearSecondFactor(client: Client, person: string): Promise<boolean> {
  const text = `update accounts set totp_secret = null, totp_confirmed_at = null, totp_last_step = null
    where person_id = $1 and totp_secret is not null returning 1`
  const had = (await client.query({ text, values: [person] })).rows.length === 1
  await client.query({ text: 'delete from recovery_codes where person_id = $1', values: [person] })
  await client.query({ text: 'update sessions set strong = false where person_id = $1', values: [person] })
  return had
}
