// Moving a running case to another edition of its process: an explicit plan, worked out purely, so that a dry run is the real one.
import type { Drawing, ProcessDefinition } from '../../workflows/define.ts'
import type { VersionedCalendar } from '../domain/calendar/working-days.ts'
import type { Procedure } from '../domain/procedure.ts'
import { say, type Text } from '../domain/text.ts'
import { deadlineChange, type DeadlineChange } from './deadlines.ts'
import { activeMeta, definitionHash, stateName, type StateValue } from './definition.ts'
import type { Stored } from './step.ts'

export interface MovePlan {
  process: string
  /** Editions. */
  from: string
  to: string
  /** Every innermost state a case may stand in, as a dotted path, with the one it will stand in. */
  states: Readonly<Record<string, string>>
  /** The context as the new edition keeps it. */
  upgrade: (context: Readonly<Record<string, unknown>>) => Record<string, unknown>
}

export type Moved = { ok: true; next: Stored } | { ok: false; why: string }

/** Where a stored process would stand in the new edition, or the sentence that says why it cannot be moved. */
export function planMove(plan: MovePlan, from: ProcessDefinition, to: ProcessDefinition, stored: Stored): Moved {
  if (stored.process !== plan.process || stored.edition !== plan.from)
    return no(`Kế hoạch dành cho ${plan.process} bản ${plan.from}, không phải ${stored.process} bản ${stored.edition}.`)
  if (stored.hash !== definitionHash(from))
    return no(`Trạng thái được ghi bởi một quy trình khác mang tên bản ${plan.from}.`)
  if (stored.ended) return no('Quy trình đã kết thúc.')
  const leaves = stateName(stored.value).split(' ')
  const unmapped = leaves.filter((leaf) => !Object.hasOwn(plan.states, leaf))
  if (unmapped.length > 0) return no(`Kế hoạch không nói bước ${unmapped.join(', ')} chuyển đến đâu.`)
  const placed = place(to.drawing, [...new Set(leaves.map((leaf) => plan.states[leaf] ?? ''))])
  if (!placed.ok) return no(placed.why.vi)
  const context = upgraded(plan, to, stored.context)
  if (typeof context === 'string') return no(context)
  const lost = lostPause(to, context)
  if (lost) return no(`Hồ sơ tạm dừng ở bước ${lost}, bản ${plan.to} không có bước này.`)
  const { process, edition } = to
  return { ok: true, next: { process, edition, hash: definitionHash(to), value: placed.value, context, ended: false } }
}

/** For a plan's `states`: every innermost state that both editions have stays where it is. */
export function sameStates(from: ProcessDefinition, to: ProcessDefinition): Record<string, string> {
  const there = new Set(leavesOf(to.drawing))
  return Object.fromEntries(
    leavesOf(from.drawing)
      .filter((leaf) => there.has(leaf))
      .map((leaf) => [leaf, leaf]),
  )
}

export interface MoveDeadlines {
  change: DeadlineChange
  /** Deadlines of states that stay, which the new edition no longer declares there. */
  dropped: { state: string; event: string }[]
}

/** Deadlines of states that keep their name stay; those of the others end, and what the new edition adds begins now. */
export function moveDeadlines(
  from: ProcessDefinition,
  to: ProcessDefinition,
  before: StateValue,
  { next, at, rules, calendar }: { next: Stored; at: string; rules: Procedure; calendar: VersionedCalendar },
): MoveDeadlines {
  const declared = (definition: ProcessDefinition, value: StateValue) =>
    activeMeta(definition, value).flatMap(({ path, meta }) =>
      (meta.deadlines ?? []).map(({ event }) => ({ state: path, event })),
    )
  const [was, is] = [declared(from, before), declared(to, next.value)]
  const isIn = (list: typeof was, { state, event }: { state: string; event: string }) =>
    list.some((one) => one.state === state && one.event === event)
  const standing = new Set(activeMeta(to, next.value).map(({ path }) => path))
  const all = deadlineChange({ definition: to, before: null, next, at, rules, calendar })
  const ended = [...new Set(was.map(({ state }) => state).filter((state) => !standing.has(state)))]
  return {
    change: { ...all, ended, started: all.started.filter((fresh) => !isIn(was, fresh)) },
    dropped: was.filter((one) => standing.has(one.state) && !isIn(is, one)),
  }
}

