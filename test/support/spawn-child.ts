// Starts `child.ts` as a process of its own and collects what it says.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Order } from './child.ts'

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  /** What it answered, when it lived to answer. */
  answers: unknown[] | null
  error: string
}

export function runChild(order: Order): Promise<Ended> {
  return startChild(order).ended
}

/** One that the test kills itself. */
export function startChild(order: Order): { kill(): void; ended: Promise<Ended> } {
  const file = fileURLToPath(new URL('child.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let error = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()))
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => {
      const last = out.trim().split('\n').at(-1) ?? ''
      resolve({ code, signal, answers: last.startsWith('[') ? (JSON.parse(last) as unknown[]) : null, error })
    })
  })
  return { kill: () => void child.kill('SIGKILL'), ended }
}
