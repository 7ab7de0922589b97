// The pages of the administration, in one list for the registry.
import { criteriaPages } from './criteria.tsx'
import { holidayPages } from './holidays.tsx'
import { hubPages } from './hub.tsx'
import { importPages } from './imports.tsx'
import { lawPages } from './law.tsx'
import { organisationPages } from './organisations.tsx'
import { peoplePages } from './people.tsx'
import { personPages } from './person.tsx'
import { publishPages } from './publish.tsx'
import { reportPages } from './reports.tsx'
import { rosterPages } from './roster.tsx'
import { setPages } from './set-page.tsx'
import { templatePages } from './templates.tsx'
import { tokenPages } from './tokens.tsx'
import { webhookPages } from './webhooks.tsx'

export const administrationPages = [
  ...hubPages,
  ...peoplePages,
  ...personPages,
  ...organisationPages,
  ...rosterPages,
  ...importPages,
  ...criteriaPages,
  ...publishPages,
  ...setPages,
  ...lawPages,
  ...holidayPages,
  ...templatePages,
  ...reportPages,
  ...tokenPages,
  ...webhookPages,
]
