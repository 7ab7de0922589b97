// A table from its columns: heads, the name of each row, numbers to the right; on a phone each row becomes a list of its cells.
import type { Child } from 'hono/jsx'

export interface Column<Row> {
  head: string
  cell(row: Row, index: number): Child
  is?: 'name' | 'number'
  /** On a phone it stands without its head: what it shows speaks for itself. */
  bare?: boolean
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
}

export function Table<Row>({ label, columns, rows, narrow = false, id }: TableProps<Row>) {
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
            <tr id={id?.(row)}>
              {shown.map((column) => (
                <Cell column={column}>{column.cell(row, index)}</Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({
  column: { head, is, bare, lang, class: look },
  children,
}: {
  column: Column<never>
  children?: Child
}) {
  if (is === 'name')
    return (
      <th scope="row" lang={lang}>
        {children}
      </th>
    )
  return (
    <td class={is ?? look} data-label={bare ? undefined : head} lang={lang}>
      {children}
    </td>
  )
}