type Placed = { ok: true; value: StateValue } | { ok: false; why: Text }

/** The state value that stands in exactly these innermost states, as dotted paths below `prefix`; none of them may be an end. */
export function place(drawing: Drawing, leaves: readonly string[], prefix = ''): Placed {
  const states = drawing.states ?? {}
  const heads = [...new Set(leaves.map((leaf) => leaf.split('.')[0] ?? ''))]
  const unknown = heads.find((head) => !Object.hasOwn(states, head))
  if (unknown !== undefined)
    return misplaced(`Quy trình không có bước ${prefix}${unknown}.`, `The process has no step ${prefix}${unknown}.`)
  const absent = Object.keys(states).filter((name) => !heads.includes(name))
  if (drawing.type === 'parallel' && absent.length > 0)
    return misplaced(
      `Chưa nói nhánh ${absent.map((name) => prefix + name).join(', ')} đứng ở đâu.`,
      `Where the branch ${absent.map((name) => prefix + name).join(', ')} stands is not said.`,
    )
  if (drawing.type !== 'parallel' && heads.length > 1)
    return misplaced(
      `Hồ sơ không thể cùng lúc đứng ở ${heads.map((name) => prefix + name).join(' và ')}.`,
      `A case cannot stand in ${heads.map((name) => prefix + name).join(' and ')} at once.`,
    )
  const inner: [string, StateValue][] = []
  for (const head of heads) {
    const child = states[head] ?? {}
    const below = leaves.flatMap((leaf) => (leaf.startsWith(`${head}.`) ? [leaf.slice(head.length + 1)] : []))
    if (child.type === 'final')
      return misplaced(
        `Không được kết thúc hồ sơ tại đây: ${prefix}${head} là bước cuối.`,
        `The case may not be ended here: ${prefix}${head} is the last step.`,
      )
    if (below.length === 0 && child.states)
      return misplaced(
        `Bước ${prefix}${head} có các bước bên trong: cần nói rõ bước nào.`,
        `The step ${prefix}${head} has steps inside: say which.`,
      )
    const placed: Placed = below.length === 0 ? { ok: true, value: {} } : place(child, below, `${prefix}${head}.`)
    if (!placed.ok) return placed
    inner.push([head, placed.value])
  }
  const [only] = inner
  const flat = drawing.type !== 'parallel' && only && !states[only[0]]?.states
  return { ok: true, value: flat ? only[0] : Object.fromEntries(inner) }
}

function upgraded(
  plan: MovePlan,
  to: ProcessDefinition,
  old: Readonly<Record<string, unknown>>,
): Record<string, unknown> | string {
  try {
    const made = plan.upgrade(old)
    const parsed = to.context.safeParse(made)
    if (parsed.success && Object.keys(made).every((field) => field in parsed.data)) return parsed.data
    const fields = parsed.error?.issues.map(({ path, message }) => `${path.join('.') || '(hồ sơ)'}: ${message}`)
    return `Dữ liệu sau khi chuyển không hợp với bản ${plan.to}: ${fields?.join('; ') ?? 'có trường thừa'}.`
  } catch (error) {
    return `Không chuyển được dữ liệu: ${error instanceof Error ? error.message : String(error)}.`
  }
}

/** A paused case remembers the state it goes back to; without it nobody could ever resume it. */
function lostPause({ drawing }: ProcessDefinition, { heldFrom }: Record<string, unknown>): string | null {
  if (typeof heldFrom !== 'string') return null
  const known = new Set(leavesOf(drawing))
  return heldFrom.split(' ').find((leaf) => !known.has(leaf)) ?? null
}

function leavesOf(drawing: Drawing, prefix = ''): string[] {
  return Object.entries(drawing.states ?? {}).flatMap(([name, child]) =>
    child.states ? leavesOf(child, `${prefix}${name}.`) : [prefix + name],
  )
}

function misplaced(vi: string, en: string): Placed {
  return { ok: false, why: say(vi, en) }
}

function no(why: string): { ok: false; why: string } {
  return { ok: false, why }
}
