// Copies the PostgreSQL binaries into a cache folder, readable by everyone, so that the copy is there whole or not at all.
import {
  chmodSync,
  constants,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'

/** Copies `source` beside `target`, lets `finish` complete the copy, then moves it into place in one step. */
export function copyTree(source: string, target: string, finish: (root: string) => unknown): void {
  const draft = `${target}.${process.pid}.tmp`
  rmSync(draft, { recursive: true, force: true })
  try {
    copyFolder(source, draft)
    finish(draft)
    renameSync(draft, target)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function copyFolder(source: string, target: string): void {
  mkdirSync(target, { recursive: true })
  chmodSync(target, 0o755)
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const from = join(source, entry.name)
    const to = join(target, entry.name)
    if (entry.isDirectory()) copyFolder(from, to)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to)
    else {
      copyFileSync(from, to, constants.COPYFILE_FICLONE)
      // An npm install under a strict umask leaves files that only their owner may read.
      chmodSync(to, statSync(from).mode & 0o100 ? 0o755 : 0o644)
    }
  }
}
