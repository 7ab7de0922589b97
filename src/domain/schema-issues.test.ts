// What people are told about a value that has none of the forms it may have.
import { expect, it } from 'vitest'
import { z } from 'zod'
import { vietnamese } from './schema-issues.ts'

const Grade = z.strictObject({ grade: z.union([z.number(), z.string()]) })
const sentence = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: vietnamese }).error?.issues.map(({ message }) => message)

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
