// What a package says of a set in the fields every reader knows: the counterpart of the plain package.
import type { AnySet } from '../../domain/criteria/framework.ts'
import { NodeId } from '../../domain/scoring/node.ts'
import type { JsonObject } from '../patch.ts'
import { tongueOf } from './context.ts'
import type { CfDocument, CfItem } from './schema.ts'
import type { Branch } from './tree.ts'
import { key } from './tree.ts'

/** The node that the document itself becomes; its id is taken by no item. */
export const plainRoot = { id: 'document', kind: 'document', weight: 1, tags: [] }

/** A document has one title in one language; both names are that until our own part says more. */
export function plainHeader(document: CfDocument): JsonObject {
  const year = (document.statusStartDate ?? document.lastChangeDateTime).slice(0, 4)
  return {
    id: slugOf(document.title),
    edition: /^\d{4}(\.\d+)?$/.test(document.version ?? '') ? (document.version ?? year) : year,
    status: 'draft',
    name: { vi: document.title, en: document.title },
    effectiveFrom: document.statusStartDate ?? null,
    effectiveTo: document.statusEndDate ?? null,
  }
}

/** What a framework needs to be one and a package of other software does not say: no rule is known, and it says so. */
export function frameworkDefaults(document: CfDocument, kinds: readonly string[]): Partial<AnySet> & JsonObject {
  const counts = new Map<string, number>()
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const undecided = { vi: 'Chưa có quy tắc kết luận', en: 'No decision rule yet' }
  return {
    issuer: document.creator === '' ? document.title : document.creator,
    appliesTo: ['unspecified'],
    sources: [
      { what: `1EdTech CASE: ${document.title}`, url: document.officialSourceURL ?? document.uri, verified: false },
    ],
    unverified: [
      {
        vi: 'Nhập từ gói CASE của phần mềm khác: chưa có thang, đại lượng và quy tắc kết luận; tên mới có một ngôn ngữ.',
        en: 'Imported from a CASE package of other software: no scales, measures or decision rule yet; names in one language.',
      },
    ],
    counts: Object.fromEntries(counts),
    scoring: {
      version: 1,
      scales: {},
      measures: [],
      decision: { hit: 'first', rows: [], otherwise: { outcome: 'undecided', label: undecided } },
    },
    transition: [],
    facts: {},
    examples: [],
  }
}

/** The node of an item. `asText`: its statement is the text of the node, and the short one its name. */
export function plainNode(item: CfItem, id: string, language: string, asText: boolean): JsonObject {
  const tongue = tongueOf(item.language ?? language)
  const { fullStatement, abbreviatedStatement: short } = item
  const code = item.humanCodingScheme ?? id
  return {
    id,
    kind: kindOf(item),
    weight: 1,
    tags: [],
    ...(asText && { text: { vi: fullStatement } }),
    ...(asText && typeof short === 'string' && { name: { [tongue]: short } }),
    ...(!asText && fullStatement !== '' && fullStatement !== code && { name: { [tongue]: fullStatement } }),
  }
}

/** What kinds are counted by has to be a key of an object. */
function kindOf({ CFItemType: type }: CfItem): string {
  return type && type !== '__proto__' ? type : 'item'
}

/** Ids of nodes by identifier: the code of an item where it is one, once each; else its identifier. `given` come first. */
export function idsOf(branches: readonly Branch[], given: ReadonlyMap<string, string>): Map<string, string> {
  const used = new Set([plainRoot.id, ...given.values()])
  return new Map(
    branches.map(({ item }) => {
      const identifier = key(item.identifier)
      const code = (item.humanCodingScheme ?? '').replaceAll(/[^A-Za-z0-9_.:-]+/g, '-').replaceAll(/^-+|-+$/g, '')
      const free = NodeId.safeParse(code).success && !used.has(code)
      const id = given.get(identifier) ?? (free ? code : identifier)
      used.add(id)
      return [identifier, id]
    }),
  )
}

function slugOf(title: string): string {
  const plain = title.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase()
  return (
    plain
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 60)
      .replaceAll(/^-+|-+$/g, '') || 'case'
  )
}
