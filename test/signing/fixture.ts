// Keys in a folder of their own, and a small PDF to be signed.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { demonstrationNames, initSigningKeys, readSigningKeys } from '../../src/signing/keys.ts'

export const at = '2026-03-02T02:00:00.000Z'

export function keySettings(dataDir = mkdtempSync(join(tmpdir(), 'kiemdinh-keys-'))) {
  return { dataDir, signing: { p12: null, p12Password: '', key: null } }
}

/** Keys of demonstration, made anew. */
export function freshKeys(names = demonstrationNames) {
  const settings = keySettings()
  initSigningKeys(settings, names, at)
  return { ...readSigningKeys(settings), settings }
}

let compiled: Uint8Array | undefined

/** PDF/A-2a of one page, with a link when asked: then the page has annotations already. */
export function smallPdf(body = '= Chứng nhận'): Uint8Array {
  const head = '#set document(title: "Thử", date: datetime(year: 2026, month: 3, day: 2))\n#set text(lang: "vi")\n'
  const compile = () =>
    Uint8Array.from(NodeCompiler.create().pdf({ mainFileContent: head + body }, { pdfStandard: 'a-2a' as never }))
  return body === '= Chứng nhận' ? (compiled ??= compile()) : compile()
}
