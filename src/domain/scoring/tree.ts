// The tree of a set laid out so that scopes are quick: who stands under whom, each scope resolved once for each node.
import type { Scope } from './condition-schema.ts'
import type { Node } from './node.ts'

interface Tree {
  /** The nodes of a scope seen from a node, in the order of the set. */
  members(scope: Scope, node: Node): readonly Node[]
  lowestFirst: readonly Node[]
}

/** Deeper than any framework; beyond it, values are worked out from the leaves up so that none waits on a long chain. */
const DEEP = 100

export function layOut(nodes: readonly Node[], root: Node): Tree {
  const children = childrenOf(nodes)
  const everything = [root, ...below(children, root)]
  const cache = new Map<Scope, Map<string, readonly Node[]>>()
  const resolve = (scope: Scope, node: Node): readonly Node[] => {
    const within = typeof scope === 'string' ? scope : scope.within
    const found =
      within === 'all' ? everything : within === 'children' ? (children.get(node.id) ?? []) : below(children, node)
    return typeof scope === 'string' ? found : found.filter((member) => matches(scope, member))
  }
  return {
    members(scope, node) {
      const ofScope = cache.get(scope) ?? new Map<string, readonly Node[]>()
      cache.set(scope, ofScope)
      const known = ofScope.get(node.id) ?? resolve(scope, node)
      ofScope.set(node.id, known)
      return known
    },
    lowestFirst: depthOf(children, root) > DEEP ? everything.toReversed() : [],
  }
}

/** The nodes under each id, in the order of the set. */
export function childrenOf(nodes: readonly Node[]): ReadonlyMap<string, Node[]> {
  const children = new Map<string, Node[]>()
  for (const node of nodes) {
    if (node.parent === undefined) continue
    const siblings = children.get(node.parent)
    if (siblings) siblings.push(node)
    else children.set(node.parent, [node])
  }
  return children
}

/** Everything under a node, parents before their children; a circle of parents is walked once. */
export function below(children: ReadonlyMap<string, Node[]>, top: Node): Node[] {
  const found: Node[] = []
  const seen = new Set([top.id])
  const waiting = (children.get(top.id) ?? []).toReversed()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node.id)) continue
    seen.add(node.id)
    found.push(node)
    for (const child of (children.get(node.id) ?? []).toReversed()) waiting.push(child)
  }
  return found
}

function depthOf(children: ReadonlyMap<string, Node[]>, root: Node): number {
  const seen = new Set([root.id])
  let depth = 0
  let row = [root]
  while (row.length > 0) {
    depth += 1
    row = row.flatMap((node) => children.get(node.id) ?? []).filter((node) => !seen.has(node.id))
    for (const node of row) seen.add(node.id)
  }
  return depth
}

function matches(scope: Exclude<Scope, string>, node: Node): boolean {
  return (
    (scope.kind === undefined || node.kind === scope.kind) &&
    (scope.tags ?? []).every((tag) => node.tags.includes(tag)) &&
    !(scope.notTags ?? []).some((tag) => node.tags.includes(tag)) &&
    (scope.ids === undefined || scope.ids.includes(node.id)) &&
    (scope.maxLevel === undefined || (node.level !== undefined && node.level <= scope.maxLevel))
  )
}
