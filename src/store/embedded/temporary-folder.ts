// Throwaway folders that the user running an embedded server can reach, for tests, the demo and short socket paths.
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../domain/errors.ts'
import type { ServerUser } from './server-user.ts'
import { canReach, serverUser } from './server-user.ts'

/** Makes a new folder for a throwaway cluster: `DATA_DIR` of the demo and of tests. The caller deletes it. */
export function temporaryDataDir(prefix: string): string {
  const user = serverUser()
  const made = mkdtempSync(join(reachableTemp(user), prefix))
  // Open for passing through only: the cluster below it is the server's, and of mode 700.
  if (user) chmodSync(made, 0o711)
  return made
}

/**
 * A private folder for the socket of a cluster whose path is too long (107 bytes is all a socket may have). Its name comes
 * from the cluster, so that a restarted server is found where it was; someone else's folder of that name is never used.
 */
export function socketFolder(user: ServerUser, cluster: string): string {
  const temp = reachableTemp(user)
  const owner = user?.uid ?? process.getuid?.()
  const named = join(temp, `kd-${owner}-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`)
  const found = lstatSync(named, { throwIfNoEntry: false })
  if (found?.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return named
  const made = found ? mkdtempSync(join(temp, 'kd-')) : named
  if (!found) mkdirSync(made, { mode: 0o700 })
  if (user) chownSync(made, user.uid, user.gid)
  return made
}

function reachableTemp(user: ServerUser): string {
  const candidates = [tmpdir(), '/tmp', '/var/tmp']
  const found = candidates.find((path) => canReach(user, path, 'x') && canReach(undefined, path, 'w'))
  if (found) return realpathSync(found)
  throw new AppError(
    'configuration',
    `Không có thư mục tạm nào dùng được (đã thử ${candidates.join(', ')}). Hãy đặt TMPDIR tới một thư mục ghi được.`,
    { english: 'no temporary folder is reachable for the server user', candidates, user },
  )
}
