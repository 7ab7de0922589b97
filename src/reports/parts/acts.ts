// What was done in a case, for papers that say what no process remembers: the last act of its kind, or all of them.
import { z } from 'zod'
import { type Text } from '../../domain/text.ts'
import { AppError } from '../../domain/errors.ts'
import type { Act } from '../../store/paper-history.ts'
import type { ReportInput } from '../input.ts'

/** What has to be known of a case to say which papers it has come to. */
export type CaseView = Pick<ReportInput, 'submission' | 'procedure' | 'acts'>

/** A paper by its number and the day it was signed. */
export const Numbered = z.object({ number: z.string(), date: z.string() })
export type Numbered = z.infer<typeof Numbered>
export const Texts = z.array(z.string())

export interface Done<T> extends Omit<Act, 'payload'> {
  payload: T
}

/** A paper that the case has not come to; the sentence says what is waited for. */
export function tooEarly(why: Text): AppError {
  return new AppError('conflict', why)
}

/** Done to a dossier before there is a team. */
const atIntake: readonly string[] = ['requestCompletion', 'requestCompletionAtCommune']

/** The acts of these names, the first one first. Those of an earlier team or council are left out. */
export function actsOf<S extends z.ZodType>(
  { acts = [] }: Pick<CaseView, 'acts'>,
  events: readonly string[],
  payload: S,
): Done<z.infer<S>>[] {
  const since = acts.findLastIndex(({ event }) => event === 'appointTeam' || event === 'appointCouncil')
  const ofThisTeam = ({ event, process }: Act, index: number) =>
    process !== 'externalReview' || atIntake.includes(event) || index >= since
  return acts
    .filter((act, index) => events.includes(act.event) && ofThisTeam(act, index))
    .map((act) => ({ ...act, payload: payload.parse(act.payload) }))
}

/** The last act of these names. Throws `conflict` with that sentence when there is none. */
export function lastAct<S extends z.ZodType>(
  view: Pick<CaseView, 'acts'>,
  events: readonly string[],
  payload: S,
  why: Text,
): Done<z.infer<S>> {
  const act = actsOf(view, events, payload).at(-1)
  if (!act) throw tooEarly(why)
  return act
}

/** The last act of each person, in the order in which they first acted; `personId` stands for whom it was handed in. */
export function byPerson<T extends { personId?: string | undefined }>(acts: readonly Done<T>[]): Map<string, Done<T>> {
  return new Map(acts.map((act) => [act.payload.personId ?? act.actor.id, act]))
}
