// A table from its columns: heads, the name of each row, numbers to the right; on a phone each row becomes a list of its cells.
import type { Child } from 'hono/jsx'

export interface Column<Row> {
  head: string
  cell(row: Row, index: number): Child
  is?: 'name' | 'number'
  /** On a phone it stands without its head: what it shows speaks for itself. */
  bare?: boolean
  /** What a phone says instead of its head. */
  label?(row: Row): string
  /** The language of what people wrote in it. */
  lang?: string
  class?: string
  /** Its head may take two lines. */
  wraps?: boolean
}

interface TableProps<Row> {
  /** What it lists, for who cannot see it; a table that may scroll sideways needs one. */
  label?: string
  columns: readonly (Column<Row> | false)[]
  rows: readonly Row[]
  /** Stays a table on a phone, for few and narrow columns. */
  narrow?: boolean
  /** Of a row, where a link leads to it. */
  id?(row: Row): string
  /** The look of a row that differs from its neighbours. */
  look?(row: Row): string | undefined
}

export function Table<Row>({ label, columns, rows, narrow = false, id, look }: TableProps<Row>) {
  const shown = columns.filter((one) => one !== false)
  return (
    <div class="scroll" {...(label !== undefined && { tabindex: 0, role: 'region', 'aria-label': label })}>
      <table class={narrow ? undefined : 'stack'}>
        <thead>
          <tr>
            {shown.map(({ head, is, wraps }) => (
              <th
                scope="col"
                class={[is === 'number' && 'number', wraps && 'wrap'].filter(Boolean).join(' ') || undefined}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr id={id?.(row)} class={look?.(row)}>
              {shown.map((column) => (
                <Cell column={column} label={column.bare ? undefined : (column.label?.(row) ?? column.head)}>
                  {column.cell(row, index)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({
  column: { is, lang, class: look },
  label,
  children,
}: {
  column: Pick<Column<never>, 'is' | 'lang' | 'class'>
  label: string | undefined
  children?: Child
}) {
  if (is === 'name')
    return (
      <th scope="row" lang={lang}>
        {children}
      </th>
    )
  return (
    <td class={is ?? look} data-label={label} lang={lang}>
      {children}
    </td>
  )
}
