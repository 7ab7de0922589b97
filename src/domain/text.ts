// The two languages of every sentence the system says: Vietnamese first, English second.
import { z } from 'zod'

export const Text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
export type Text = z.infer<typeof Text>

/** A sentence in both languages. */
export function say(vi: string, en: string): Text {
  return { vi, en }
}

/** What is the same in both: names, numbers, and words of others that nobody translates. */
export function said(text: string): Text {
  return { vi: text, en: text }
}
