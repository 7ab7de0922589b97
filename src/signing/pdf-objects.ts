// Finds the objects of a PDF that has a plain cross-reference table and no encryption: as much as signing one needs.

export interface PdfObjects {
  /** Where the last cross-reference table stands. */
  startxref: number
  /** Text of the trailer's dictionary, without its brackets. */
  trailer: string
  /** Number of objects. */
  size: number
  /** Text of an object of generation 0, from its dictionary's `<<` to the last `>>`. */
  textOf(number: number): string
}

/** Throws on a file of another shape. */
export function readObjects(pdf: Buffer): PdfObjects {
  const text = pdf.toString('latin1')
  const startxref = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? Number.NaN)
  const table = /^xref\s+0 (\d+)\s+((?:\d{10} \d{5} [fn]\s{1,2})+)trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(
    text.slice(startxref),
  )
  if (!table) throw new Error('The PDF has no single plain cross-reference table.')
  const [, size = '', rows = '', trailer = ''] = table
  const offsets = rows.trim().split(/\s*[\r\n]+/)
  return {
    startxref,
    trailer,
    size: Number(size),
    textOf(number) {
      const offset = Number(offsets[number]?.slice(0, 10) ?? Number.NaN)
      const object = /^\d+ 0 obj\s*(<<[\s\S]*?>>)\s*endobj/.exec(text.slice(offset))
      if (!object?.[1]) throw new Error(`The PDF has no dictionary ${number}.`)
      return object[1]
    },
  }
}

/** The number of the object that a dictionary's entry points to. */
export function reference(dictionary: string, name: string): number {
  const found = new RegExp(`/${name}\\s*\\[?\\s*(\\d+) 0 R`).exec(dictionary)
  if (!found) throw new Error(`The PDF has no ${name}.`)
  return Number(found[1])
}

/** A text string of PDF: UTF-16 with its mark, as hexadecimal digits. */
export function pdfText(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`
}
