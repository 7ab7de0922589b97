// What is wrong with the tree of a model that was written flat: ids, parents and scales must fit together.
import { say } from '../text.ts'
import { checkConditions } from './check-conditions.ts'
import type { Model } from './compile.ts'
import type { ScoringProblem } from './error.ts'
import { scoringProblem } from './error.ts'
import type { Node } from './node.ts'
import { below, childrenOf } from './tree.ts'

/** Problems of nodes, of measures defined twice and of conditions that never hold; empty when the model can be scored. */
export function checkModel({ nodes, scoring, facts }: Model): ScoringProblem[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const roots = nodes.filter((node) => node.parent === undefined)
  const [root] = roots
  const connected = new Set(root ? below(childrenOf(nodes), root).map((node) => node.id) : [])
  const measures = scoring.measures.map((measure) => `${measure.id}@${measure.at.kind}`)
  const faulty = (node: Node) => {
    if (node.parent === undefined) return []
    if (!byId.has(node.parent)) {
      return [bad(node.id, `Không có mục cha "${node.parent}".`, `There is no parent "${node.parent}".`)]
    }
    return connected.has(node.id) ? [] : [bad(node.id, 'Không nối tới mục gốc.', 'It is not connected to the root.')]
  }
  return [
    ...(roots.length === 1 ? [] : [bad('nodes', 'Cần đúng một mục gốc.', 'There must be exactly one root.')]),
    ...repeated(nodes.map((node) => node.id)).map((id) => bad(id, 'Mã bị trùng.', 'Its id is used twice.')),
    ...repeated(measures).map((key) => bad(key, 'Đại lượng khai hai lần.', 'It is defined twice.')),
    ...nodes.flatMap(faulty),
    ...nodes
      .filter((node) => node.scale !== undefined && !Object.hasOwn(scoring.scales, node.scale))
      .map(({ id, scale }) => bad(id, `Không có thang đánh giá "${scale}".`, `There is no scale "${scale}".`)),
    ...checkConditions({ scoring, facts }).map(({ path, message }) =>
      scoringProblem('badSet', path.map(String).join('.'), message),
    ),
  ]
}

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>()
  return ids.filter((id) => seen.size === seen.add(id).size)
}

const bad = (subject: string, vi: string, en: string) => scoringProblem('badSet', subject, say(vi, en))
