// Our own part of a package, in `extensions`: what of a set the plain fields do not say. Nothing is said twice.
import { isDeepStrictEqual } from 'node:util'
import type { Content, Form } from '../content.ts'
import type { FlatNode } from '../../domain/criteria/fold.ts'
import { difference, isObject, patched, toJson, type JsonObject } from '../patch.ts'
import { frameworkDefaults, idsOf, plainHeader, plainNode, plainRoot } from './plain-set.ts'
import type { CfDocument, CfPackage } from './schema.ts'
import type { Branch } from './tree.ts'
import { key } from './tree.ts'

/** The key of our part in `extensions`. */
export const OURS = 'vn.kiemdinh'

/** Our parts of a package, by lower-case identifier; a package of other software has none. */
export interface Extension {
  document: JsonObject
  items: ReadonlyMap<string, JsonObject>
}

export interface Said {
  form: Form
  header: JsonObject
  nodes: FlatNode[]
  /** The branch of each node but the root, which is the document. */
  branches: Branch[]
}

/** The set of a package: its plain fields, and what our part says besides. */
export function saidBy(found: CfPackage, branches: readonly Branch[], ours: Extension): Said {
  const { CFDocument: document } = found
  const form = ours.document['form'] === 'school' ? 'school' : 'framework'
  const language = languageOf(document)
  const given = new Map(
    [...ours.items].flatMap(([one, { id }]) => (typeof id === 'string' ? [[one, id] as const] : [])),
  )
  const ids = idsOf(branches, given)
  const root = patched(plainRoot, objectOf(ours.document['root'])) as FlatNode & JsonObject
  const nodes = branches.map(({ item, parent }): FlatNode => {
    const { as, ...more } = ours.items.get(key(item.identifier)) ?? {}
    const plain = plainNode(item, ids.get(key(item.identifier)) ?? '', language, as === 'text')
    return { ...(patched(plain, more) as FlatNode), parent: parent === undefined ? root.id : ids.get(parent) }
  })
  const order = placesOf(ours.document['order'], nodes)
  const header = patched(plainHeader(document), objectOf(ours.document['set']))
  const kinds = [root, ...nodes].map(({ kind }) => kind)
  return {
    form,
    header: form === 'school' ? header : { ...frameworkDefaults(document, kinds), ...header },
    nodes: [root, ...order.flatMap((i) => nodes[i] ?? [])],
    branches: order.flatMap((i) => branches[i] ?? []),
  }
}

/** Our part of a package that already has its plain fields: what `saidBy` without it would get wrong. */
export function extensionOf(
  content: Content,
  found: CfPackage,
  branches: readonly Branch[],
  owners: Owners,
): Extension {
  const [root, ...nodes] = content.nodes
  const language = languageOf(found.CFDocument)
  const ids = idsOf(branches, new Map())
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const own = branches.map(({ item }) => byId.get(owners.get(key(item.identifier)) ?? ''))
  const items = new Map(
    branches.flatMap(({ item }, i): [string, JsonObject][] => {
      const { parent: _parent, ...node } = toJson(own[i] ?? {})
      const identifier = key(item.identifier)
      const asText = node['text'] !== undefined
      const more = difference(plainNode(item, ids.get(identifier) ?? '', language, asText), node)
      const part = { ...(asText && { as: 'text' }), ...more }
      return own[i] && Object.keys(part).length > 0 ? [[identifier, part]] : []
    }),
  )
  const order = nodes.map(({ id }) => id)
  const inTree = own.map((node) => node?.id)
  const parts: JsonObject = {
    ...(content.form === 'school' && { form: 'school' }),
    set: headerPart(content, found),
    root: difference(plainRoot, toJson(root)),
    ...(!isDeepStrictEqual(order, inTree) && { order }),
  }
  return { document: Object.fromEntries(Object.entries(parts).filter(([, part]) => !isEmpty(part))), items }
}

/** Node ids by lower-case identifier. */
export type Owners = ReadonlyMap<string, string>

/** Other software that leaves the language out writes English. */
export function languageOf(document: CfDocument): string {
  return document.language || 'en'
}

function headerPart({ form, header, nodes }: Content, { CFDocument: document }: CfPackage): JsonObject {
  const implied: JsonObject =
    form === 'school'
      ? {}
      : frameworkDefaults(
          document,
          nodes.map(({ kind }) => kind),
        )
  const told = Object.entries(header).filter(([name, value]) => !isDeepStrictEqual(value, implied[name]))
  return difference(plainHeader(document), Object.fromEntries(told))
}

function isEmpty(part: unknown): boolean {
  return isObject(part) && Object.keys(part).length === 0
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

/** The order our part names, where it still names every node; else that of the tree. */
function placesOf(order: unknown, nodes: readonly FlatNode[]): number[] {
  const places = [...nodes.keys()]
  if (!Array.isArray(order)) return places
  const named = new Map(order.map((id, i) => [id, i]))
  if (!nodes.every(({ id }) => named.has(id))) return places
  return places.toSorted((a, b) => (named.get(nodes[a]?.id ?? '') ?? 0) - (named.get(nodes[b]?.id ?? '') ?? 0))
}
