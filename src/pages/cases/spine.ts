// The main path of a process, read off its drawing: the states it passes from its beginning to its end when nothing goes astray.
import type { StateMeta } from '../../domain/process.ts'
import { said, type Text } from '../../domain/text.ts'
import { commonEvents } from '../../../workflows/common.ts'
import type { Drawing, Transition } from '../../../workflows/define.ts'

export interface Step {
  /** Dotted path from the root. */
  path: string
  label: Text
  /** `aside` = where the process stands although its main path does not go there. */
  stands: 'done' | 'here' | 'next' | 'later' | 'aside'
}

export interface Road {
  /** Of a process with parallel parts: the name of this one. */
  name: Text | null
  steps: Step[]
}

/** One road, or one for each parallel part that has a label; `state` is the state's name as stored. */
export function roadsOf(drawing: Drawing, state: string): Road[] {
  const leaves = state.split(' ')
  const [top = ''] = (leaves[0] ?? '').split('.')
  const inside = drawing.states?.[top]
  // A case whose one running state has parallel parts is those parts.
  if (inside?.type === 'parallel') return roadsOf(inside, leaves.map((leaf) => leaf.slice(top.length + 1)).join(' '))
  if (drawing.type !== 'parallel') return [{ name: null, steps: stepsOf(drawing, leaves[0] ?? '', '') }]
  return Object.entries(drawing.states ?? {}).flatMap(([region, part]) => {
    const leaf = leaves.find((one) => one === region || one.startsWith(`${region}.`)) ?? ''
    const label = (part.meta as StateMeta | undefined)?.label ?? null
    // Of an award nobody knows the way ahead: only what was passed is shown, from where it was asked for.
    const known = stepsOf(part, leaf.slice(region.length + 1), `${region}.`)
      .filter(({ stands }) => stands !== 'next' && stands !== 'later')
      .filter(({ stands, path }) => stands !== 'done' || path !== `${region}.${part.initial}`)
    return part.states ? [{ name: label, steps: known }] : []
  })
}

function stepsOf(drawing: Drawing, leaf: string, prefix: string): Step[] {
  const names = Object.keys(drawing.states ?? {})
  const path = spine(drawing)
  const here = leaf.split('.')[0] ?? ''
  const at = path.indexOf(here)
  const reached = at >= 0 ? at : lastBefore(path, names, names.indexOf(here))
  const steps = path.map((name, index) => step(drawing, prefix, name, standsAt(index, at, reached)))
  const ended = drawing.states?.[here]?.type === 'final'
  if (at >= 0) return ended ? steps.slice(0, at + 1) : steps
  const aside = here === '' ? [] : [step(drawing, prefix, here, 'aside')]
  const after = ended ? [] : steps.slice(reached + 1)
  return [...steps.slice(0, reached + 1), ...aside, ...after]
}

function standsAt(index: number, at: number, reached: number): Step['stands'] {
  if (index === at) return 'here'
  if (index <= reached) return 'done'
  return index === reached + 1 ? 'next' : 'later'
}

/** The last state of the path that is drawn before this one. */
function lastBefore(path: readonly string[], names: readonly string[], place: number): number {
  return path.findLastIndex((name) => names.indexOf(name) < place)
}

function step(drawing: Drawing, prefix: string, name: string, stands: Step['stands']): Step {
  const label = (drawing.states?.[name]?.meta as StateMeta | undefined)?.label ?? said(name)
  return { path: `${prefix}${name}`, label, stands }
}

const offPath = new Set(Object.keys(commonEvents))

/** Forward along the drawing, the nearest state first, to a final state or as far as it goes. */
export function spine(drawing: Drawing): string[] {
  const names = Object.keys(drawing.states ?? {})
  const first = drawing.initial ?? names[0]
  if (first === undefined) return []
  const walk = (name: string): { path: string[]; ends: boolean } => {
    const state = drawing.states?.[name]
    if (state?.type === 'final') return { path: [name], ends: true }
    const ahead = targetsOf(state).filter((target) => names.indexOf(target) > names.indexOf(name))
    // A step that leads back here and to nowhere new is a turn, taken only where there is no other way on.
    const turn = (target: string) => {
      const on = targetsOf(drawing.states?.[target])
      const isNew = (one: string) => names.indexOf(one) > names.indexOf(name) && one !== target && !ahead.includes(one)
      return on.includes(name) && !on.some(isNew) ? 1 : 0
    }
    const ways = ahead.toSorted((a, b) => turn(a) - turn(b) || names.indexOf(a) - names.indexOf(b)).map(walk)
    const best = ways.find(({ ends }) => ends) ?? ways.toSorted((a, b) => b.path.length - a.path.length)[0]
    return { path: [name, ...(best?.path ?? [])], ends: best?.ends ?? false }
  }
  return walk(first).path
}

function targetsOf(state: Drawing | undefined): string[] {
  const own = Object.entries(state?.on ?? {}).filter(([event]) => !offPath.has(event))
  const all = [...own.flatMap(([, one]) => one ?? []), ...(state?.always ?? [])] as Transition[]
  const targets = all.flatMap(({ target }) => target ?? [])
  return [...new Set(targets.map((target) => target.replace(/^\./, '').split('.')[0] ?? ''))]
}
