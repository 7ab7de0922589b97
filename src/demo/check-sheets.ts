// Checks evidence and sheets of a cycle against its criteria set: criteria, levels, indicators and cited codes.
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import type { Procedure } from '../domain/procedure.ts'
import { citationsIn } from '../domain/evidence-citations.ts'
import { codesOf } from './evidence-codes.ts'
import type { Sheet } from './input-parts.ts'
import type { Cycle, SchoolInput } from './input.ts'
import { listed, type Problem } from './problem.ts'
import { level4Sheet } from '../store/library.ts'
import { subjectsOf, type Subject } from './sheets.ts'

export function checkSheets(input: SchoolInput, cycle: Cycle, set: CriteriaSet, procedure: Procedure): Problem[] {
  const subjects = subjectsOf(set)
  const criteria = subjects.map(({ id }) => id).filter((id) => id !== level4Sheet)
  const unknown = (criterion: string) =>
    `Bộ ${cycle.criteriaSet} không có tiêu chí ${criterion === level4Sheet ? 'Mức 4' : criterion}.`
  const evidence = cycle.evidence.flatMap((item, index) =>
    criteria.includes(item.criterion)
      ? []
      : [{ path: ['evidence', index, 'criterion'], message: unknown(item.criterion) }],
  )
  const codes = codesOf(cycle.evidence, procedure.evidenceCode.kind)
  const known = new Map([...codes].map(([item, code]) => [code, item.batch]))
  const sheets = cycle.sheets.flatMap((sheet, index) => {
    const subject = subjects.find((one) => one.id === sheet.criterion)
    const problems = subject
      ? [...checkParts(sheet, subject), ...checkCitations(sheet, known, procedure.evidenceCode.pattern)]
      : [{ path: ['criterion'], message: unknown(sheet.criterion) }]
    return [...problems, ...checkAuthor(input, sheet), ...checkRepeated(cycle, sheet, index)].map(
      ({ path, message }) => ({ path: ['sheets', index, ...path], message }),
    )
  })
  return [...evidence, ...sheets, ...checkComplete(cycle, criteria)]
}

function checkParts(sheet: Sheet, { title, parts, nodes }: Subject): Problem[] {
  const written = Object.keys(sheet.currentState)
  const extra = written.filter((key) => !parts.some((part) => part.key === key))
  const missing = parts.filter(({ key }) => !written.includes(key))
  const odd = sheet.notMet.map((id, index) => ({ id, index })).filter(({ id }) => !nodes.includes(id))
  return [
    ...extra.map((key) => ({
      path: ['currentState', key],
      message: `${title} không có ${/^\d$/.test(key) ? 'Mức' : 'khoản'} ${key}.`,
    })),
    ...missing.map((part) => ({
      path: ['currentState'],
      message: `${title} chưa có mô tả hiện trạng ${part.title}.`,
    })),
    ...odd.map(({ id, index }) => ({
      path: ['notMet', index],
      message: `${title} không có chỉ báo "${id}"; có: ${listed(nodes, 12)}.`,
    })),
  ]
}

/** A sheet may cite what is attached with it or earlier. */
function checkCitations(sheet: Sheet, known: ReadonlyMap<string, number>, pattern: string): Problem[] {
  const { currentState, strengths, weaknesses, plan, batch } = sheet
  const texts = [
    ...Object.entries(currentState).map(([key, text]) => ({ path: ['currentState', key], text })),
    ...Object.entries({ strengths, weaknesses, plan }).map(([key, text]) => ({ path: [key], text })),
  ]
  return texts.flatMap(({ path, text }) =>
    citationsIn(text, pattern).flatMap(({ code }) => {
      const attached = known.get(code)
      if (attached === undefined) return [{ path, message: `Mã minh chứng ${code} không có trong danh mục.` }]
      return attached <= batch ? [] : [{ path, message: `Minh chứng ${code} chỉ được bổ sung sau phiếu này.` }]
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
