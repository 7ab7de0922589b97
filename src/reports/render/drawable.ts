// Signs that no font of the PDF has are printed by their number, so that nothing is lost and the archive format holds.
import { codePointsOf } from './fonts.ts'

/** Bullets and arrows that Word pastes as signs of its own symbol font. */
const wordSigns: Readonly<Record<string, string>> = {
  '\uF0B7': '•',
  '\uF0A7': '▪',
  '\uF076': '❖',
  '\uF0D8': '➢',
  '\uF0FC': '✓',
  '\uF0E0': '→',
  '\uF06E': '■',
  '\uF0A8': '◻',
  '\uF0FE': '☑',
}

/** Letters, digits and signs of Vietnamese text: every font has them, so most text is not looked at sign by sign. */
const usual =
  /^[\n\u0020-\u007E\u00A0-\u00AC\u00AE-\u0178\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9\u2013\u2014\u2018-\u201D\u2022\u2026]*$/

/** Invisible signs that steer the look or the direction of text. They draw nothing, and no font need have them. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu

/**
 * A function that makes text drawable with these fonts: Word's own bullets become those they look like, invisible signs go,
 * any other sign without a glyph becomes its number, as `[U+4E2D]`, and long words may break.
 */
export function drawableWith(fonts: readonly Buffer[]): (text: string) => string {
  const known = new Set<number>()
  for (const font of fonts) for (const code of codePointsOf(font)) known.add(code)
  return (text) => {
    if (usual.test(text)) return breakable(text)
    const visible = text.replaceAll(invisible, '')
    const drawn = Array.from(visible, (sign) => {
      const code = sign.codePointAt(0) ?? 0
      const inFonts = sign === '\n' || (known.has(code) && isArchivable(code))
      return wordSigns[sign] ?? (inFonts ? sign : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`)
    }).join('')
    return breakable(drawn)
  }
}

/** A word longer than a narrow column, such as a web address, may break after every eighth sign: nothing leaves the page. */
function breakable(text: string): string {
  return text.replaceAll(/\S{25,}/gu, (word) => word.replaceAll(/(?:\P{M}\p{M}*){8}(?=\P{M})/gu, '$&\u200B'))
}

/** The archive format allows neither signs of private use nor those that are no signs, whatever a font maps them to. */
const isArchivable = (code: number): boolean =>
  code !== 0 && code !== 0xff_fe && !(code >= 0xe0_00 && code <= 0xf8_ff) && code < 0xf_00_00
