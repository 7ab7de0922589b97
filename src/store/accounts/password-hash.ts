// Passwords at rest: argon2id, and the same work for an account that is not there.
import { hash, verify } from '@node-rs/argon2'

/** What OWASP asks at least: 19 MiB, two passes, one lane. The library's algorithm is argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

let dummy: Promise<string> | undefined

/** False for a missing hash too, after as long: nobody learns from the time whether an account exists. */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword('nobody has this password')
  const right = await verify(kept ?? (await dummy), password)
  return right && kept !== null
}
