// A criteria set of either form as what is said of the whole and one list of nodes; and back, through every check.
import { fold, unfold, type FlatNode, type FoldProblem } from '../domain/criteria/fold.ts'
import type { AnySet, FrameworkNode } from '../domain/criteria/framework.ts'
import { isFramework } from '../domain/criteria/framework.ts'
import { checkedSchemaOf } from '../domain/criteria/load.ts'
import type { Problem } from '../domain/criteria/problem.ts'
import { pathsOf, vietnamese } from '../domain/schema-issues.ts'
import { toJson, type JsonObject } from './patch.ts'

export type Form = 'school' | 'framework'

export interface Content {
  form: Form
  /** Everything but the nodes and what other systems keep. */
  header: JsonObject
  /** The root first, parents before their children. */
  nodes: FrameworkNode[]
}

export function contentOf(set: AnySet): Content {
  const { nodes: _nodes, standards: _standards, level4: _level4, exchange: _exchange, ...header } = toJson(set)
  return isFramework(set)
    ? { form: 'framework', header, nodes: set.nodes }
    : { form: 'school', header, nodes: unfold(set) }
}

export type Composed =
  | { ok: true; set: AnySet }
  /** The problems of nodes by their index in the list, the others by their path in the header. */
  | { ok: false; nodes: FoldProblem[]; header: Problem[] }

/** Puts a set together and checks it as `criteria check` does. */
export function compose(form: Form, header: Readonly<Record<string, unknown>>, nodes: readonly FlatNode[]): Composed {
  const seen = new Set<string>()
  const twice = nodes.flatMap(({ id }, node): FoldProblem[] => {
    if (seen.has(id)) return [{ node, field: 'id', message: `Mã "${id}" bị trùng.` }]
    seen.add(id)
    return []
  })
  // What stands under such a node is not known, and would only be told as another fault.
  if (twice.length > 0) return { ok: false, nodes: twice, header: [] }
  const folded = form === 'school' ? fold(header, nodes) : framework(header, nodes)
  if (!folded.ok) return { ok: false, nodes: folded.problems, header: [] }
  const parsed = checkedSchemaOf(folded.data).safeParse(folded.data, { error: vietnamese })
  if (parsed.success) return { ok: true, set: parsed.data }
  const places = new Map(folded.paths.map((path, node) => [path.join('.'), node]))
  const found: Extract<Composed, { ok: false }> = { ok: false, nodes: [], header: [] }
  for (const issue of parsed.error.issues) {
    for (const path of pathsOf(issue)) {
      const depths = [...path.keys()].map((i) => path.length - i)
      const depth = depths.find((length) => places.has(path.slice(0, length).join('.')))
      const node = depth === undefined ? undefined : places.get(path.slice(0, depth).join('.'))
      if (depth === undefined || node === undefined) found.header.push({ path, message: issue.message })
      else
        found.nodes.push({ node, field: String(path[depth] ?? 'id') as FoldProblem['field'], message: issue.message })
    }
  }
  return found
}

function framework(header: Readonly<Record<string, unknown>>, nodes: readonly FlatNode[]): ReturnType<typeof fold> {
  return { ok: true, data: { ...header, nodes }, paths: nodes.map((_, i) => ['nodes', i]) }
}
