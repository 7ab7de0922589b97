// Starts one of the bench's own programs, compiled or not, the way the bench itself runs.
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { extname } from 'node:path'
import type { Readable } from 'node:stream'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Child {
  process: ChildProcessByStdio<null, Readable, null>
  /** Settles when it has ended and its last line was heard. */
  ended: Promise<void>
}

/** `heard` is told each line the program prints. */
export function startChild(name: string, order: object, heard: (line: string) => void): Child {
  const file = fileURLToPath(new URL(`${name}${extname(import.meta.url)}`, import.meta.url))
  const child = spawn(process.execPath, [...process.execArgv, file, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface({ input: child.stdout }).on('line', heard)
  return { process: child, ended: new Promise((resolve) => child.once('close', () => resolve())) }
}

/** What the parent wrote; the two are of one version. */
export function orderOf<T>(): T {
  return JSON.parse(process.argv[2] ?? '{}') as T
}
