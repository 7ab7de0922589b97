// Writes a PDF of one page with lines of text, in a standard font. The same lines give the same bytes.
import { toAscii } from './ascii.ts'

const lineLength = 82

/** A4 page; long lines are broken, Vietnamese letters lose their marks. */
export function pdf(lines: readonly string[]): Uint8Array {
  const content = textOf(lines.flatMap((line) => broken(toAscii(line))))
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ]
  return Buffer.from(assemble(objects), 'latin1')
}

function textOf(lines: readonly string[]): string {
  const shown = lines.slice(0, 44).map((line) => `(${line.replaceAll(/[\\()]/g, '\\$&')}) Tj T*`)
  return ['BT', '/F1 11 Tf', '16 TL', '56 780 Td', ...shown, 'ET'].join('\n')
}

/** The table at the end says at which byte each object begins. */
function assemble(objects: readonly string[]): string {
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`
  return `${text}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
}

function broken(line: string): string[] {
  const pieces: string[] = []
  let rest = line
  while (rest.length > lineLength) {
    const space = rest.lastIndexOf(' ', lineLength)
    const cut = space > 0 ? space : lineLength
    pieces.push(rest.slice(0, cut))
    rest = rest.slice(cut).trimStart()
  }
  return [...pieces, rest]
}
