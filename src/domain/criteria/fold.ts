// The nested form of a school set as a flat list of nodes and back, without loss: files of one row a node need the list.
import { flatten, indicatorId } from './flatten.ts'
import type { FrameworkNode } from './framework.ts'
import type { CriteriaSet } from './schema.ts'

/** A node as a file gives it: its place in the tree is known, the rest is yet to be checked. */
export type FlatNode = { [K in keyof FrameworkNode]?: unknown } & {
  id: string
  kind: string
  parent?: string | undefined
}

export interface FoldProblem {
  /** Index in the list of nodes. */
  node: number
  field: keyof FrameworkNode
  message: string
}

export type Folded =
  | {
      ok: true
      /** A school set that is still to be parsed by its schema. */
      data: Record<string, unknown>
      /** Where each node stands in it, e.g. `standards.0.criteria.2`. */
      paths: PropertyKey[][]
    }
  | { ok: false; problems: FoldProblem[] }

/** All nodes of a school set, parents before their children, with everything their files say of them. */
export function unfold(set: CriteriaSet): FrameworkNode[] {
  const more = new Map<string, Partial<FrameworkNode>>()
  for (const { id, levels, quantitativeIndicators, suggestedEvidence } of set.standards.flatMap(
    (one) => one.criteria,
  )) {
    more.set(id, {
      ...(quantitativeIndicators.length > 0 && { quantitativeIndicators }),
      ...(suggestedEvidence.length > 0 && { suggestedEvidence }),
    })
    for (const [level, indicators] of Object.entries(levels)) {
      for (const { id: letter, thresholds } of indicators)
        more.set(indicatorId(id, level, letter), { ...(thresholds && { thresholds }) })
    }
  }
  return flatten(set).map((node) => ({ ...node, ...more.get(node.id) }))
}

/** What stands in the nested form for each kind of node, and under which kind. */
const kinds = {
  standard: { under: 'school', fields: ['name', 'weight', 'tags'] },
  criterion: {
    under: 'standard',
    fields: ['name', 'weight', 'tags', 'scale', 'quantitativeIndicators', 'suggestedEvidence'],
  },
  indicator: { under: 'criterion', fields: ['text', 'ref', 'verified', 'thresholds'] },
  item: { under: 'school', fields: ['name', 'text', 'ref', 'verified'] },
} as const satisfies Record<string, { under: string; fields: readonly (keyof FrameworkNode)[] }>
type Kind = keyof typeof kinds

/**
 * Nests nodes under the rest of a school set (everything but standards and level-4 items). The nodes may come in any order
 * that keeps siblings in theirs. A node that the nested form cannot say is a problem, never dropped.
 */
export function fold(header: Readonly<Record<string, unknown>>, nodes: readonly FlatNode[]): Folded {
  const problems = nodes.flatMap((node, i) => faultsOf(node, header, nodes).map((fault) => ({ node: i, ...fault })))
  if (problems.length > 0) return { ok: false, problems }
  const paths = nodes.map((): PropertyKey[] => [])
  const below = new Map<string | undefined, { i: number; node: FlatNode }[]>()
  nodes.forEach((node, i) => below.set(node.parent, [...(below.get(node.parent) ?? []), { i, node }]))
  const all = (parent: FlatNode | undefined, kind: Kind) =>
    (below.get(parent?.id) ?? []).filter(({ node }) => node.kind === kind)
  const place = (i: number, path: PropertyKey[]) => (paths[i] = path)
  const root = nodes.find(({ parent }) => parent === undefined)
  const standards = all(root, 'standard').map(({ i, node }, s) => {
    const at = place(i, ['standards', s])
    const criteria = all(node, 'criterion').map(({ i: index, node: criterion }, c) => {
      const path = place(index, [...at, 'criteria', c])
      const levels: Record<string, unknown[]> = {}
      for (const leaf of all(criterion, 'indicator')) {
        const [level = '', id = '*'] = leaf.node.id.slice(criterion.id.length + 1).split(':')
        const list = (levels[level] ??= [])
        place(leaf.i, [...path, 'levels', level, list.length])
        list.push({ id, ...said(leaf.node) })
      }
      return { id: criterion.id, ...said(criterion), ...mandatory(criterion), levels }
    })
    return { id: node.id, ...said(node), criteria }
  })
  const level4 = all(root, 'item').map(({ i, node }, m) => {
    place(i, ['level4', m])
    return { id: node.id, ...said(node) }
  })
  return { ok: true, data: { ...header, name: root?.name ?? header['name'], standards, level4 }, paths }
}

function said(node: FlatNode): Record<string, unknown> {
  const fields: readonly (keyof FrameworkNode)[] = kinds[node.kind as Kind].fields
  return Object.fromEntries(fields.flatMap((field) => (node[field] === undefined ? [] : [[field, node[field]]])))
}

/** In the list, mandatory is the first of the tags. */
function mandatory({ tags }: FlatNode): Record<string, unknown> {
  if (!Array.isArray(tags) || !tags.includes('mandatory')) return { mandatory: false }
  return { mandatory: true, tags: tags.toSpliced(tags.indexOf('mandatory'), 1) }
}

type Fault = Omit<FoldProblem, 'node'>

function faultsOf(node: FlatNode, header: Readonly<Record<string, unknown>>, nodes: readonly FlatNode[]): Fault[] {
  if (node.parent === undefined)
    return node.kind === 'school'
      ? []
      : [{ field: 'kind', message: 'Mục gốc của bộ tiêu chuẩn trường phải là loại "school".' }]
  const kind = Object.hasOwn(kinds, node.kind) ? kinds[node.kind as Kind] : undefined
  if (!kind)
    return [
      {
        field: 'kind',
        message: `Loại "${node.kind}" không có trong bộ tiêu chuẩn trường; chỉ có ${Object.keys(kinds).join(', ')}.`,
      },
    ]
  if (nodes.find(({ id }) => id === node.parent)?.kind !== kind.under)
    return [{ field: 'parent', message: `Mục loại "${node.kind}" phải nằm dưới mục loại "${kind.under}".` }]
  const implied = impliedOf(node, header)
  if (node.kind === 'indicator' && implied['level'] === undefined)
    return [
      { field: 'id', message: `Mã chỉ báo phải có dạng "${node.parent}:<mức>:<chữ cái>" hoặc "${node.parent}:<mức>".` },
    ]
  const fields: readonly string[] = [...kind.fields, 'id', 'kind', 'parent']
  return (Object.keys(node) as (keyof FrameworkNode)[])
    .filter((field) => node[field] !== undefined && !fields.includes(field) && !same(node[field], implied[field]))
    .map((field) => ({
      field,
      message: `Mục loại "${node.kind}" không ghi được "${field}" khác với ${JSON.stringify(implied[field]) ?? 'để trống'}.`,
    }))
}

/** What the nested form does not write because it follows from the place of a node. */
function impliedOf(
  { id, kind, parent = '' }: FlatNode,
  header: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const rated = header['rated'] as Record<string, unknown> | undefined
  const level =
    kind === 'item'
      ? '4'
      : id.startsWith(`${parent}:`)
        ? /^([1-9])(:[^:]+)?$/.exec(id.slice(parent.length + 1))?.[1]
        : undefined
  const leaf = kind === 'indicator' || kind === 'item'
  return {
    weight: 1,
    tags: [],
    ...(leaf && { scale: rated?.[kind], level: level === undefined ? undefined : Number(level) }),
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
