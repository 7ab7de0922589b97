// The server of the bench as a program of its own on a database of the bench.
import { startChild } from './child-process.ts'

/** Where it listens: the product, and beside it a bare one. */
export function startedServer(
  url: string,
): Promise<{ server: { api: string; bare: string }; stop: () => Promise<void> }> {
  return new Promise((resolve) => {
    const child = startChild('http-child', { url }, (line) => {
      const stop = () => {
        child.process.kill('SIGKILL')
        return child.ended
      }
      resolve({ server: JSON.parse(line), stop })
    })
  })
}
