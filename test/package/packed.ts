// A case of 2018 brought to its award, with evidence, and its package on the disk: what the tests of packages begin with.
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { generateKeyPairSync } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll } from 'vitest'
import { attachEvidence } from '../../src/commands/evidence/attach.ts'
import { reviseEvidence } from '../../src/commands/evidence/revise.ts'
import { entryOf, type Entry } from '../../src/package/entries.ts'
import { openPackage } from '../../src/package/read.ts'
import type { DocumentFormat } from '../../src/reports/render/files.ts'
import { operator, type Reader } from '../../src/package/reader-scope.ts'
import { packCase, zip } from '../../src/package/write.ts'
import { ed25519Key } from '../../src/signing/bytes.ts'
import type { FileStore } from '../../src/store/files/file-store.ts'
import { localStore } from '../../src/store/files/local.ts'
import { freshDatabase } from '../support/database.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { toStage } from '../support/whole-case.ts'

export const folder = mkdtempSync(join(tmpdir(), 'kiemdinh-package-'))
export const key = ed25519Key(generateKeyPairSync('ed25519').privateKey)

/** Called at the head of each test file: the folder is there from its beginning to its end. */
export function keepFolder(): void {
  beforeAll(() => {
    mkdirSync(folder, { recursive: true })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
}

let stores = 0

export interface PackedCase extends SampleCase {
  files: FileStore
}

/** Four pieces of evidence, one restricted and one revised; granted on both awards. */
export async function grantedCase(last = 'granted'): Promise<PackedCase> {
  const made = await sampleCase(await freshDatabase())
  const files = localStore(join(folder, `kho-${++stores}`))
  await toStage(made, 'rating')
  await attach(made, files)
  await toStage(made, last, undefined, 'rating')
  return { ...made, files }
}

async function attach({ db, engine, library, cycle, clock }: SampleCase, files: FileStore): Promise<void> {
  const common = { cycle, actor: 'le-thi-hanh', at: clock.time }
  const file = async (text: string) => {
    return { name: 'Chiến lược.PDF', type: 'application/pdf', ...(await files.put(Readable.from([Buffer.from(text)]))) }
  }
  const details = {
    title: '=Chiến lược phát triển',
    issuer: 'Trường THPT Mẫu',
    number: '12/CL-THPT',
    issuedOn: '2024-09-05',
    period: '',
    place: 'Hộp 1',
    confidentiality: 'internal' as const,
    note: '',
  }
  for (const [criterion, text, confidentiality] of [
    ['1.1', 'một', 'internal'],
    ['1.1', 'hai', 'open'],
    ['1.2', 'ba', 'restricted'],
    ['1.3', 'một', 'internal'],
  ] as const)
    await attachEvidence(db, engine, library, {
      ...common,
      criterion,
      details: { ...details, confidentiality },
      file: await file(text),
      allowDuplicate: true,
    })
  const revision = { code: 'H1-1.1-02', file: await file('hai, ký lại'), reason: 'Văn bản được ký lại.' }
  await reviseEvidence(db, engine, library, { ...common, ...revision })
}

/** Writes the package of a case; `key: null` = unsigned. */
export async function writePackage(
  made: PackedCase,
  name: string,
  {
    reader = operator,
    ...more
  }: { reader?: Reader; key?: typeof key | null; formats?: readonly DocumentFormat[] } = {},
): Promise<string> {
  const path = join(folder, name)
  const signing = more.key === undefined ? key : more.key
  const packed = await packCase(made, made.files, {
    formats: ['html'],
    ...more,
    cycle: made.cycle,
    reader,
    key: signing,
  })
  await pipeline(packed.content, createWriteStream(path))
  return path
}

/** The files of a package by name. */
export async function contentsOf(path: string): Promise<Map<string, Buffer>> {
  const opened = await openPackage(path)
  const all = new Map<string, Buffer>()
  for (const name of opened.sizes.keys()) all.set(name, await buffer(Readable.from(await opened.stream(name))))
  opened.close()
  return all
}

/** A ZIP of these files, whatever they are. */
export function zipOf(contents: ReadonlyMap<string, Buffer>, name: string): Promise<string> {
  return writeZip(
    [...contents].map(([file, bytes]) => entryOf(file, bytes)),
    name,
  )
}

export async function writeZip(entries: readonly Entry[], name: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, await buffer((await zip(entries)).content))
  return path
}

export const bytesOf = (path: string): Promise<Buffer> => readFile(path)
