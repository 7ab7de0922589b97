// Checks an input file beyond its schema: everything it names must exist, before anything is started.
import { checkEvents } from './check-events.ts'
import { checkReview } from './check-review.ts'
import { checkSheets } from './check-sheets.ts'
import type { Cycle, SchoolInput } from './input.ts'
import type { Library } from './library.ts'
import { listed, type Problem } from './problem.ts'

/** Every fault of the file; none means that it can run. */
export function checkInput(input: SchoolInput, library: Library): Problem[] {
  return [
    ...twice(
      input.people.map((person) => person.id),
      (index) => ['people', index, 'id'],
    ),
    ...twice(
      input.cycles.map((cycle) => cycle.key),
      (index) => ['cycles', index, 'key'],
    ),
    ...checkTables(input),
    ...input.cycles.flatMap((cycle, index) =>
      checkCycle(input, cycle, library).map(({ path, message }) => ({ path: ['cycles', index, ...path], message })),
    ),
  ]
}

function checkCycle(input: SchoolInput, cycle: Cycle, library: Library): Problem[] {
  const procedure = library.procedure(cycle.procedure)
  const set = library.set(cycle.criteriaSet)
  const problems: Problem[] = []
  if (!procedure) problems.push({ path: ['procedure'], message: `Không có quy trình "${cycle.procedure}".` })
  if (!set)
    problems.push({
      path: ['criteriaSet'],
      message: `Không có bộ tiêu chuẩn "${cycle.criteriaSet}"; hiện có: ${listed(library.sets())}.`,
    })
  if (!set || !procedure) return problems
  if (!procedure.criteriaSets.includes(cycle.criteriaSet))
    problems.push({
      path: ['criteriaSet'],
      message: `Quy trình ${procedure.id} không dùng bộ tiêu chuẩn này, chỉ dùng: ${procedure.criteriaSets.join(', ')}.`,
    })
  if (!set.appliesTo.includes(input.school.kind))
    problems.push({
      path: ['criteriaSet'],
      message: `Bộ tiêu chuẩn ${cycle.criteriaSet} không áp dụng cho loại trường này.`,
    })
  return [
    ...problems,
    ...checkSheets(input, cycle, set, procedure),
    ...checkReview(input, cycle, set),
    ...checkEvents(input, cycle, procedure, library),
  ]
}

/** A table whose row has another number of values than it has columns would print askew. */
function checkTables(input: SchoolInput): Problem[] {
  const parts = [
    { at: ['school'] as (string | number)[], tables: input.school.tables },
    ...input.cycles.map((cycle, index) => ({ at: ['cycles', index, 'school'], tables: cycle.school.tables ?? [] })),
  ]
  return parts.flatMap(({ at, tables }) =>
    tables.flatMap((table, index) =>
      table.rows.flatMap((row, line) =>
        row.values.length === table.columns.length
          ? []
          : [
              {
                path: [...at, 'tables', index, 'rows', line],
                message: `Dòng "${row.label}" có ${row.values.length} giá trị, bảng có ${table.columns.length} cột.`,
              },
            ],
      ),
    ),
  )
}

function twice(names: readonly string[], at: (index: number) => (string | number)[]): Problem[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index ? [{ path: at(index), message: `"${name}" đã có ở trên.` }] : [],
  )
}
