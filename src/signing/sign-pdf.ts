// Signs a PDF by adding to its end: nothing that stood there changes, so that it stays PDF/A. PAdES B-B, invisible on the page.
import { createHash } from 'node:crypto'
import { signDigest } from './cms.ts'
import type { PaperKey } from './keys.ts'
import { pdfText, readObjects, reference, type PdfObjects } from './pdf-objects.ts'

export interface SigningWords {
  /** Who signs, as readers show it. */
  name: string
  reason: string
  location: string
  /** Instant, ISO: what the signature claims; no third party confirms it. */
  at: string
}

/**
 * The PDF with a signature over all its bytes. The same file, key (RSA) and words give the same bytes. Throws on a PDF that has
 * form fields already, or that is not written with a plain cross-reference table.
 */
export function signPdf(pdf: Uint8Array, key: PaperKey, words: SigningWords): Buffer {
  const original = Buffer.from(pdf)
  const objects = readObjects(original)
  // As long as the signature will be; one on a curve may come out a few bytes shorter or longer.
  const room = signDigest(Buffer.alloc(32), key.privateKey, key.certificates).length + 16
  const file = Buffer.concat([original, Buffer.from(addition(original.length, objects, words, room), 'latin1')])
  const contents = file.indexOf('/Contents <', original.length) + '/Contents '.length
  const behind = contents + room * 2 + 2
  const range = [0, contents, behind, file.length - behind]
  const place = file.indexOf(emptyRange, original.length)
  file.write(`[${range.join(' ')}]`.padEnd(emptyRange.length), place, 'latin1')
  const hash = createHash('sha256').update(file.subarray(0, contents)).update(file.subarray(behind))
  const signature = signDigest(hash.digest(), key.privateKey, key.certificates)
  file.write(signature.toString('hex').padEnd(room * 2, '0'), contents + 1, 'latin1')
  return file
}

const emptyRange = `[0 ${'9'.repeat(10)} ${'9'.repeat(10)} ${'9'.repeat(10)}]`

/** The signature with its field on the first page, catalogue and page as they stand now, and a table that leads to the old one. */
function addition(from: number, objects: PdfObjects, words: SigningWords, room: number): string {
  const root = reference(objects.trailer, 'Root')
  const catalogue = objects.textOf(root)
  if (/\/AcroForm\b/.test(catalogue)) throw new Error('The PDF has form fields already.')
  const page = firstPage(objects, reference(catalogue, 'Pages'))
  const [field, signature] = [objects.size, objects.size + 1]
  const parts = new Map([
    [root, withEntry(catalogue, `/AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>`)],
    [page, withAnnotation(objects.textOf(page), `${field} 0 R`)],
    // A field without a size needs no looks; 132 = printed and locked, as PDF/A has it.
    [
      field,
      `<< /Type /Annot /Subtype /Widget /FT /Sig /T ${pdfText('Chữ ký số')} /V ${signature} 0 R /P ${page} 0 R /Rect [0 0 0 0] /F 132 >>`,
    ],
    [signature, signatureText(words, room)],
  ])
  let text = '\n'
  const offsets = new Map<number, number>()
  for (const [number, content] of parts) {
    offsets.set(number, from + text.length)
    text += `${number} 0 obj\n${content}\nendobj\n`
  }
  const rows = [...offsets].map(([number, at]) => `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`)
  const trailer = objects.trailer.trim().replace(/\/Size \d+/, `/Size ${objects.size + 2}`)
  const table = `xref\n${rows.join('')}trailer\n<< ${trailer} /Prev ${objects.startxref} >>`
  return `${text}${table}\nstartxref\n${from + text.length}\n%%EOF\n`
}

function signatureText({ name, reason, location, at }: SigningWords, room: number): string {
  const moment = new Date(at).toISOString().replaceAll(/[-:T]|\.\d+Z$/g, '')
  return [
    '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached',
    `/ByteRange ${emptyRange}`,
    `/Contents <${'0'.repeat(room * 2)}>`,
    `/Name ${pdfText(name)} /Reason ${pdfText(reason)} /Location ${pdfText(location)} /M (D:${moment}Z) >>`,
  ].join('\n')
}

function firstPage(objects: PdfObjects, pages: number): number {
  const kid = reference(objects.textOf(pages), 'Kids')
  return /\/Type\s*\/Pages\b/.test(objects.textOf(kid)) ? firstPage(objects, kid) : kid
}

function withEntry(dictionary: string, entry: string): string {
  return dictionary.replace(/>>$/, `${entry}\n>>`)
}

function withAnnotation(page: string, field: string): string {
  const list = /\/Annots\s*\[/.exec(page)
  if (list) return page.replace(list[0], `${list[0]}${field} `)
  if (/\/Annots\b/.test(page)) throw new Error('The annotations of the first page stand apart.')
  return withEntry(page, `/Annots [${field}]`)
}
