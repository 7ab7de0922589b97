// A crosswalk says which nodes of one edition stand for which of another, and how far.
import { z } from 'zod'
import type { Compiled } from '../scoring/compile.ts'
import type { Node } from '../scoring/node.ts'
import { NodeId } from '../scoring/node.ts'
import { compileSet } from '../scoring/score.ts'
import type { AnySet } from './framework.ts'
import type { Problem } from './problem.ts'

const Edition = z.strictObject({ set: z.string(), edition: z.string() })

/**
 * How `from` stands to `to`: `exact` the same matter; `narrower` each of them is a part of `to`, which holds as far as all of
 * them hold; `broader` the one `from` covers `to` and more, so what holds of it holds of `to`; `none` no counterpart.
 */
export const relations = ['exact', 'narrower', 'broader', 'none'] as const

const Mapping = z.strictObject({
  from: z.array(NodeId).default([]),
  to: NodeId,
  relation: z.enum(relations),
  /** Whether an authority says so; `false` is our own reading. */
  verified: z.boolean().default(false),
  note: z.string().optional(),
})

export const Crosswalk = z.strictObject({
  from: Edition,
  to: Edition,
  note: z.string().optional(),
  maps: z.array(Mapping).min(1),
})
export type Crosswalk = z.infer<typeof Crosswalk>
export type CrosswalkMap = Crosswalk['maps'][number]

/** What is wrong with a crosswalk between these two sets, each at its place in the file. */
export function checkCrosswalk(crosswalk: Crosswalk, from: AnySet, to: AnySet): Problem[] {
  const source = compileSet(from)
  const target = compileSet(to)
  const targets = crosswalk.maps.map((map) => map.to)
  return crosswalk.maps.flatMap((map, i) => {
    const at = ['maps', i]
    const message = (text: string) => [{ path: at, message: text }]
    const node = target.byId.get(map.to)
    const unknown = map.from.filter((id) => !source.byId.has(id))
    if (!node) return message(`${to.id}@${to.edition} không có mục "${map.to}".`)
    if (unknown.length > 0) return message(`${from.id}@${from.edition} không có mục "${unknown.join('", "')}".`)
    if (targets.indexOf(map.to) !== i) return message(`Mục "${map.to}" đã được nối ở trên.`)
    const wrong = wrongNumber(map)
    if (wrong) return message(wrong)
    const unlike = map.from.filter((id) => formOf(source, source.byId.get(id)) !== formOf(target, node))
    if (formOf(target, node) === null) return message(`Mục "${map.to}" không được chấm và không có mức.`)
    return unlike.length === 0 ? [] : message(`"${unlike.join('", "')}" không chấm cùng kiểu với "${map.to}".`)
  })
}

function wrongNumber({ relation, from, to }: CrosswalkMap): string | undefined {
  if (relation === 'none') return from.length === 0 ? undefined : `Quan hệ none của "${to}" không có from.`
  if (from.length === 0) return `Quan hệ ${relation} của "${to}" cần from.`
  return relation !== 'narrower' && from.length > 1 ? `Quan hệ ${relation} của "${to}" chỉ có một from.` : undefined
}

/** Nodes that could be mapped and are in no map. */
export interface Unmapped {
  from: string[]
  to: string[]
}

export function unmapped({ maps }: Crosswalk, from: AnySet, to: AnySet): Unmapped {
  const used = new Set(maps.flatMap((map) => map.from))
  const reached = new Set(maps.map((map) => map.to))
  const left = (set: AnySet, taken: ReadonlySet<string>) => mappable(compileSet(set)).filter((id) => !taken.has(id))
  return { from: left(from, used), to: left(to, reached) }
}

/** Criteria that reach a level, and rated nodes outside of them. */
export function mappable(compiled: Compiled): string[] {
  const levelled = new Set(compiled.nodes.filter((node) => formOf(compiled, node) === 'level').map(({ id }) => id))
  const rated = compiled.rated.filter(({ parent }) => !levelled.has(parent ?? '')).map(({ id }) => id)
  const wanted = new Set([...levelled, ...rated])
  return compiled.nodes.filter(({ id }) => wanted.has(id)).map(({ id }) => id)
}

/** How a node is judged: by a reached level, on a kind of scale, or not at all (`null`). */
export function formOf(compiled: Compiled, node: Node | undefined): 'level' | 'boolean' | 'ordinal' | 'numeric' | null {
  if (!node) return null
  if (node.scale !== undefined) return compiled.scoring.scales[node.scale]?.kind ?? null
  // The items of the highest level hang at the root, which is judged by its decisions.
  return node === compiled.root || highestLevel(compiled, node) === 0 ? null : 'level'
}

/** The highest level among the rated children of a node; 0 where they have none. */
export function highestLevel(compiled: Compiled, node: Node): number {
  const children = compiled.members('children', node).filter(({ scale }) => scale !== undefined)
  return Math.max(0, ...children.map(({ level }) => level ?? 0))
}
