// A process drawn as SVG on the server: its states from top to bottom in the order of the law, arrows beside them, cases in each.
import type { StateMeta } from '../../domain/process.ts'
import { said } from '../../domain/text.ts'
import { awaited } from '../../engine/awaited.ts'
import { arrowsOf } from '../../engine/drawing.ts'
import type { Counts } from '../../store/views/province.ts'
import type { Drawing, ProcessDefinition } from '../../../workflows/define.ts'
import { stateLabels } from '../cases/labels.ts'
import type { View } from '../view.ts'
import { roleName } from '../words.ts'
import { leavesOf, listUrl } from './steps.ts'

export interface Part {
  /** Of a process with parallel parts: the name of this one. */
  title: string | null
  nodes: readonly Node[]
  arrows: readonly Way[]
  /** Events that lead away from most states, or back to most: told once and not drawn. */
  everywhere: readonly string[]
}

interface Way {
  event: string
  from: number
  to: number
}

export interface Node {
  path: string
  label: string
  waits: string
  cases: number
  ends: boolean
}

/** One part, or one for each parallel part: they go on beside each other and are drawn apart. */
export function partsOf(view: View, definition: ProcessDefinition, at: Counts): Part[] {
  const groups = groupsOf(definition.drawing, '')
  const all = arrowsOf(definition)
  return groups.map(({ drawing, path }) => {
    const leaves = leavesOf(drawing, path)
    const nodes = leaves.map((leaf) => nodeOf(view, definition, leaf, at))
    // An arrow from or to a state with states inside is drawn at the first of them.
    const placeOf = (end: string) => leaves.findIndex((leaf) => leaf === end || leaf.startsWith(`${end}.`))
    const arrows = all
      .filter(({ from }) => from !== path && (path === '' ? from !== '' : from.startsWith(`${path}.`)))
      .map(({ event, from, to }) => ({ event, from: placeOf(from), to: placeOf(to) }))
      .filter(({ from, to }) => from >= 0 && to >= 0 && from !== to)
    const label = (drawing.meta as StateMeta | undefined)?.label
    const common = new Set(arrows.map(({ event }) => event).filter((event) => isCommon(event, arrows, nodes)))
    return {
      title: path === '' || !label ? null : view.say(label),
      nodes,
      arrows: arrows.filter(({ event }) => !common.has(event)),
      everywhere: [...common].map((event) => view.say(definition.events[event]?.label ?? said(event))),
    }
  })
}

const few = 5

function isCommon(event: string, arrows: readonly Way[], nodes: readonly Node[]): boolean {
  const own = arrows.filter((arrow) => arrow.event === event).length
  return own >= few && own >= nodes.filter(({ ends }) => !ends).length / 2
}

/** The drawing itself, or the parallel parts wherever they are inside it, with the states beside those. */
function groupsOf(drawing: Drawing, path: string): { drawing: Drawing; path: string }[] {
  const inner = Object.entries(drawing.states ?? {})
  const below = (name: string) => (path ? `${path}.${name}` : name)
  if (drawing.type === 'parallel') return inner.map(([name, part]) => ({ drawing: part, path: below(name) }))
  const parallel = inner.filter(([, state]) => state.type === 'parallel')
  if (parallel.length === 0) return [{ drawing, path }]
  return parallel.flatMap(([name, state]) => groupsOf(state, below(name)))
}

function nodeOf(view: View, definition: ProcessDefinition, leaf: string, at: Counts): Node {
  const found = leaf
    .split('.')
    .reduce<Drawing | undefined>((drawing, name) => drawing?.states?.[name], definition.drawing)
  const waits = awaited(definition, leaf).map((role) => view.say(roleName(role)))
  return {
    path: leaf,
    label: stateLabels(definition, leaf).map(view.say)[0] ?? leaf,
    waits: waits.join(', '),
    cases: at.get(`${definition.process}|${definition.edition}|${leaf}`) ?? 0,
    ends: found?.type === 'final',
  }
}

const [width, box, left, step, tall] = [340, 236, 8, 64, 46]
const lineLength = 30

/** Two lines at most; the table says the whole. */
function wrapped(label: string): string[] {
  const lines: string[] = ['']
  for (const word of label.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + word.length + 1 > lineLength) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines.length > 2 ? [lines[0] ?? '', `${lines[1]} …`] : lines
}

interface PictureProps {
  view: View
  definition: ProcessDefinition
  part: Part
  label: string
}

export function Picture({ view, definition, part, label }: PictureProps) {
  const { nodes, arrows } = part
  const drawn = new Map(arrows.map((arrow) => [`${arrow.from}-${arrow.to}`, arrow]))
  return (
    <svg class="chart drawing" viewBox={`0 0 ${width} ${nodes.length * step}`} role="group" aria-label={label}>
      <defs>
        <marker
          id="tip"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto-start-reverse"
        >
          <path d="M0 0 8 4 0 8z" class="tip" />
        </marker>
      </defs>
      {[...drawn.values()].map(({ from, to }) => (
        <Arrow from={from} to={to} />
      ))}
      {nodes.map((node, index) => (
        <State view={view} definition={definition} node={node} y={index * step} />
      ))}
    </svg>
  )
}

/** Straight to the next state, else around on the right: the further, the wider. Back is dashed. */
function Arrow({ from, to }: { from: number; to: number }) {
  const middle = left + box / 2
  if (to === from + 1)
    return <path class="edge" d={`M${middle} ${from * step + tall} V${to * step}`} marker-end="url(#tip)" />
  const [side, y, end] = [left + box, from * step + tall / 2 + 6, to * step + tall / 2 - 6]
  const bulge = side + Math.min(width - side - 6, 16 + Math.abs(to - from) * 6)
  const curve = `M${side} ${y} C${bulge} ${y} ${bulge} ${end} ${side + 2} ${end}`
  return <path class={to < from ? 'edge back' : 'edge'} d={curve} marker-end="url(#tip)" />
}

function State({ view, definition, node, y }: { view: View; definition: ProcessDefinition; node: Node; y: number }) {
  const lines = wrapped(node.label)
  const inner = (
    <>
      <rect
        class={node.ends ? 'state ends' : node.cases > 0 ? 'state filled' : 'state'}
        x={left}
        y={y}
        width={box}
        height={tall}
        rx="7"
      />
      {lines.map((line, index) => (
        <text x={left + 10} y={y + (lines.length === 1 ? 28 : 20 + index * 16)}>
          {line}
        </text>
      ))}
      {node.cases > 0 && (
        <text class="count" x={left + box - 8} y={y + 28} text-anchor="end">
          {node.cases}
        </text>
      )}
    </>
  )
  if (node.cases === 0) return <g>{inner}</g>
  const key = `${definition.process}|${definition.edition}|${node.path}`
  const name = view.t(`${node.label}: ${node.cases} hồ sơ`, `${node.label}: ${node.cases} cases`)
  return (
    <a href={listUrl({ at: key })} aria-label={name}>
      {inner}
    </a>
  )
}
