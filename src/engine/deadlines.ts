// What a change of state means for the deadlines of a process: which end, which are held, which start and when they fall.
import { dayOf, endOfDay, startOfDay } from '../domain/calendar/add.ts'
import {
  addWorkingDays,
  after,
  uncoveredYears,
  workingDaysBetween,
  type Calendar,
  type VersionedCalendar,
} from '../domain/calendar/working-days.ts'
import { dateOf, periodOf, type Procedure } from '../domain/procedure.ts'
import type { DeadlineRule } from '../domain/process.ts'
import type { ProcessDefinition } from '../../workflows/define.ts'
import { activeMeta, type StateValue } from './definition.ts'
import type { Stored } from './step.ts'

export type DeadlineUnit = 'workingDays' | 'days' | 'months' | 'years'

export interface NewDeadline {
  state: string
  event: string
  dueAt: string
  unit: DeadlineUnit
  /** What it is counted from. */
  since: string
  /** Version of the calendar it is counted by. */
  calendar: number
  /** Years counted without a holiday calendar. */
  uncovered: string[]
}

export interface DeadlineChange {
  /** States whose running deadlines end. */
  ended: string[]
  /** States whose running deadlines keep what is left of them. */
  held: string[]
  /** States whose held deadlines go on. */
  resumed: string[]
  /** For each state entered; one that is resumed keeps its held deadlines instead. */
  started: NewDeadline[]
  /** A pause is over: what is still held and not resumed ends. */
  pauseOver: boolean
}

export interface DeadlineInput {
  definition: ProcessDefinition
  before: StateValue | null
  next: Stored
  at: string
  rules: Procedure
  calendar: VersionedCalendar
}

/** Compares where the process stood with where it stands. */
export function deadlineChange(input: DeadlineInput): DeadlineChange {
  const { definition, before, next } = input
  const was = before === null ? [] : activeMeta(definition, before)
  const is = activeMeta(definition, next.value)
  const left = was.filter(({ path }) => !is.some((state) => state.path === path))
  const entered = is.filter(({ path }) => !was.some((state) => state.path === path))
  const pausing = entered.some(({ meta }) => meta.holdsDeadlines)
  const pauseOver = left.some(({ meta }) => meta.holdsDeadlines)
  const withDeadlines = left.filter(({ meta }) => meta.deadlines).map(({ path }) => path)
  const started = entered.flatMap(({ path, meta }) =>
    (meta.deadlines ?? []).flatMap((rule) => startDeadline(input, path, rule) ?? []),
  )
  return {
    ended: pausing ? [] : withDeadlines,
    held: pausing ? withDeadlines : [],
    resumed: pauseOver ? entered.filter(({ meta }) => meta.deadlines).map(({ path }) => path) : [],
    started,
    pauseOver,
  }
}

function startDeadline(input: DeadlineInput, state: string, rule: DeadlineRule): NewDeadline | null {
  const due = dueOf(input, rule)
  if (!due) return null
  const { version, years } = input.calendar
  const uncovered = due.unit === 'workingDays' ? uncoveredYears(input.at, due.dueAt, years) : []
  return { state, event: rule.event, ...due, calendar: version, uncovered }
}

/** `null` = the province has set no such term, or the context holds no date to count from: no deadline. */
function dueOf(input: DeadlineInput, rule: DeadlineRule): Pick<NewDeadline, 'dueAt' | 'unit' | 'since'> | null {
  if (rule.dateOfYear) return yearly(input.at, dateOf(input.rules, rule.dateOfYear).day)
  const from = rule.from ? input.next.context[rule.from] : input.at
  if (typeof from !== 'string') return null
  const since = from.length === 10 ? startOfDay(from) : from
  if (!rule.period) return { dueAt: from.length === 10 ? endOfDay(from) : from, unit: 'days', since }
  const { amount, unit } = periodOf(input.rules, rule.period)
  if (amount === null) return null
  return { dueAt: after(from, { amount: rule.before ? -amount : amount, unit }, input.calendar.years), unit, since }
}

function yearly(at: string, day: string | null): Pick<NewDeadline, 'dueAt' | 'unit' | 'since'> | null {
  if (day === null) return null
  const today = dayOf(at)
  const year = Number(today.slice(0, 4))
  const thisYear = `${year}-${day}`
  return { dueAt: endOfDay(thisYear >= today ? thisYear : `${year + 1}-${day}`), unit: 'days', since: at }
}

/** What is left of a deadline when a pause begins: whole working days, or milliseconds for calendar units. */
export function remaining(at: string, dueAt: string, unit: DeadlineUnit, calendar: Calendar): number {
  if (unit === 'workingDays') return workingDaysBetween(at, dueAt, calendar)
  return Math.max(0, Date.parse(dueAt) - Date.parse(at))
}

/** When a held deadline falls once the pause is over. */
export function resumeAt(at: string, left: number, unit: DeadlineUnit, calendar: Calendar): string {
  if (unit === 'workingDays') return addWorkingDays(at, left, calendar)
  return new Date(Date.parse(at) + left).toISOString()
}

/** A granted extension: the deadline moves by days of the kind it counts in. */
export function extended(dueAt: string, days: number, unit: DeadlineUnit, calendar: Calendar): string {
  return after(dueAt, { amount: days, unit: unit === 'workingDays' ? unit : 'days' }, calendar)
}
