// The school's own pages: yearly data and texts of its reports; of a case the council, the check before handing in, the improvement.
import type { Page } from '../page.ts'
import { checkPages } from './check.tsx'
import { councilPages } from './council.tsx'
import { dataPages } from './data.tsx'
import { improvementPages } from './improvement.tsx'
import { textPages } from './texts.tsx'

export const ownPages: readonly Page[] = [
  ...dataPages,
  ...textPages,
  ...councilPages,
  ...checkPages,
  ...improvementPages,
]
