// Files that are made when they are asked for, as answers: papers in their formats, and tables as spreadsheets.
import { Readable } from 'node:stream'
import { tableStream, type Table } from '../exchange/spreadsheets/stream.ts'
import type { DocumentFormat } from '../reports/render/files.ts'
import { dispositionOf } from './uploads/range.ts'

const types: Record<DocumentFormat | 'xlsx', string> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** A paper under its name; a browser shows what it can. No cache keeps it. */
export function documentAnswer(bytes: Uint8Array, format: DocumentFormat, name: string): Response {
  const headers = {
    'content-type': types[format],
    'content-disposition': dispositionOf(format === 'docx' ? 'attachment' : 'inline', `${name}.${format}`),
    'cache-control': 'private, no-store',
  }
  return new Response(new Blob([new Uint8Array(bytes)]), { headers })
}

/** A table as .xlsx, sent while its rows come in. */
export function spreadsheetAnswer<Row>(name: string, table: Table<Row>, rows: AsyncIterable<Row>): Response {
  const headers = { 'content-type': types.xlsx, 'content-disposition': dispositionOf('attachment', `${name}.xlsx`) }
  return new Response(Readable.toWeb(tableStream(table, rows)) as ReadableStream<Uint8Array>, { headers })
}
