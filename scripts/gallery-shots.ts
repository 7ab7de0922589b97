// What the gallery shows: a page, who looks at it, and a sentence about it.
import type { Page } from 'playwright-core'

export interface Shot {
  file: string
  part: string
  /** A sentence under its heading, which is also what is read out instead of the picture. */
  told: string
  /** A role, the id of a person, or nobody. */
  who: string | null
  path: string
  width?: number
  dark?: boolean
  /** What is done on the page before the picture is taken. */
  before?(page: Page): Promise<unknown>
}

const atWork = '/cases/th-kim-dong.2026-2027'

export const shots: readonly Shot[] = [
  {
    file: 'sign-in',
    part: 'Everybody',
    told: 'The demonstration lets people in by their card.',
    who: null,
    path: '/sign-in',
  },
  { file: 'my-work', part: 'Everybody', told: 'My work: what waits, until when.', who: 'principal', path: '/' },
  { file: 'case', part: 'School', told: 'A case as a map of its process.', who: 'principal', path: atWork },
]
