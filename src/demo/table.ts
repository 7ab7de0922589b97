// The table that a demo ends with: one line a cycle.
import type { CycleRun } from './run.ts'

const columns = [
  'Trường',
  'Chu kỳ',
  'Quy trình',
  'Kết quả',
  'Tiến trình',
  'Sự kiện',
  'Phiếu',
  'Minh chứng',
  'So với dự kiến',
]
const numeric = new Set(['Tiến trình', 'Sự kiện', 'Phiếu', 'Minh chứng'])

/** Lines of equal width; what is not as expected follows the table, one sentence a line. */
export function resultTable(runs: readonly CycleRun[]): string {
  const rows = runs.map((run) => [
    run.school,
    run.period,
    run.procedure,
    run.result,
    String(Object.keys(run.states).length),
    String(run.events),
    String(run.sheets),
    String(run.evidence),
    run.differences.length === 0 ? 'đúng' : 'KHÁC',
  ])
  const widths = columns.map((name, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => {
        const width = widths[index] ?? 0
        return numeric.has(columns[index] ?? '') ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  const faults = runs.flatMap((run) => run.differences.map((one) => `${run.school}, ${run.period}: ${one}`))
  return [line(columns), rule, ...rows.map(line), ...faults].join('\n')
}
