// Asks a virus scanner about a file, in clamd's INSTREAM protocol: the content in pieces, then one line of answer.
import { createReadStream } from 'node:fs'
import { connect, type Socket } from 'node:net'

export type ScanResult =
  | { verdict: 'clean' }
  | { verdict: 'infected'; name: string }
  | { verdict: 'unreachable'; why: string }

export interface Scanner {
  /** Never throws: a scanner that cannot be asked is a result too. */
  scan(path: string): Promise<ScanResult>
}

const patience = 60_000

export function clamdScanner({ host, port }: { host: string; port: number }): Scanner {
  return {
    async scan(path) {
      const socket = connect({ host, port })
      socket.setTimeout(patience, () => socket.destroy(new Error('no answer in time')))
      try {
        const answer = answerOf(socket)
        // The answer may come before all was sent, or never: whichever ends first tells.
        const [line] = await Promise.all([answer, send(socket, path)])
        return resultOf(line)
      } catch (error) {
        return { verdict: 'unreachable', why: error instanceof Error ? error.message : String(error) }
      } finally {
        socket.destroy()
      }
    },
  }
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('utf8')
      if (answer.length > 10_000) socket.destroy(new Error('an answer without end'))
      if (answer.includes('\0')) resolve(answer.slice(0, answer.indexOf('\0')))
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('closed without an answer')))
  })
}

/** Each piece with its length before it, in network order; a length of nothing ends it. */
async function send(socket: Socket, path: string): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'))
  for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.byteLength)
    await write(socket, Buffer.concat([length, piece]))
  }
  await write(socket, Buffer.alloc(4))
}

function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
}

/** `stream: OK`, `stream: Eicar-Signature FOUND`, or an error such as a size limit of the scanner. */
function resultOf(line: string): ScanResult {
  const found = /^stream: (.+) FOUND$/.exec(line)?.[1]
  if (found !== undefined) return { verdict: 'infected', name: found }
  return line === 'stream: OK' ? { verdict: 'clean' } : { verdict: 'unreachable', why: line }
}
