// The text of a .docx: read straight out of its main part, without loading styles, pictures or anything that could act.
import { partOf } from '../xlsx/unpack.ts'
import { most, type PreviewBlock, type PreviewText } from './blocks.ts'

/** `null` for what is no .docx, or one that swells beyond reason. */
export function docxText(bytes: Uint8Array): PreviewText | null {
  const part = partOf(bytes, 'word/document.xml', largestPart)
  return part && textOf(part.toString('utf8'))
}

const largestPart = 20_000_000
const token = /<(\/?)w:(p|tbl|tr|tc|t|tab|br|pStyle)\b([^>]*?)(\/?)>|([^<]+)/g

/** Walks the marks in order. A table inside a table is read as text of its cell. */
function textOf(xml: string): PreviewText {
  const blocks: PreviewBlock[] = []
  let [depth, isText, line, isHeading] = [0, false, '', false]
  let rows: string[][] = []
  for (const [, close, name, attributes = '', empty, plain] of xml.matchAll(token)) {
    if (blocks.length >= most.blocks) return { blocks, isCut: true }
    if (plain !== undefined) {
      if (isText) line += plain
      continue
    }
    const opens = close === '' && empty === ''
    if (name === 't') isText = opens
    else if (name === 'tab' || name === 'br') line += name === 'tab' ? '\t' : '\n'
    else if (name === 'pStyle') isHeading = /Heading|Title|u\d/i.test(attributes)
    else if (name === 'tbl') {
      depth += opens ? 1 : -1
      if (depth === 0) blocks.push({ kind: 'table', rows: rows.slice(0, most.rows) })
      if (depth === 1 && opens) rows = []
    } else if (name === 'tr' && opens && depth === 1) rows.push([])
    else if (name === 'tc' && opens && depth === 1) rows.at(-1)?.push('')
    else if (name === 'p' && !opens) {
      const text = decoded(line).trim()
      const row = rows.at(-1)
      if (depth > 0 && row && text !== '') row[row.length - 1] = [row.at(-1), text].filter(Boolean).join('\n')
      if (depth === 0 && text !== '') blocks.push({ kind: isHeading ? 'heading' : 'paragraph', text })
      line = ''
      isHeading = false
    }
  }
  return { blocks, isCut: false }
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name: string) => {
    if (name) return named[name] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code > 31 && code < 0x110000 ? String.fromCodePoint(code) : ''
  })
}
