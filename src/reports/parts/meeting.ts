// The meeting of the appraisal council as it was recorded (2026).
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import { lastAct, Numbered, type CaseView } from './acts.ts'

const votes = { for: z.number(), against: z.number() }
const Meeting = z.object({
  minutes: Numbered,
  heldOn: z.string(),
  present: z.array(z.object({ personId: z.string() })),
  questions: z.array(z.object({ question: z.string(), ...votes })),
  conclusion: z.object({ recommend: z.boolean(), tier: z.number().nullable(), ...votes }),
})
export type Meeting = z.infer<typeof Meeting>

/** The last meeting. Throws `conflict` before. */
export function meetingOf(view: CaseView): Meeting {
  return lastAct(
    view,
    ['holdMeeting'],
    Meeting,
    say('Hội đồng thẩm định chưa họp.', 'The appraisal council has not met.'),
  ).payload
}

/** What the council concludes, as a sentence. */
export function conclusionWords({ recommend, tier }: Pick<Meeting['conclusion'], 'recommend' | 'tier'>): string {
  return recommend
    ? `đề nghị công nhận nhà trường đạt chuẩn quốc gia${tier === null ? '' : ` mức độ ${tier}`}`
    : 'không đề nghị công nhận nhà trường đạt chuẩn quốc gia'
}
