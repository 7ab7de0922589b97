// The operators a measure may use; a new one is its file and one line here.
import type { OperatorKind } from '../context.ts'
import { affine } from './affine.ts'
import { bands } from './bands.ts'
import { cap } from './cap.ts'
import { count, share } from './count.ts'
import { cumulative } from './cumulative.ts'
import { external } from './external.ts'
import { max, min } from './extreme.ts'
import { mean } from './mean.ts'
import { median } from './median.ts'
import { percent } from './percent.ts'
import { rating } from './rating.ts'
import { ref } from './ref.ts'
import { sum } from './sum.ts'
import { test } from './test.ts'

export const operators = {
  rating,
  cumulative,
  count,
  share,
  test,
  sum,
  mean,
  min,
  max,
  median,
  percent,
  bands,
  cap,
  affine,
  ref,
  external,
} as const satisfies Record<string, OperatorKind>

export type OperatorName = keyof typeof operators
export const operatorNames = Object.keys(operators) as readonly OperatorName[]
