// What certification remembers. Both awards keep the same things, each under its own name, so that either can be decided alone.
import { z } from 'zod'
import { commonContext, Day, Line } from '../common.ts'

export type AwardKind = 'accreditation' | 'nationalStandard'

const Instant = z.string().nullable()

/** One award. In the context every key carries the award's name before it: `accreditationExpiresAt`. */
const awardShape = {
  /** The decision is overdue; it is still to be taken. */
  late: z.boolean(),
  /** What the department proposed to the province. */
  proposal: z.strictObject({ number: Line, grant: z.boolean(), grade: z.number().int().nullable() }).nullable(),
  /** Number and day of the last decision on the request: granted or refused. */
  decision: Line.nullable(),
  decidedOn: Day.nullable(),
  reason: z.string().nullable(),
  grade: z.number().int().nullable(),
  certificate: z.string().nullable(),
  /** The certificate binds: issued, and not expired, revoked or superseded. */
  inForce: z.boolean(),
  /** The last decision put an earlier certificate of this case out of force. */
  replaces: z.boolean(),
  issuedAt: Instant,
  expiresAt: Instant,
  remedyUntil: Instant,
  suspendedUntil: Instant,
  renewalOn: Day.nullable(),
  upgradeOn: Day.nullable(),
  /** Where a granted pause interrupted it. */
  heldFrom: z.string().nullable(),
}
const award = z.strictObject(awardShape)
export type Award = z.infer<typeof award>

const emptyAward: Award = {
  late: false,
  proposal: null,
  decision: null,
  decidedOn: null,
  reason: null,
  grade: null,
  certificate: null,
  inForce: false,
  replaces: false,
  issuedAt: null,
  expiresAt: null,
  remedyUntil: null,
  suspendedUntil: null,
  renewalOn: null,
  upgradeOn: null,
  heldFrom: null,
}

const sharedShape = {
  ...commonContext,
  requested: z.array(z.enum(['accreditation', 'nationalStandard'])),
  requestedGrade: z.number().int().nullable(),
  requestedTier: z.number().int().nullable(),
  /** The award an open complaint is about. */
  complaintAbout: z.enum(['accreditation', 'nationalStandard']).nullable(),
  complaintOverdue: z.boolean(),
  /** Decisions about which a complaint was dismissed; it is not filed twice. */
  complaintsDismissed: z.array(z.string()),
}
const shared = z.strictObject(sharedShape)
export type Shared = z.infer<typeof shared>

/** Every check and change reads an award, so its names in the context are worked out once. */
const namesOf: Readonly<Record<AwardKind, readonly (readonly [key: string, name: string])[]>> = {
  accreditation: Object.keys(awardShape).map((key) => [key, nameOf('accreditation', key)]),
  nationalStandard: Object.keys(awardShape).map((key) => [key, nameOf('nationalStandard', key)]),
}

type Prefixed<A extends string, T> = { [K in keyof T & string as `${A}${Capitalize<K>}`]: T[K] }

export const Context2018 = z.strictObject({
  ...sharedShape,
  ...prefixed('accreditation', awardShape),
  ...prefixed('nationalStandard', awardShape),
})
export type Context2018 = z.infer<typeof Context2018>

export const Context2026 = z.strictObject({ ...sharedShape, ...prefixed('nationalStandard', awardShape) })
export type Context2026 = z.infer<typeof Context2026>

export const sharedStart = {
  schoolChanges: [],
  heldFrom: null,
  closedBecause: null,
  requestedGrade: null,
  requestedTier: null,
  complaintAbout: null,
  complaintOverdue: false,
  complaintsDismissed: [],
}

/** An award about which nothing has happened, under its names in the context. */
export function awardStart<A extends AwardKind>(kind: A): Prefixed<A, Award> {
  return prefixed(kind, emptyAward)
}

/**
 * One award out of the context. Safe where `kind` is an award of the edition: its context schema holds every one of these keys,
 * and a context always comes from `start` and the changes, which are written in terms of `put`.
 */
export function own(context: object, kind: AwardKind): Award {
  const read = context as Record<string, unknown>
  const award: Record<string, unknown> = {}
  for (const [key, name] of namesOf[kind]) award[key] = read[name]
  return award as Award
}

/** A change of one award, under its names in the context. */
export function put<A extends AwardKind>(kind: A, change: Partial<Award>): Partial<Shared> {
  return prefixed(kind, change) as Partial<Shared>
}

/** The highest grade or tier the school asked for; null when it named none. */
export function requestedFor(context: Shared, kind: AwardKind): number | null {
  return kind === 'accreditation' ? context.requestedGrade : context.requestedTier
}

function prefixed<A extends string, T extends object>(kind: A, values: T): Prefixed<A, T> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [nameOf(kind, key), value])) as Prefixed<A, T>
}

function nameOf(kind: string, key: string): string {
  return `${kind}${key.charAt(0).toUpperCase()}${key.slice(1)}`
}
