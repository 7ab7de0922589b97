// What the histories of a case tell about its result: how every sheet was rated when, and on which scores events rested.
import { z } from 'zod'
import { SheetContent, type Ratings } from '../domain/case.ts'
import { factSchemas } from '../domain/facts.ts'
import type { Entry } from '../engine/entry.ts'
import type { CaseFile } from './format.ts'

/** A sheet as it was saved at an instant. */
export interface SavedSheet {
  kind: string
  criterion: string
  assessor: string | null
  at: string
  ratings: Ratings
}

/** An event that looked at the score of the team's sheets. */
export interface ScoredEvent {
  process: string
  row: number
  event: string
  at: string
  decisions: Record<string, { outcome: string; grade: number | null }>
}

/** An award that was granted. */
export interface Grant {
  number: string
  grade: number
  decision: string
}

export interface Story {
  saved: SavedSheet[]
  scored: ScoredEvent[]
  grants: Grant[]
}

export const newStory = (): Story => ({ saved: [], scored: [], grants: [] })

const Owner = z.looseObject({ kind: z.string(), criterion: z.string(), assessor: z.string().nullish() })
const Granted = z.looseObject({ grade: z.int(), decision: z.looseObject({ number: z.string() }) })

/** Adds what one process tells. */
export function tell(
  story: Story,
  { id, process, context }: CaseFile['processes'][number],
  entries: readonly Entry[],
): void {
  const owner = process === 'criterionSheet' ? Owner.safeParse(context).data : undefined
  for (const entry of entries) {
    const { event, at, payload, facts, drawn, seq } = entry
    if (owner && event === 'saveSheet') {
      const ratings = SheetContent.safeParse(payload).data?.ratings ?? {}
      const { kind, criterion, assessor = null } = owner
      story.saved.push({ kind, criterion, assessor, at, ratings })
    }
    const review = factSchemas.review.safeParse(facts['review']).data
    if (review) story.scored.push({ process: id, row: seq, event, at, decisions: review.decisions })
    const granted = Granted.safeParse(payload).data
    const number = Object.entries(drawn).find(([series]) => series.startsWith('certificate.'))?.[1]
    if (granted && number !== undefined)
      story.grants.push({ number, grade: granted.grade, decision: granted.decision.number })
  }
}

/** Whether somebody saved a sheet of this owner with these ratings, last before that instant. */
export function wasSaved(story: Story, sheet: Omit<SavedSheet, 'at'>, at: string): boolean {
  const wanted = canonical(sheet.ratings)
  const own = story.saved.filter(
    (one) =>
      one.kind === sheet.kind && one.criterion === sheet.criterion && one.assessor === sheet.assessor && one.at <= at,
  )
  return own.length === 0 ? wanted === canonical({}) : own.some(({ ratings }) => canonical(ratings) === wanted)
}

const canonical = (ratings: Ratings) => JSON.stringify(Object.entries(ratings).toSorted(([a], [b]) => (a < b ? -1 : 1)))
