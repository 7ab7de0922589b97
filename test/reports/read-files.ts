// Reads the files of a report back: the parts of a DOCX, the text of a PDF with the tools of the machine.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

/** Whether a program answers here; a test that needs it says that it was not run. */
export function hasProgram(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The parts of a ZIP by name, from its directory. */
export function unzip(bytes: Uint8Array): Map<string, { text: string; time: number }> {
  const zip = Buffer.from(bytes)
  const parts = new Map<string, { text: string; time: number }>()
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1') + 16)
  while (zip.readUInt32LE(at) === 0x02_01_4b_50) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const data = zip.subarray(from, from + zip.readUInt32LE(at + 20))
    const content = zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)
    parts.set(name, { text: content.toString('utf8'), time: zip.readUInt32LE(at + 12) })
    at += 46 + nameLength + extra + comment
  }
  return parts
}

/** The paragraphs of a DOCX in their order, tables included. */
export function docxParagraphs(bytes: Uint8Array): string[] {
  const xml = unzip(bytes).get('word/document.xml')?.text ?? ''
  return [...xml.matchAll(/<w:p[ >][\s\S]*?<\/w:p>/g)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(?:br|tab)\/>/g)]
      .map(([, text]) => plain(text ?? ' '))
      .join(''),
  )
}

function plain(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

/** Runs a program on a file of these bytes and answers what it prints. */
export function runOn(
  bytes: Uint8Array,
  name: string,
  program: string,
  args: (file: string, dir: string) => string[],
): string {
  const dir = mkdtempSync(join(tmpdir(), 'kiemdinh-files-'))
  try {
    const file = join(dir, name)
    writeFileSync(file, bytes)
    return execFileSync(program, args(file, dir), {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

export const pdfText = (bytes: Uint8Array): string => runOn(bytes, 'x.pdf', 'pdftotext', (file) => ['-raw', file, '-'])
