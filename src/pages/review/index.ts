// The pages of reviewers: assignments, scoring, observations, the visit, evidence asked for, moderation, the report, the council.
import type { Page } from '../page.ts'
import { assignmentPages } from './assignments.tsx'
import { councilPages } from './council.tsx'
import { draftPages } from './drafts.tsx'
import { moderationPages } from './moderation.tsx'
import { observationPages } from './observations.tsx'
import { overviewPages } from './overview.tsx'
import { reportPages } from './report.tsx'
import { requestPages } from './requests.tsx'
import { scorePages } from './scores.tsx'
import { visitPages } from './visit.tsx'

export const reviewPages: readonly Page[] = [
  ...assignmentPages,
  ...overviewPages,
  ...scorePages,
  ...moderationPages,
  ...observationPages,
  ...requestPages,
  ...visitPages,
  ...councilPages,
  ...reportPages,
  ...draftPages,
]
