// The registry of the API: every route there is. What is not here cannot be reached.
import type { Route } from '../route.ts'
import { caseRoutes } from './cases.ts'
import { certificateRoutes } from './certificates.ts'
import { criteriaRoutes } from './criteria.ts'
import { feedRoutes } from './feed.ts'
import { importRoutes } from './imports.ts'
import { publicReportRoutes } from './public-reports.ts'
import { publicRoutes } from './public.ts'
import { evidenceRegisterRoutes } from './evidence-register.ts'
import { evidenceUploadRoutes } from './evidence-uploads.ts'
import { evidenceWriteRoutes } from './evidence-writes.ts'
import { evidenceRoutes } from './evidence.ts'
import { holidayRoutes } from './holidays.ts'
import { jobRoutes } from './jobs.ts'
import { liveRoutes } from './live.ts'
import { draftRoutes } from './drafts.ts'
import { matterRoutes } from './matters.ts'
import { meRoutes } from './me.ts'
import { observationRoutes } from './observations.ts'
import { oidcRoutes } from './oidc.ts'
import { organisationRoutes } from './organisations.ts'
import { packageRoutes } from './package.ts'
import { paperPrintRoutes } from './papers-print.ts'
import { paperRoutes } from './papers.ts'
import { peopleRoutes } from './people.ts'
import { processRoutes } from './processes.ts'
import { reviewRoutes } from './review.ts'
import { rosterRoutes } from './roster.ts'
import { ruleRoutes } from './rules.ts'
import { schoolRoutes } from './schools.ts'
import { searchRoutes } from './search.ts'
import { sessionRoutes } from './session.ts'
import { sheetRoutes } from './sheets.ts'
import { operationRoutes } from './operations.ts'
import { provinceRoutes } from './province.ts'
import { spreadsheetRoutes } from './spreadsheets.ts'
import { talkRoutes } from './talk.ts'
import { tokenRoutes } from './tokens.ts'
import { webhookRoutes } from './webhooks.ts'
import { workRoutes } from './work.ts'
import { yearlyReportRoutes } from './yearly-report.ts'

export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...oidcRoutes,
  ...meRoutes,
  ...tokenRoutes,
  ...organisationRoutes,
  ...peopleRoutes,
  ...rosterRoutes,
  ...workRoutes,
  ...searchRoutes,
  ...schoolRoutes,
  ...caseRoutes,
  ...processRoutes,
  ...draftRoutes,
  ...matterRoutes,
  ...sheetRoutes,
  ...liveRoutes,
  ...paperRoutes,
  ...paperPrintRoutes,
  ...packageRoutes,
  ...spreadsheetRoutes,
  ...provinceRoutes,
  ...operationRoutes,
  ...yearlyReportRoutes,
  ...certificateRoutes,
  ...evidenceRoutes,
  ...evidenceUploadRoutes,
  ...evidenceWriteRoutes,
  ...evidenceRegisterRoutes,
  ...talkRoutes,
  ...observationRoutes,
  ...reviewRoutes,
  ...ruleRoutes,
  ...holidayRoutes,
  ...criteriaRoutes,
  ...importRoutes,
  ...jobRoutes,
  ...feedRoutes,
  ...publicRoutes,
  ...publicReportRoutes,
  ...webhookRoutes,
]
