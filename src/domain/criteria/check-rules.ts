// The scoring rules of a set: each measure read exists on the kind it is read from, nothing reads itself, names are known.
import { checkConditions } from '../scoring/check-conditions.ts'
import type { Compiled } from '../scoring/compile.ts'
import type { Cond } from '../scoring/condition-schema.ts'
import { readsOf } from '../scoring/condition.ts'
import type { Read } from '../scoring/context.ts'
import type { AnySet } from './framework.ts'
import type { Problem } from './problem.ts'
import { decisionsOf } from './problem.ts'

/** Problems of measures and decisions. */
export function checkRules(set: AnySet, compiled: Compiled): Problem[] {
  const conditions = checkConditions(compiled).map(({ path, message }) => ({
    path: ['scoring', ...path],
    message: message.vi,
  }))
  return [...checkScales(compiled), ...checkMeasures(compiled), ...checkDecisions(set, compiled), ...conditions]
}

function checkScales(compiled: Compiled): Problem[] {
  const used = new Set(compiled.rated.map((node) => node.scale ?? ''))
  return [...used]
    .filter((name) => compiled.scoring.scales[name] === undefined)
    .map((name) => ({ path: ['scoring', 'scales'], message: `Không có thang đánh giá "${name}".` }))
}

function checkMeasures(compiled: Compiled): Problem[] {
  const problems: Problem[] = []
  const seen = new Set<string>()
  const kinds = new Set(compiled.nodes.map((node) => node.kind))
  compiled.scoring.measures.forEach((measure, i) => {
    const path = ['scoring', 'measures', i]
    const key = `${measure.id}@${measure.at.kind}`
    if (seen.has(key)) problems.push({ path, message: `Đại lượng "${key}" khai hai lần.` })
    seen.add(key)
    if (!kinds.has(measure.at.kind))
      problems.push({ path, message: `Bộ tiêu chí không có mục loại "${measure.at.kind}".` })
    const faults = new Set(
      compiled.nodes
        .filter((node) => node.kind === measure.at.kind)
        .flatMap((node) => readsAt(compiled, { measure: measure.id, node: node.id }))
        .flatMap((read) => readFault(compiled, read) ?? []),
    )
    if (faults.size > 0) problems.push(...[...faults].map((message) => ({ path, message })))
    else if (reachesItself(compiled, measure.id, measure.at.kind)) {
      problems.push({ path, message: `Đại lượng "${measure.id}" tự tham chiếu vòng tròn.` })
    }
  })
  return problems
}

function checkDecisions(set: AnySet, compiled: Compiled): Problem[] {
  return decisionsOf(set).flatMap(({ decision, path }) => {
    const ids = decision.rows.map((row) => row.id)
    return decision.rows.flatMap((row, i) => {
      const at = [...path, 'rows', i]
      const faults = [
        ...readsOf(row.when, compiled.root, compiled.members).flatMap((read) => readFault(compiled, read) ?? []),
        ...factsOf(row.when)
          .filter((fact) => set.facts[fact] === undefined)
          .map((fact) => `Dữ kiện "${fact}" chưa được khai trong facts.`),
        ...(ids.indexOf(row.id) === i && row.id !== 'otherwise'
          ? []
          : [`Mã dòng "${row.id}" bị trùng hoặc không được dùng.`]),
      ]
      return [...new Set(faults)].map((message) => ({ path: at, message }))
    })
  })
}

function readsAt(compiled: Compiled, { measure, node }: Read): Read[] {
  const found = compiled.byId.get(node)
  if (!found) return []
  return compiled.measureAt(measure, found.kind)?.operator.reads(found, compiled.members) ?? []
}

function readFault(compiled: Compiled, { measure, node }: Read): string | undefined {
  const found = compiled.byId.get(node)
  if (!found) return `Không có mục "${node}".`
  if (compiled.measureAt(measure, found.kind)) return undefined
  return `Không có đại lượng "${measure}" cho mục loại "${found.kind}" (đọc tại "${node}").`
}

function reachesItself(compiled: Compiled, measure: string, kind: string): boolean {
  const done = new Set<string>()
  const walk = (read: Read, above: ReadonlySet<string>): boolean => {
    const key = `${read.measure}@${read.node}`
    if (above.has(key)) return true
    if (done.has(key)) return false
    const next = new Set(above).add(key)
    const found = readsAt(compiled, read).some((below) => walk(below, next))
    done.add(key)
    return found
  }
  return compiled.nodes.some((node) => node.kind === kind && walk({ measure, node: node.id }, new Set()))
}

function factsOf(cond: Cond): string[] {
  const parts = [...(cond.all ?? []), ...(cond.any ?? []), ...(cond.not ? [cond.not] : [])]
  const tallies = [cond.count, cond.share].flatMap((part) => (part ? [part.where] : []))
  return [...(cond.fact === undefined ? [] : [cond.fact]), ...[...parts, ...tallies].flatMap(factsOf)]
}
