// The operators a measure may use; a new one is its file and one line here.
import type { OperatorKind } from '../context.ts'
import { bands } from './bands.ts'
import { count, share } from './count.ts'
import { cumulative } from './cumulative.ts'
import { rating } from './rating.ts'
import { ref } from './ref.ts'
import { test } from './test.ts'

export const operators = { rating, cumulative, count, share, test, bands, ref } as const satisfies Record<
  string,
  OperatorKind
>

export type OperatorName = keyof typeof operators
export const operatorNames = [
  'rating',
  'cumulative',
  'count',
  'share',
  'test',
  'bands',
  'ref',
] as const satisfies readonly OperatorName[]
