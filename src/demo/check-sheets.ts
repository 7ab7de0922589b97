// Checks evidence and sheets of a cycle against its criteria set: criteria, levels, indicators and cited codes.
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import type { Procedure } from '../domain/procedure.ts'
import { citedIn, codesOf } from './evidence-codes.ts'
import type { Sheet } from './input-parts.ts'
import type { Cycle, SchoolInput } from './input.ts'
import { listed, type Problem } from './problem.ts'
import { criteriaOf, ratedNodes } from './sheets.ts'

export function checkSheets(input: SchoolInput, cycle: Cycle, set: CriteriaSet, procedure: Procedure): Problem[] {
  const criteria = criteriaOf(set)
  const unknown = (criterion: string) => `Bộ ${cycle.criteriaSet} không có tiêu chí ${criterion}.`
  const evidence = cycle.evidence.flatMap((item, index) =>
    criteria.some((one) => one.id === item.criterion)
      ? []
      : [{ path: ['evidence', index, 'criterion'], message: unknown(item.criterion) }],
  )
  const codes = codesOf(cycle.evidence, procedure.evidenceCode.kind)
  const known = new Map([...codes].map(([item, code]) => [code, item.batch]))
  const sheets = cycle.sheets.flatMap((sheet, index) => {
    const criterion = criteria.find((one) => one.id === sheet.criterion)
    const problems = criterion
      ? [...checkLevels(sheet, Object.keys(criterion.levels), ratedNodes(criterion)), ...checkCitations(sheet, known)]
      : [{ path: ['criterion'], message: unknown(sheet.criterion) }]
    return [...problems, ...checkAuthor(input, sheet), ...checkRepeated(cycle, sheet, index)].map(
      ({ path, message }) => ({ path: ['sheets', index, ...path], message }),
    )
  })
  return [
    ...evidence,
    ...sheets,
    ...checkComplete(
      cycle,
      criteria.map(({ id }) => id),
    ),
  ]
}

function checkLevels(sheet: Sheet, levels: readonly string[], nodes: readonly string[]): Problem[] {
  const written = Object.keys(sheet.currentState)
  const extra = written.filter((level) => !levels.includes(level))
  const missing = levels.filter((level) => !written.includes(level))
  return [
    ...extra.map((level) => ({
      path: ['currentState', level],
      message: `Tiêu chí ${sheet.criterion} không có Mức ${level}.`,
    })),
    ...missing.map((level) => ({
      path: ['currentState'],
      message: `Tiêu chí ${sheet.criterion} chưa có mô tả hiện trạng Mức ${level}.`,
    })),
    ...sheet.notMet.flatMap((id, index) =>
      nodes.includes(id)
        ? []
        : [
            {
              path: ['notMet', index],
              message: `Tiêu chí ${sheet.criterion} không có chỉ báo "${id}"; có: ${listed(nodes, 12)}.`,
            },
          ],
    ),
  ]
}

/** A sheet may cite what is attached with it or earlier. */
function checkCitations(sheet: Sheet, known: ReadonlyMap<string, number>): Problem[] {
  return Object.entries(sheet.currentState).flatMap(([level, text]) =>
    citedIn(text).flatMap((code) => {
      const batch = known.get(code)
      const path = ['currentState', level]
      if (batch === undefined) return [{ path, message: `Mã minh chứng ${code} không có trong danh mục.` }]
      return batch <= sheet.batch ? [] : [{ path, message: `Minh chứng ${code} chỉ được bổ sung sau phiếu này.` }]
    }),
  )
}

function checkAuthor(input: SchoolInput, sheet: Sheet): Problem[] {
  return input.people.some((person) => person.id === sheet.author)
    ? []
    : [{ path: ['author'], message: `Không có người nào mang mã "${sheet.author}".` }]
}

function checkRepeated(cycle: Cycle, sheet: Sheet, index: number): Problem[] {
  const first = cycle.sheets.findIndex((one) => one.criterion === sheet.criterion && one.batch === sheet.batch)
  return first < index
    ? [{ path: ['criterion'], message: `Tiêu chí ${sheet.criterion}, lượt ${sheet.batch} đã có ở trên.` }]
    : []
}

function checkComplete(cycle: Cycle, criteria: readonly string[]): Problem[] {
  const missing = criteria.filter((id) => !cycle.sheets.some((one) => one.criterion === id && one.batch === 1))
  return missing.length === 0
    ? []
    : [{ path: ['sheets'], message: `Chưa có phiếu lượt 1 của tiêu chí ${listed(missing)}.` }]
}
