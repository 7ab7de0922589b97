// Takes chance and the clock out of a DOCX: the same report gives the same bytes.

/** The core properties with the day of the document as their only date. */
export function coreProperties(title: string, date: string): string {
  const day = `${date.slice(0, 10)}T00:00:00Z`
  const ns = [
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    'xmlns:dcterms="http://purl.org/dc/terms/"',
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    `<cp:coreProperties ${ns.join(' ')}><dc:title>${escapeXml(title)}</dc:title><dc:creator>kiemdinh</dc:creator>`,
    `<dc:language>vi-VN</dc:language><cp:lastModifiedBy>kiemdinh</cp:lastModifiedBy><cp:revision>1</cp:revision>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${day}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${day}</dcterms:modified></cp:coreProperties>`,
  ].join('')
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const localHeader = 0x04_03_4b_50
const centralHeader = 0x02_01_4b_50
/** 1 January 1980, the first day a ZIP can name. */
const firstDay = 0x00_21

/** Every entry of the ZIP gets the same time, in its own header and in the directory. */
export function settleZip(zip: Buffer): Uint8Array {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  let at = zip.readUInt32LE(end + 16)
  while (zip.readUInt32LE(at) === centralHeader) {
    zip.writeUInt32LE(firstDay << 16, at + 12)
    const local = zip.readUInt32LE(at + 42)
    if (zip.readUInt32LE(local) === localHeader) zip.writeUInt32LE(firstDay << 16, local + 10)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return Uint8Array.from(zip)
}
