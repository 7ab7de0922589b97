// Which user runs the embedded PostgreSQL, and what that user can reach: PostgreSQL refuses to run as root.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'

/** The user a server runs as; `undefined` stands for the user of this very process. */
export type ServerUser = { uid: number; gid: number } | undefined

const nobody = { uid: 65_534, gid: 65_534 }

/** Root gives the server to `postgres`, else to nobody; everyone else runs it themselves. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return undefined
  const line = readUsers().find((entry) => entry.startsWith('postgres:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : nobody
}

function readUsers(): string[] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n')
  } catch {
    return []
  }
}

/** Whether the user may enter (`x`) or write (`w`) a path. Asked of the system itself, as modes do not tell of ACLs. */
export function canReach(user: ServerUser, path: string, right: 'x' | 'w'): boolean {
  if (user) {
    const answer = spawnSync('/bin/sh', ['-c', `test -${right} "$0"`, path], { ...user, cwd: '/', stdio: 'ignore' })
    return answer.status === 0
  }
  try {
    accessSync(path, right === 'x' ? constants.X_OK : constants.W_OK)
    return true
  } catch {
    return false
  }
}
