// The two languages of every sentence the system says: Vietnamese first, English second.
import { z } from 'zod'

export const Text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
export type Text = z.infer<typeof Text>

/** A sentence in both languages. */
export function say(vi: string, en: string): Text {
  return { vi, en }
}

/** Sentences one after the other. */
export function joined(texts: readonly Text[], by = ' '): Text {
  return say(texts.map(({ vi }) => vi).join(by), texts.map(({ en }) => en).join(by))
}

/** A sentence with what it is about before it: `email: …`. */
export function labelled(label: string, { vi, en }: Text): Text {
  return label === '' ? say(vi, en) : say(`${label}: ${vi}`, `${label}: ${en}`)
}

/** What is the same in both: names, numbers, and words of others that nobody translates. */
export function said(text: string): Text {
  return { vi: text, en: text }
}
