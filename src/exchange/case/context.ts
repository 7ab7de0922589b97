// What a package is written with besides the set: identifiers, addresses, the instant; and what a foreign one made us keep.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { AnySet } from '../../domain/criteria/framework.ts'
import { setKey } from '../../domain/criteria/schema.ts'
import { own } from '../patch.ts'

const Names = z.record(z.string(), z.string())

/** The `exchange.case` part of a set. All of it is absent in a set of our own. */
const Kept = z.strictObject({
  /** Addresses begin with it, e.g. `https://host/ims/case/v1p1`; without it they are `urn:uuid:…`. */
  base: z.string().optional(),
  at: z.string().optional(),
  language: z.string().optional(),
  /** Identifiers by node id, and those of the associations to the parents. */
  identifiers: Names.default({}),
  links: Names.default({}),
  /** How the package differs from the one we would write, as `difference` says it. */
  differs: z.record(z.string(), z.json()).default({}),
})
export type Kept = z.infer<typeof Kept>

export interface Context extends Kept {
  at: string
  language: string
  key: string
}

/** The context of a set's package; `at` and `base` given here come before those it was read with. */
export function contextOf(set: AnySet, given: { at?: string | undefined; base?: string | undefined } = {}): Context {
  const kept = Kept.parse(set.exchange?.case ?? {})
  const base = given.base ?? kept.base
  return {
    ...kept,
    ...(base !== undefined && { base: base.replace(/\/$/, '') }),
    at: given.at ?? kept.at ?? defaultInstant(set),
    language: kept.language ?? 'vi',
    key: setKey(set),
  }
}

/** The first moment a set is in force, or of the year of its edition where no day is known. */
export function defaultInstant({ edition, effectiveFrom }: Pick<AnySet, 'edition' | 'effectiveFrom'>): string {
  return `${effectiveFrom ?? `${edition.slice(0, 4)}-01-01`}T00:00:00Z`
}

/** Whether texts in this language go to `vi` or to `en`. */
export function tongueOf(language: string): 'vi' | 'en' {
  return /^vi/i.test(language) ? 'vi' : 'en'
}

export const documentId = ({ key, identifiers }: Context, root: string): string => own(identifiers, root) ?? uuid(key)
export const itemId = ({ key, identifiers }: Context, node: string): string =>
  own(identifiers, node) ?? uuid(`${key}#${node}`)
export const linkId = ({ key, links }: Context, node: string): string => own(links, node) ?? uuid(`${key}#${node}^`)

/** The class is part of an address only where the address is on a server. */
export function uriOf({ base }: Kept, kind: string, identifier: string): string {
  return base === undefined ? `urn:uuid:${identifier}` : `${base}/${kind}/${identifier}`
}

/** The base of an address that is built as ours are. */
export function baseOf(uri: string, kind: string, identifier: string): string | undefined {
  const end = `/${kind}/${identifier}`
  return uri.endsWith(end) && uri.length > end.length ? uri.slice(0, -end.length) : undefined
}

/** The namespace of our names, itself the identifier of nothing else. */
const NAMESPACE = Buffer.from('7c1de0f25a8b4b6e9f0d3a5b9c2e4f61', 'hex')

/** A name-based identifier (RFC 9562, version 5): the same name is the same identifier, in every export. */
export function uuid(name: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16)
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
