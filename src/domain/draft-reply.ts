// What school and team say to each other about a draft, as the events of a review hold it.
import { z } from 'zod'

const Points = z.looseObject({
  points: z.array(
    z.looseObject({ criterion: z.string(), reason: z.string(), evidence: z.array(z.string()).catch([]) }),
  ),
})
const Answers = z.looseObject({
  answers: z.array(z.looseObject({ criterion: z.string(), decision: z.enum(['keep', 'change']), reason: z.string() })),
})
const Letter = z.looseObject({ letter: z.looseObject({ number: z.string(), date: z.string() }) })

/** The letter of an act, the school's points and the team's answers; empty where it has none. */
export function saidOf(payload: unknown) {
  return {
    letter: Letter.safeParse(payload).data?.letter ?? null,
    points: Points.safeParse(payload).data?.points ?? [],
    answers: Answers.safeParse(payload).data?.answers ?? [],
  }
}
