// Writes the smallest DOCX and XLSX that office programs open. The same content gives the same bytes.
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const wordMain = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const sheetMain = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const media = 'application/vnd.openxmlformats-officedocument'

/** One paragraph a line, the first as a heading in bold. */
export function docx(lines: readonly string[]): Promise<Uint8Array> {
  const paragraphs = lines.map((line, index) => {
    const bold = index === 0 ? '<w:rPr><w:b/></w:rPr>' : ''
    return `<w:p><w:r>${bold}<w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`
  })
  return zip({
    '[Content_Types].xml': types({ '/word/document.xml': `${media}.wordprocessingml.document.main+xml` }),
    '_rels/.rels': relations({ target: 'word/document.xml', type: 'officeDocument' }),
    'word/document.xml': `${head}<w:document xmlns:w="${wordMain}"><w:body>${paragraphs.join('')}</w:body></w:document>`,
  })
}

/** One sheet of texts and numbers. */
export function xlsx(rows: readonly (readonly (string | number)[])[]): Promise<Uint8Array> {
  // Rows and cells say where they stand: the format does not ask for it, but readers do.
  const data = rows.map((row, index) => `<row r="${index + 1}">${row.map(cellOf(index + 1)).join('')}</row>`).join('')
  const sheets = `<sheets><sheet name="Minh chung" sheetId="1" r:id="rId1"/></sheets>`
  return zip({
    '[Content_Types].xml': types({
      '/xl/workbook.xml': `${media}.spreadsheetml.sheet.main+xml`,
      '/xl/worksheets/sheet1.xml': `${media}.spreadsheetml.worksheet+xml`,
    }),
    '_rels/.rels': relations({ target: 'xl/workbook.xml', type: 'officeDocument' }),
    'xl/workbook.xml': `${head}<workbook xmlns="${sheetMain}" xmlns:r="${office}">${sheets}</workbook>`,
    'xl/_rels/workbook.xml.rels': relations({ target: 'worksheets/sheet1.xml', type: 'worksheet' }),
    'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${sheetMain}"><sheetData>${data}</sheetData></worksheet>`,
  })
}

const cellOf = (row: number) => (value: string | number, column: number) => {
  const place = `${String.fromCharCode(65 + column)}${row}`
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
}

function types(parts: Readonly<Record<string, string>>): string {
  const defaults =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>'
  const overrides = Object.entries(parts).map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`)
  return `${head}<Types xmlns="${packages}/content-types">${defaults}${overrides.join('')}</Types>`
}

function relations({ target, type }: { target: string; type: string }): string {
  const relation = `<Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/>`
  return `${head}<Relationships xmlns="${packages}/relationships">${relation}</Relationships>`
}

async function zip(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const archive = new ZipFile()
  // The time of a ZIP is local and has no zone: one wall-clock time is the same bytes everywhere.
  const mtime = new Date(2020, 0, 1)
  for (const [name, text] of Object.entries(files))
    archive.addBuffer(Buffer.from(text), name, { mtime, compress: false, forceDosTimestamp: true })
  archive.end()
  return buffer(archive.outputStream)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
