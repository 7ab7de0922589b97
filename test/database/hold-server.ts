// A program of its own for the tests: starts or adopts the server of a folder, says so in one line, stays until killed.
import { startEmbedded } from '../../src/store/embedded/start-embedded.ts'

const [dataDir = '', tcp] = process.argv.slice(2)
const { pid, url, adopted } = await startEmbedded({ dataDir, tcp: tcp === 'tcp' })
process.stdout.write(`${JSON.stringify({ pid, url, adopted })}\n`)
setInterval(() => undefined, 60_000)
