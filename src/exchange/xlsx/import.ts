// A workbook as people leave it, read as a criteria set; every error is told at its cell.
import type { FlatNode } from '../../domain/criteria/fold.ts'
import type { AnySet } from '../../domain/criteria/framework.ts'
import { compose, type Composed, type Form } from '../content.ts'
import type { ExchangeProblem, Imported } from '../problem.ts'
import { columns, exampleColumns } from './columns.ts'
import { Reader } from './reader.ts'
import { readSheets, type Sheets } from './read-sheets.ts'
import { sheets as names } from './sheets.ts'

/** Reads the bytes of an .xlsx file. Either the whole set, or every problem with the cell it stands in. */
export async function importXlsx(bytes: Uint8Array): Promise<Imported<AnySet>> {
  const { sheets, problems } = await readSheets(bytes)
  const missing = (['nodes', 'general', 'rules'] as const).filter(
    (key) => !sheets[key] && problems.every(({ at }) => at !== ''),
  )
  const absent = missing.map((key) => ({ at: '', message: `Sổ tính thiếu trang “${names[key].name}”.` }))
  if (problems.length + absent.length > 0) return { ok: false, problems: [...problems, ...absent] }
  return importSheets(sheets)
}

function importSheets(sheets: Sheets): Imported<AnySet> {
  const reader = new Reader()
  const nodes = reader.table(sheets.nodes, columns, ['nodes'])
  const { form = 'framework', ...general } = reader.general(sheets.general)
  const scoring = reader.rules(sheets.rules)
  const examples = reader.table(sheets.examples, exampleColumns, ['examples'])
  const kept = reader.kept(sheets.exchange)
  nodes.forEach((node, i) => {
    for (const field of ['id', 'kind'] as const)
      if (typeof node[field] !== 'string') reader.missing(['nodes', i, field])
  })
  if (form !== 'school' && form !== 'framework') reader.fault(['form'], 'Phải là school hoặc framework.')
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems }
  const header = { ...general, scoring, examples, ...(kept !== undefined && { exchange: { case: kept } }) }
  const composed = compose(form as Form, header, nodes as FlatNode[])
  return composed.ok ? composed : { ok: false, problems: problemsOf(composed, reader) }
}

function problemsOf({ nodes, header }: Extract<Composed, { ok: false }>, reader: Reader): ExchangeProblem[] {
  for (const { node, field, message } of nodes) reader.fault(['nodes', node, field], message)
  for (const { path, message } of header) reader.fault(path, message)
  return reader.problems
}
