// The form of a sheet and its content: which field holds what, and back.
import type { SheetContent } from '../../domain/case.ts'
import { ratingOf } from '../../domain/criteria/rating-of.ts'
import { say, type Text } from '../../domain/text.ts'
import type { Fault } from '../faults.ts'
import type { Fields } from '../fields.ts'
import type { SheetPart, Subject } from './parts.ts'

export const texts = ['strengths', 'weaknesses', 'plan', 'unclear'] as const
export type TextName = (typeof texts)[number]

export const stateField = (part: string) => `currentState.${part}`
export const ratingField = (node: string) => `ratings.${node}`

/** What was typed and ticked; a node that nobody rated is left out, so are empty texts of the current state. */
export function contentFrom(fields: Fields, subject: Subject): SheetContent {
  const text = (name: string) => fields.text(name).trim()
  const states = subject.parts.map(({ key }) => [key, text(stateField(key))] as const)
  const nodes = subject.parts.flatMap(({ nodes: inside }) => inside)
  const ratings = nodes.flatMap(({ id }): [string, boolean | string | number][] => {
    const given = fields.text(ratingField(id))
    if (given === '') return []
    if (given === 'true' || given === 'false') return [[id, given === 'true']]
    return [[id, given]]
  })
  return {
    currentState: Object.fromEntries(states.filter(([, value]) => value !== '')),
    strengths: text('strengths'),
    weaknesses: text('weaknesses'),
    plan: text('plan'),
    unclear: text('unclear'),
    ratings: Object.fromEntries(ratings),
  }
}

/** What nobody rated yet, each at its field. */
export function unratedIn(subject: Subject, { ratings }: SheetContent): Fault[] {
  return subject.parts.flatMap((part) =>
    part.nodes
      .filter((node) => ratingOf(ratings, subject.criterion, node) === undefined)
      .map(({ id }) => {
        const { vi, en } = placeName(part, id)
        return { field: ratingField(id), message: say(`Chưa chấm ${vi}.`, `Not yet rated: ${en}.`) }
      }),
  )
}

/** `Mức 1, a)` of `1.2:1:a`. */
export function placeName({ title }: SheetPart, node: string): Text {
  const letter = letterOf(node)
  return letter ? say(`${title.vi}, ${letter})`, `${title.en}, ${letter})`) : title
}

/** `a` of `1.2:1:a`. */
export const letterOf = (node: string): string | undefined => node.split(':')[2]
