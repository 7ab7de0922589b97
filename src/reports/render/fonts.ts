// The fonts of the PDF: Tinos, which measures as Times New Roman, then signs and emoji; no font of the machine is used.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

const files = [
  '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
  '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf',
  '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf',
  '@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf',
  '@expo-google-fonts/noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf',
  '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
]

/** In the order in which they are asked for a sign. */
export const fontFamilies = ['Tinos', 'Noto Sans Symbols 2', 'Noto Emoji']

export function readFonts(): Buffer[] {
  return files.map((file) => readFileSync(require.resolve(file)))
}

/** The code points a TrueType font draws, out of its character map. */
export function codePointsOf(font: Buffer): Set<number> {
  const table = tableAt(font, 'cmap')
  const found = new Set<number>()
  const count = font.readUInt16BE(table + 2)
  for (let index = 0; index < count; index++) {
    const at = table + font.readUInt32BE(table + 4 + index * 8 + 4)
    const format = font.readUInt16BE(at)
    if (format === 4) readSegments(font, at, found)
    if (format === 12) readGroups(font, at, found)
  }
  return found
}

function tableAt(font: Buffer, name: string): number {
  const count = font.readUInt16BE(4)
  for (let index = 0; index < count; index++) {
    const record = 12 + index * 16
    if (font.toString('latin1', record, record + 4) === name) return font.readUInt32BE(record + 8)
  }
  throw new Error(`The font has no ${name} table.`)
}

/** Format 4: segments of the first plane. A segment may map some of its signs to no glyph. */
function readSegments(font: Buffer, at: number, found: Set<number>): void {
  const doubled = font.readUInt16BE(at + 6)
  for (let offset = 0; offset < doubled; offset += 2) {
    const end = font.readUInt16BE(at + 14 + offset)
    const start = font.readUInt16BE(at + 16 + doubled + offset)
    const delta = font.readUInt16BE(at + 16 + 2 * doubled + offset)
    const rangeAt = at + 16 + 3 * doubled + offset
    const range = font.readUInt16BE(rangeAt)
    for (let code = start; code <= end && code !== 0xff_ff; code++) {
      const glyph = range === 0 ? code + delta : font.readUInt16BE(rangeAt + range + 2 * (code - start))
      if ((glyph & 0xff_ff) !== 0) found.add(code)
    }
  }
}

/** Format 12: groups of all planes. */
function readGroups(font: Buffer, at: number, found: Set<number>): void {
  const count = font.readUInt32BE(at + 12)
  for (let group = at + 16; group < at + 16 + count * 12; group += 12) {
    const last = font.readUInt32BE(group + 4)
    for (let code = font.readUInt32BE(group); code <= last; code++) found.add(code)
  }
}
