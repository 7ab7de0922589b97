// What people are told about a value that has none of the forms it may have.
import { expect, it } from 'vitest'
import { z } from 'zod'
import { readAs, schemaSays } from './schema-issues.ts'
import { say } from './text.ts'

const Grade = z.strictObject({ grade: z.union([z.number(), z.string()]) })
const told = (schema: z.ZodType, value: unknown) => {
  const read = readAs(schema, value)
  return read.ok ? [] : read.issues
}
const sentence = (schema: z.ZodType, value: unknown) => told(schema, value).map(({ message }) => message.vi)

it('names the types that would do, and the one that is there', () => {
  expect(sentence(Grade, { grade: [1] })).toEqual(['Phải là số, hoặc chuỗi, đang là danh sách.'])
  expect(sentence(Grade, { grade: Number.NaN })).toEqual([
    'Phải là số, hoặc chuỗi, đang là số vô hạn hoặc không phải số.',
  ])
  expect(sentence(Grade, {})).toEqual(['Thiếu giá trị bắt buộc.'])
})

it('says less where it is no matter of types', () => {
  const either = z.union([z.strictObject({ a: z.number() }), z.strictObject({ b: z.number() })])
  expect(sentence(either, { a: 'x', b: 'y' })).toEqual(['Giá trị không thuộc dạng nào được phép ở đây.'])
})

it('says the same in English, in the words of the schema where it has its own', () => {
  const Years = z.string().regex(/^\d{4}-\d{4}$/, schemaSays('Ghi năm học.', 'Write school years.'))
  const Form = z.strictObject({ years: Years, name: z.string().min(1), number: z.int().max(9) })
  expect(told(Form, { years: 'x', name: '', number: 10, other: 1 })).toEqual([
    { path: ['years'], message: say('Ghi năm học.', 'Write school years.') },
    { path: ['name'], message: say('Không được để trống.', 'This may not be empty.') },
    { path: ['number'], message: { vi: expect.stringContaining('9'), en: 'Must be less than or equal to 9.' } },
    { path: ['other'], message: say('Không có mục tên "other".', 'There is no field named "other".') },
  ])
})
