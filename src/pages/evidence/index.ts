// The pages about the evidence of a case.
import type { Page } from '../page.ts'
import { copyPages } from './copy.tsx'
import { importPages } from './import.tsx'
import { libraryPages } from './library.tsx'
import { orderPages } from './order.tsx'
import { piecePages } from './piece.tsx'
import { waitingPages } from './waiting.tsx'

export const evidencePages: readonly Page[] = [
  ...libraryPages,
  ...waitingPages,
  ...copyPages,
  ...importPages,
  ...orderPages,
  ...piecePages,
]
