// The tree of a package: which item stands under which, in which order; whatever order its lists are in, the tree is the same.
import type { ExchangeProblem } from '../problem.ts'
import type { CfAssociation, CfItem, CfPackage } from './schema.ts'

export interface Branch {
  item: CfItem
  /** Of the item in `CFItems`. */
  index: number
  /** Identifier of the item it stands under; absent right under the document. */
  parent?: string
  /** Identifier of the association that says so. */
  link?: string
}

/**
 * Every item once, parents before children, siblings in sequence. An item of several parents stands under the first; an item
 * that no association places in this package stands under the document. Items that stand above themselves are problems.
 */
export function readTree(
  found: CfPackage,
): { ok: true; branches: Branch[] } | { ok: false; problems: ExchangeProblem[] } {
  const items = found.CFItems ?? []
  const document = key(found.CFDocument.identifier)
  const known = new Set(items.map(({ identifier }) => key(identifier)))
  const links = new Map<string, CfAssociation>()
  for (const link of found.CFAssociations ?? []) {
    const parent = key(link.destinationNodeURI.identifier)
    if (link.associationType !== 'isChildOf' || !(known.has(parent) || parent === document)) continue
    const child = key(link.originNodeURI.identifier)
    const other = links.get(child)
    if (!other || inSequence(link, other) < 0) links.set(child, link)
  }
  const below = new Map<string, Branch[]>()
  items.forEach((item, index) => {
    const link = links.get(key(item.identifier))
    const parent = link ? key(link.destinationNodeURI.identifier) : document
    const branch: Branch = {
      item,
      index,
      ...(link && { link: link.identifier }),
      ...(parent !== document && { parent }),
    }
    below.set(parent, [...(below.get(parent) ?? []), branch])
  })
  const branches: Branch[] = []
  const waiting = sorted(below.get(document), links)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    branches.push(next)
    waiting.push(...sorted(below.get(key(next.item.identifier)), links))
  }
  if (branches.length === items.length) return { ok: true, branches }
  const reached = new Set(branches.map(({ index }) => index))
  const lost = [...items.keys()].filter((index) => !reached.has(index))
  return {
    ok: false,
    problems: lost.map((index) => ({
      at: `CFItems[${index}]`,
      message: 'Mục nằm trong một vòng cha con (isChildOf).',
    })),
  }
}

/** Identifiers are compared without regard to case. */
export const key = (identifier: string): string => identifier.toLowerCase()

/** Last first, as they are taken from the end. */
function sorted(branches: readonly Branch[] = [], links: ReadonlyMap<string, CfAssociation>): Branch[] {
  const place = ({ item }: Branch) => links.get(key(item.identifier))
  return branches.toSorted((a, b) => inSequence(place(b), place(a)) || byCode(b, a))
}

function inSequence(a: CfAssociation | undefined, b: CfAssociation | undefined): number {
  const [first, second] = [a?.sequenceNumber ?? Infinity, b?.sequenceNumber ?? Infinity]
  return first === second ? 0 : first - second
}

function byCode({ item: a }: Branch, { item: b }: Branch): number {
  const code = (item: CfItem) => item.humanCodingScheme ?? item.listEnumeration ?? ''
  return code(a).localeCompare(code(b), 'en', { numeric: true }) || (key(a.identifier) < key(b.identifier) ? -1 : 1)
}
