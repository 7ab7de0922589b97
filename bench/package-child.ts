// Packs the case it is given and checks the package, each with its time and the most memory it took over an idle program.
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { compose } from '../src/compose.ts'
import { operator } from '../src/package/reader-scope.ts'
import { verifyPackage } from '../src/package/verify.ts'
import { packCase } from '../src/package/write.ts'
import type { DocumentFormat } from '../src/reports/render/files.ts'
import { connect } from '../src/store/connect.ts'
import { localStore } from '../src/store/files/local.ts'
import { orderOf } from './child-process.ts'
import { benchTime } from './seed.ts'

export interface Measured {
  ms: number
  /** Resident memory over idle, in bytes. */
  over: number
}

export interface Packed {
  size: number
  files: number
  pack: Measured
  /** Papers as pages alone, without PDF and Word documents. */
  pages: Measured
  verify: Measured & { faults: number }
}

export interface PackOrder {
  url: string
  filesDir: string
  /** A small case, packed first so that everything is loaded, then the large one. */
  small: string
  cycle: string
  out: string
}

const { url, filesDir, small, cycle, out } = orderOf<PackOrder>()
const db = await connect(url, { poolMax: 2 })
const product = await compose(db, () => benchTime)

async function pack(which: string, formats?: readonly DocumentFormat[]) {
  const order = { cycle: which, reader: operator, key: null, ...(formats && { formats }) }
  const packed = await packCase(product, localStore(filesDir), order)
  await pipeline(packed.content, createWriteStream(out))
  return packed
}

async function measured<T>(work: () => Promise<T>): Promise<Measured & { done: T }> {
  const idle = process.memoryUsage.rss()
  let peak = idle
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20)
  const began = performance.now()
  try {
    const done = await work()
    return { done, ms: performance.now() - began, over: Math.max(peak, process.memoryUsage.rss()) - idle }
  } finally {
    clearInterval(watch)
  }
}

const check = () => verifyPackage(out, product.library, null)
await pack(small)
await check()
const pages = await measured(() => pack(cycle, ['html']))
const packing = await measured(() => pack(cycle))
const checking = await measured(check)
const faults = checking.done.findings.length
if (faults > 0) process.stderr.write(`${JSON.stringify(checking.done.findings[0])}\n`)
const answer: Packed = {
  size: packing.done.size,
  files: packing.done.files,
  pack: { ms: packing.ms, over: packing.over },
  pages: { ms: pages.ms, over: pages.over },
  verify: { ms: checking.ms, over: checking.over, faults },
}
process.stdout.write(`${JSON.stringify(answer)}\n`)
await db.close()
