// The region of an award is written once, for "an award"; here its names become those of one award: `grantAward` -> `grantAccreditation`.
import type { Drawing } from '../define.ts'
import type { AwardKind } from './context.ts'

export type Named<A extends AwardKind, N extends string> = N extends `award${infer Rest}`
  ? `${A}${Rest}`
  : N extends `${infer First}Award${infer Rest}`
    ? `${First}${Capitalize<A>}${Rest}`
    : N

export type NamedRecord<A extends AwardKind, T> = { [K in keyof T & string as Named<A, K>]: T[K] }

/** The same entries under the names of that award. */
export function forAward<A extends AwardKind, T extends object>(kind: A, entries: T): NamedRecord<A, T> {
  // Only the keys change, and by the same rule as in `Named`.
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [named(kind, key), value])) as NamedRecord<
    A,
    T
  >
}

/** The same drawing with events, checks, effects and context keys under the names of that award. */
export function drawForAward<A extends AwardKind, E extends string, C extends string, X extends string>(
  kind: A,
  drawing: Drawing<E, C, X>,
): Drawing<Named<A, E>, Named<A, C>, Named<A, X>> {
  // Names are the only strings of a drawing besides labels, states and keys of the procedure, which hold no "award".
  return rename(kind, drawing) as Drawing<Named<A, E>, Named<A, C>, Named<A, X>>
}

function rename(kind: AwardKind, value: unknown): unknown {
  if (typeof value === 'string') return named(kind, value)
  if (Array.isArray(value)) return value.map((one) => rename(kind, one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [named(kind, key), key === 'label' ? inner : rename(kind, inner)]),
  )
}

function named(kind: AwardKind, name: string): string {
  const capital = kind.charAt(0).toUpperCase() + kind.slice(1)
  return name.startsWith('award') ? kind + name.slice('award'.length) : name.replace('Award', capital)
}
