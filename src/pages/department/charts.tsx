// Charts as SVG made on the server: lengths in percent, so that words keep their size on a phone; the table behind says the same.
import type { Child } from 'hono/jsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'

export interface BarRow {
  label: string
  /** Where the list behind the bar is. */
  href?: string
  value: number
  /** Of the value: what is late, or the second bar beside the first. */
  other?: number
}

interface BarsProps {
  label: string
  rows: readonly BarRow[]
  /** `part` = the other value is a part of the first and drawn inside it; `beside` = a bar of its own. */
  other?: 'part' | 'beside'
  /** The full length stands for this many; the largest value unless told. */
  most?: number
}

const longest = 84
const percent = (share: number) => `${Math.round(share * 1000) / 10}%`

/** Bars below each other, each a link into its list. */
export function Bars({ label, rows, other, most = largest(rows) }: BarsProps) {
  const height = other === 'beside' ? 60 : 44
  const length = (value: number) => (value / Math.max(1, most)) * (longest / 100)
  return (
    <svg class="chart" width="100%" height={rows.length * height} aria-label={label} role="group">
      {rows.map((row, index) => {
        const y = index * height
        const inner = (
          <>
            <rect class="hit" x="0" y={y} width="100%" height={height} />
            <text x="0" y={y + 16}>
              {row.label}
            </text>
            <Bar y={y + 22} share={length(row.value)} value={row.value} />
            {other === 'part' && row.other ? (
              <rect class="bar late" x="0" y={y + 22} rx="3" height="14" width={percent(length(row.other))} />
            ) : null}
            {other === 'beside' && <Bar y={y + 40} share={length(row.other ?? 0)} value={row.other ?? 0} second />}
          </>
        )
        return row.href === undefined ? <g>{inner}</g> : <a href={row.href}>{inner}</a>
      })}
    </svg>
  )
}

function largest(rows: readonly BarRow[]): number {
  return Math.max(1, ...rows.flatMap(({ value, other = 0 }) => [value, other]))
}

function Bar({ y, share, value, second = false }: { y: number; share: number; value: number; second?: boolean }) {
  return (
    <>
      <rect class={second ? 'bar second' : 'bar'} x="0" y={y} rx="3" height="14" width={percent(share)} />
      <text x={percent(share)} dx="8" y={y + 12}>
        {value}
      </text>
    </>
  )
}

/** Columns beside each other; a label begins under every sixth. */
export function Columns({ label, rows }: { label: string; rows: readonly BarRow[] }) {
  const [top, height, width] = [18, 110, 100 / rows.length]
  const most = largest(rows)
  return (
    <svg class="chart" width="100%" height={top + height + 24} aria-label={label} role="img">
      {rows.map(({ label: under, value }, index) => {
        const tall = Math.round((value / most) * height)
        const left = `${index * width + width * 0.12}%`
        const middle = `${index * width + width / 2}%`
        return (
          <>
            <rect
              class="bar"
              x={left}
              width={`${width * 0.76}%`}
              y={top + height - tall}
              height={Math.max(value > 0 ? 2 : 0, tall)}
            />
            {value > 0 && (
              <text class="crowded" x={middle} y={top + height - tall - 4} text-anchor="middle">
                {value}
              </text>
            )}
            {index % 6 === 0 && (
              <text class="soft" x={left} y={top + height + 17}>
                {under}
              </text>
            )}
          </>
        )
      })}
      <line class="axis" x1="0" x2="100%" y1={top + height} y2={top + height} />
    </svg>
  )
}

export interface HeatCell {
  n: number
  href?: string
}

interface HeatProps {
  label: string
  columns: readonly string[]
  rows: readonly { label: string; cells: readonly HeatCell[] }[]
}

const rowHeight = 30

/** A row a criterion, a column a rating: the more of the row's cases a cell holds, the darker it is; the first column in red. */
export function Heat({ label, columns, rows }: HeatProps) {
  const [left, head] = [16, 26]
  const width = (100 - left) / columns.length
  const at = (index: number) => left + index * width
  return (
    <svg class="chart heat" width="100%" height={head + rows.length * rowHeight} aria-label={label} role="group">
      {columns.map((name, index) => (
        <text class="soft" x={`${at(index) + width / 2}%`} y="17" text-anchor="middle">
          {name}
        </text>
      ))}
      {rows.map((row, index) => {
        const y = head + index * rowHeight
        const all = row.cells.reduce((sum, { n }) => sum + n, 0)
        return (
          <>
            <text x="0" y={y + 20}>
              {row.label}
            </text>
            {row.cells.map(({ n, href }, column) => {
              const cell = (
                <>
                  <rect
                    class={column === 0 ? 'cell failed' : 'cell'}
                    x={`${at(column) + 0.4}%`}
                    y={y + 1}
                    width={`${width - 0.8}%`}
                    height={rowHeight - 2}
                    fill-opacity={n === 0 ? '0.03' : String(Math.round((0.08 + (0.34 * n) / all) * 100) / 100)}
                  />
                  {n > 0 && (
                    <text x={`${at(column) + width / 2}%`} y={y + 20} text-anchor="middle">
                      {n}
                    </text>
                  )}
                </>
              )
              return n > 0 && href ? (
                <a href={href} aria-label={`${row.label}, ${columns[column]}: ${n}`}>
                  {cell}
                </a>
              ) : (
                <g>{cell}</g>
              )
            })}
          </>
        )
      })}
    </svg>
  )
}

interface BehindProps {
  view: View
  head: readonly string[]
  /** The first of each row is its name; the others are numbers. */
  rows: readonly (readonly (string | number)[])[]
}

/** The numbers of a chart as a table, behind it. */
export function Behind({ view, head, rows }: BehindProps) {
  return (
    <details>
      <summary>{view.t('Xem bảng số liệu', 'Show the table')}</summary>
      <Table
        narrow
        label={view.t('Bảng số liệu', 'Table')}
        rows={rows}
        columns={head.map((name, index) => ({
          head: name,
          is: index === 0 ? 'name' : 'number',
          cell: (row: BehindProps['rows'][number]) => row[index],
        }))}
      />
    </details>
  )
}

/** A chart with its heading, what its colours mean, and whatever stands below. */
export function Figure({ title, hint, children }: { title: string; hint?: string; children?: Child }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      {hint && <p class="hint">{hint}</p>}
      {children}
    </section>
  )
}
