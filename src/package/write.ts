// Writes a case as one ZIP that proves itself, streamed: a manifest with the hash of every file, signed, then the files.
import { createHash } from 'node:crypto'
import { Transform, type Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Product } from '../compose.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { documentFormats, type DocumentFormat } from '../reports/render/files.ts'
import { signBytes, type Ed25519Key } from '../signing/bytes.ts'
import type { FileStore } from '../store/files/file-store.ts'
import { canonicalJson } from './canonical.ts'
import { collect } from './collect.ts'
import { entryOf, type Entry } from './entries.ts'
import { type Manifest, names, packageFormat, type CaseFile } from './format.ts'
import type { Reader } from './reader-scope.ts'

export interface PackingPlan {
  cycle: string
  reader: Reader
  /** `null` = the package says that it is not signed. */
  key: Ed25519Key | null
  /** What the papers are written as; all of them unless told. */
  formats?: readonly DocumentFormat[]
  /** The department's folder of templates. */
  templatesDir?: string | undefined
}

export interface CasePackage {
  case: CaseFile
  files: number
  /** Bytes of the whole ZIP. */
  size: number
  content: Readable
}

/** The same case gives the same bytes. Throws `notFound`; a file that is not what its hash says ends the stream with an error. */
export async function packCase(
  product: Pick<Product, 'db' | 'library'>,
  files: FileStore,
  { cycle, reader, key, formats = documentFormats, templatesDir }: PackingPlan,
): Promise<CasePackage> {
  const { entries, case: packed } = await collect(product, files, cycle, {
    reader,
    printing: { formats, templatesDir },
  })
  const all = sealed(cycle, entries, key)
  return { case: packed, files: entries.length, ...(await zip(all)) }
}

/** The entries behind their manifest and its signature. */
export function sealed(cycle: string, entries: readonly Entry[], key: Ed25519Key | null): Entry[] {
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const files = sorted.map(({ name, sha256, size }) => ({ name, sha256, size }))
  const manifest = canonicalJson({ format: packageFormat, signed: key !== null, cycle, files } satisfies Manifest)
  const signature =
    key && canonicalJson({ algorithm: 'Ed25519', ...signBytes({ ed25519: key }, Buffer.from(manifest)) })
  return [entryOf(names.manifest, manifest), ...(signature ? [entryOf(names.signature, signature)] : []), ...sorted]
}

// Written by the clock of the computer's own zone, so that the bytes are the same in every zone.
const mtime = new Date(1980, 0, 1)

/** Files of evidence are compressed already: packing them costs a minute a gigabyte and gains nothing. */
export function zip(entries: readonly Entry[]): Promise<{ size: number; content: Readable }> {
  const archive = new ZipFile()
  const content = archive.outputStream as Readable
  let reading: Readable | undefined
  content.on('close', () => reading?.destroy())
  archive.on('error', (error: Error) => content.destroy(error))
  for (const entry of entries) {
    const options = { compress: false, size: entry.size, mtime, mode: 0o100644, forceDosTimestamp: true }
    archive.addReadStreamLazy(entry.name, options, (ready) => {
      opened(entry).then(
        (stream) => {
          reading = stream
          ready(null, stream)
        },
        (error: Error) => ready(error, null as never),
      )
    })
  }
  return new Promise((resolve) => {
    const told = (size: number) => resolve({ size, content })
    // The types forget that it is told the size.
    archive.end({ forceZip64Format: false, comment: '' }, told as () => void)
  })
}

async function opened(entry: Entry): Promise<Readable> {
  const source = await entry.open()
  const checked = checking(entry)
  source.on('error', (error) => checked.destroy(error))
  checked.on('close', () => source.destroy())
  return source.pipe(checked)
}

/** Lets through what is of this hash. */
function checking({ name, sha256 }: Entry): Transform {
  const hash = createHash('sha256')
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      const whole = hash.digest('hex') === sha256
      done(
        whole
          ? null
          : new AppError(
              'serviceUnavailable',
              say(
                `Nội dung của ${name} không còn như khi được nhận.`,
                `The content of ${name} is not what it was when it was taken in.`,
              ),
            ),
      )
    },
  })
}
