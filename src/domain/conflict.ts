// What keeps a person from judging a school: declared by themselves, or plain from what is known. The one place that decides it.
import { z } from 'zod'
import { say, type Text } from './text.ts'

export const InterestKind = z.enum(['relative', 'financial', 'other'])

/** What is known of a person towards the school under review. */
export interface ConflictFacts {
  name: string
  /** Works there now or has worked there. */
  workedAtSchool: boolean
  /** Interests declared towards this school and not withdrawn. None in histories from before they were kept. */
  interests?: readonly z.infer<typeof InterestKind>[] | undefined
  /** The person's own school was last reviewed by somebody of the school now under review. */
  reviewedByThem?: boolean | undefined
}

const declared: Record<z.infer<typeof InterestKind>, Text> = {
  relative: say('có người thân tại trường được đánh giá', 'has a relative at the school under review'),
  financial: say(
    'có lợi ích tài chính với trường được đánh giá',
    'has a financial interest in the school under review',
  ),
  other: say('có lợi ích liên quan đến trường được đánh giá', 'has an interest in the school under review'),
}

/** A sentence for each thing that stands against it; empty when nothing does. */
export function conflictsOf({ name, workedAtSchool, interests = [], reviewedByThem = false }: ConflictFacts): Text[] {
  const found: Text[] = []
  // Điều 30 says it of the education sector; a former member of staff from any sector cannot judge impartially.
  if (workedAtSchool)
    found.push(
      say(`${name} đã từng công tác tại trường được đánh giá.`, `${name} has worked at the school under review.`),
    )
  for (const kind of new Set(interests))
    found.push(say(`${name} đã khai ${declared[kind].vi}.`, `${name} has declared: ${declared[kind].en}.`))
  if (reviewedByThem)
    found.push(
      say(
        `Trường của ${name} vừa được người của trường này đánh giá: hai bên không đánh giá lẫn nhau.`,
        `The school of ${name} was last reviewed by somebody of this school: two schools do not review each other.`,
      ),
    )
  return found
}
