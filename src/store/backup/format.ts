// The form of a backup: one gzip stream of a header, the files, the tables as COPY text, and a footer that seals what came before.
//
//   {"kiemdinh":"backup","version":1,"at":…,"migrations":[…],"files":true}
//   {"file":"<sha256>"}   {"bytes":<n>}<n bytes> …   {"bytes":0}
//   {"table":"schools","columns":[…]}   rows as PostgreSQL writes them, one a line, and a line \.
//   {"rows":{"schools":12,…},"files":3,"sha256":"<of every byte above>"}
import { z } from 'zod'

export const Header = z.strictObject({
  kiemdinh: z.literal('backup'),
  version: z.literal(1),
  at: z.string(),
  /** Names of the migrations that the tables were written under. */
  migrations: z.array(z.string()).min(1),
  /** Whether it holds the contents of evidence. */
  files: z.boolean(),
})
export type Header = z.infer<typeof Header>

export const Footer = z.strictObject({
  rows: z.record(z.string(), z.int()),
  files: z.int(),
  sha256: z.string(),
})
export type Footer = z.infer<typeof Footer>

export const FileMark = z.strictObject({ file: z.string().regex(/^[0-9a-f]{64}$/) })
export const TableMark = z.strictObject({ table: z.string(), columns: z.array(z.string()) })
export const BytesMark = z.strictObject({
  bytes: z
    .int()
    .min(0)
    .max(16 * 1024 * 1024),
})

/** COPY never writes such a row: a backslash in a value is doubled. */
export const endOfRows = '\\.'
