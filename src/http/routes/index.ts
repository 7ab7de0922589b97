// The registry of the API: every route there is. What is not here cannot be reached.
import type { Route } from '../route.ts'
import { caseRoutes } from './cases.ts'
import { paperRoutes } from './papers.ts'
import { processRoutes } from './processes.ts'
import { ruleRoutes } from './rules.ts'
import { schoolRoutes } from './schools.ts'
import { sheetRoutes } from './sheets.ts'
import { talkRoutes } from './talk.ts'
import { workRoutes } from './work.ts'

export const routes: readonly Route[] = [
  ...workRoutes,
  ...schoolRoutes,
  ...caseRoutes,
  ...processRoutes,
  ...sheetRoutes,
  ...paperRoutes,
  ...talkRoutes,
  ...ruleRoutes,
]
