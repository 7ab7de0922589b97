// The one table that the bench prints: what was measured, what was wanted, what came out.

export interface Line {
  what: string
  result: string
  goal?: string
  /** Whether the goal is met; none without a goal. */
  met?: boolean
}

export function printTable(lines: readonly Line[]): void {
  const rows = lines.map(({ what, result, goal, met }) => [what, result, goal ?? '', verdict(met)])
  const all = [['what', 'result', 'goal', 'met'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const text = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  const [head = [], ...body] = all
  console.log([text(head), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(text)].join('\n'))
}

function verdict(met: boolean | undefined): string {
  if (met === undefined) return ''
  return met ? 'yes' : 'NO'
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** The value that this part of all values stays at or below. */
export function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN
}

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`
