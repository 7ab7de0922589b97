// A scanner that speaks clamd's INSTREAM protocol and knows one virus: the EICAR test file.
import { createServer, type AddressInfo, type Socket } from 'node:net'

export interface TestClamd {
  host: string
  port: number
  /** Bytes of the files it was asked about. */
  scanned: number[]
  stop(): Promise<void>
}

const eicar = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'

/** `port` 0 = any. `answer` overrides what it says. */
export async function startClamd({ port = 0, answer }: { port?: number; answer?: string } = {}): Promise<TestClamd> {
  const scanned: number[] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => open.delete(socket))
    let got = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      got = Buffer.concat([got, chunk])
      const file = fileIn(got)
      if (file === null) return
      scanned.push(file.length)
      socket.end(answer ?? (file.includes(eicar) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0'))
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    scanned,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}

/** The content once its end was sent; `null` before that. Throws for what is not the protocol. */
function fileIn(got: Buffer): Buffer | null {
  const command = 'zINSTREAM\0'
  if (got.length < command.length) return null
  if (got.toString('latin1', 0, command.length) !== command) throw new Error('no INSTREAM')
  const pieces: Buffer[] = []
  for (let at = command.length; at + 4 <= got.length;) {
    const length = got.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(got.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

export const infected = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${eicar}!$H+H*`

/** A port where no scanner listens. */
export async function clamdPort(): Promise<number> {
  const { port, stop } = await startClamd()
  await stop()
  return port
}
