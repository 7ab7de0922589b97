// What is read beside the form of an event: the draft beside the reply to it, the requests beside the evidence, the school's points beside the answer. The form itself stays generated.
import type { Child } from 'hono/jsx'
import type { Services } from '../../http/services.ts'
import type { Ground } from '../../store/views/standing.ts'
import { askedBeside } from '../review/asked-beside.tsx'
import { pointsBeside } from '../review/replies.tsx'
import { draftBeside } from '../school/draft-beside.tsx'
import type { View } from '../view.ts'

type Beside = (services: Services, ground: Ground, view: View) => Promise<Child>

const byEvent: Readonly<Record<string, Beside>> = {
  acceptDraft: draftBeside,
  disagreeWithDraft: draftBeside,
  supplyEvidence: askedBeside,
  requestEvidence: askedBeside,
  answerDisagreement: pointsBeside,
}

export async function besideOf(event: string, services: Services, ground: Ground, view: View): Promise<Child> {
  return Object.hasOwn(byEvent, event) ? ((await byEvent[event]?.(services, ground, view)) ?? null) : null
}
