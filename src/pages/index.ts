// The registry of pages: every page there is. Who may open one is asked of the policy, as for the routes of the API.
import { firstPages } from './access/first.tsx'
import { linkPages } from './access/links.tsx'
import { samplePages } from './access/samples.tsx'
import { signInPages } from './access/sign-in.tsx'
import { accountPages } from './account/account.tsx'
import { delegationPages } from './account/delegations.tsx'
import { administrationPages } from './administration/index.ts'
import { casePages } from './cases/case-page.tsx'
import { historyPages } from './cases/history.tsx'
import { listPages } from './cases/list.tsx'
import { paperPages } from './cases/papers.tsx'
import { sendPages } from './forms/send.tsx'
import { schoolPages } from './cases/school.tsx'
import { ownPages } from './school/index.ts'
import { provinceCasePages } from './department/cases.tsx'
import { auditPages } from './department/audit.tsx'
import { certificatePages } from './department/certificates.tsx'
import { decisionPages } from './department/decision.tsx'
import { drawingPages } from './department/drawings.tsx'
import { failurePages } from './department/failures.tsx'
import { intakePages } from './department/intake.tsx'
import { provincePages } from './department/province.tsx'
import { teamPages } from './department/team.tsx'
import { publishedPages } from './public/published.tsx'
import { registerPages } from './public/register.tsx'
import { evidencePages } from './evidence/index.ts'
import type { Page } from './page.ts'
import { jobPages } from './jobs/job.tsx'
import { preferencePages } from './preferences.ts'
import { reviewPages } from './review/index.ts'
import { boardPages } from './sheets/board.tsx'
import { sheetPages } from './sheets/sheet.tsx'
import { searchPages } from './work/search.tsx'
import { noticePages } from './work/notices.tsx'
import { talkPages } from './sheets/talk.tsx'
import { versionPages } from './sheets/versions.tsx'
import { workPages } from './work/my-work.tsx'

export const pages: readonly Page[] = [
  ...signInPages,
  ...samplePages,
  ...firstPages,
  ...linkPages,
  ...preferencePages,
  ...workPages,
  ...noticePages,
  ...searchPages,
  ...listPages,
  ...casePages,
  ...historyPages,
  ...paperPages,
  ...sendPages,
  ...boardPages,
  ...sheetPages,
  ...talkPages,
  ...versionPages,
  ...evidencePages,
  ...reviewPages,
  ...schoolPages,
  ...ownPages,
  ...provincePages,
  ...provinceCasePages,
  ...intakePages,
  ...teamPages,
  ...decisionPages,
  ...certificatePages,
  ...auditPages,
  ...failurePages,
  ...drawingPages,
  ...registerPages,
  ...publishedPages,
  ...accountPages,
  ...delegationPages,
  ...administrationPages,
  ...jobPages,
]
