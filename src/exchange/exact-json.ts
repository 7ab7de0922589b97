// JSON whose numbers come back as they were written: 1.0 stays 1.0, and twenty digits stay twenty digits.
import type { Json } from './patch.ts'

/** A number that JavaScript would write otherwise is held as its text. */
const NUMBER = '$number'

const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[[\]{}]/g
const deepest = 64

/** `value` as JavaScript reads it and `exact` with numbers held; or why the text is no JSON that we take. */
export type ReadJson = { ok: true; value: unknown; exact: unknown } | { ok: false; message: string }

export function readJson(text: string): ReadJson {
  try {
    const value: unknown = JSON.parse(text)
    let depth = 0
    let reached = 0
    const held = text.replaceAll(tokens, (token) => {
      if (token === '{' || token === '[') reached = Math.max(reached, ++depth)
      if (token === '}' || token === ']') depth--
      return /^[-\d]/.test(token) && String(Number(token)) !== token ? `{"${NUMBER}":"${token}"}` : token
    })
    if (reached > deepest) return { ok: false, message: `Tệp JSON lồng nhau quá ${deepest} tầng.` }
    return { ok: true, value, exact: JSON.parse(held) }
  } catch (error) {
    return {
      ok: false,
      message: `Tệp không phải JSON hợp lệ: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
}

/** Indented text that ends with a line feed. */
export function writeJson(value: Json): string {
  // A quotation mark inside a string is written \", so this can only be the object made above.
  const held = new RegExp(`\\{\\s*"\\${NUMBER}": "([^"]+)"\\s*\\}`, 'g')
  return `${JSON.stringify(value, null, 2).replaceAll(held, '$1')}\n`
}
