// What a file of the sector database says: communes, schools by the ministry's code, and the yearly figures of Part I.
import { z } from 'zod'
import { schemaSays } from '../../domain/schema-issues.ts'
import { SchoolKind } from '../../domain/facts.ts'
import { FileDay } from './day.ts'

const Line = z.string().trim().min(1).max(500)
const Code = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/, {
    error: schemaSays(
      'Mã chỉ gồm chữ không dấu, số, dấu chấm và gạch, tối đa 50 ký tự.',
      'A code has plain letters, digits, dots and dashes, at most 50.',
    ),
  })

/** Fields that are left out leave what is stored alone. A new school needs name, kind, day of foundation, address and principal. */
const School = z.strictObject({
  code: Code,
  /** Names a school that is stored without a code: it is given this one. */
  id: Line.optional(),
  name: Line.optional(),
  kind: SchoolKind.optional(),
  /** Code of the commune; codes and ids of organisations that are stored, or of this file. */
  commune: Code.optional(),
  department: Code.optional(),
  foundedOn: FileDay.optional(),
  address: Line.optional(),
  managingBody: Line.optional(),
  principal: Line.optional(),
  phone: Line.optional(),
  website: Line.optional(),
  ownership: z.enum(['public', 'private']).optional(),
  campuses: z.int().min(1).max(100).optional(),
  disadvantagedArea: z.boolean().optional(),
  viaCommune: z.boolean().optional(),
  cohortCompleted: z.boolean().optional(),
  conditionsMet: z.boolean().optional(),
})
export type FileSchool = z.infer<typeof School>

/** One figure: of a school, in a year, in a row of a table. */
const Figure = z.strictObject({
  school: Code,
  year: z
    .string()
    .regex(/^\d{4}-\d{4}$/, { error: schemaSays('Năm học có dạng 2025-2026.', 'A school year looks like 2025-2026.') }),
  table: Line,
  title: Line.optional(),
  row: Line,
  value: z.union([z.number(), Line]),
})
export type FileFigure = z.infer<typeof Figure>

export const SchoolsFile = z.strictObject({
  communes: z
    .array(z.strictObject({ code: Code, name: Line }))
    .max(20_000)
    .default([]),
  schools: z.array(School).max(60_000).default([]),
  figures: z.array(Figure).max(500_000).default([]),
})
export type SchoolsFile = z.infer<typeof SchoolsFile>
