// A criteria set as a 1EdTech CASE package. Plain readers see the whole tree in Vietnamese; the rules travel in `extensions`.
import type { AnySet } from '../../domain/criteria/framework.ts'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { contentOf } from '../content.ts'
import { writeJson } from '../exact-json.ts'
import { isObject, patched, type Json, type JsonObject } from '../patch.ts'
import { contextOf, itemId, type Context } from './context.ts'
import { extensionOf } from './extension.ts'
import { lists } from './lists.ts'
import { withOurs } from './ours.ts'
import { plainPackage } from './plain-package.ts'
import { CfPackage } from './schema.ts'
import { key, readTree } from './tree.ts'

export const caseVersions = ['1.0', '1.1'] as const

export interface CaseOptions {
  /** 1.0 has no extensions: what only our part says (rules, English, weights) is not in it. Default 1.1. */
  version?: (typeof caseVersions)[number] | undefined
  /** `lastChangeDateTime`; default the first moment the set is in force. */
  at?: string | undefined
  /** Where the addresses begin; default `urn:uuid:`. */
  base?: string | undefined
}

/**
 * The text of the package. Each node is one item: English and all else that CASE has no field for is in our part, because an
 * item for each language (`isTranslationOf`) would show every other reader the tree twice, and CASE 1.0 cannot say it. The
 * same set gives the same text. Throws `invalid` when what another system made us keep was edited into no package.
 */
export function exportCase(set: AnySet, { version = '1.1', ...given }: CaseOptions = {}): string {
  const context = contextOf(set, given)
  const content = contentOf(set)
  const plain = lists(patched(plainPackage(set, content.nodes, context), context.differs))
  if (version === '1.0') return writeJson(asFirstVersion(plain) as Json)
  const found = CfPackage.safeParse(JSON.parse(writeJson(plain as Json)))
  const tree = found.success ? readTree(found.data) : undefined
  if (!found.success || !tree?.ok)
    throw new AppError(
      'invalid',
      say(
        'Phần exchange.case của bộ tiêu chuẩn không còn hợp với gói CASE.',
        'The part exchange.case of the criteria set no longer fits the CASE package.',
      ),
    )
  return writeJson(
    withOurs(plain, extensionOf(content, found.data, tree.branches, ownersOf(content.nodes, context))) as Json,
  )
}

/** Node ids by identifier. */
function ownersOf(nodes: readonly { id: string }[], context: Context): Map<string, string> {
  return new Map(nodes.map(({ id }) => [key(itemId(context, id)), id]))
}

/** What is new in 1.1 is left out: attributes, extensions of every class, and association types. */
function asFirstVersion(found: JsonObject): JsonObject {
  const { CFDocument: document, CFItems: items, CFAssociations: links, ...rest } = found
  return without(['extensions'], {
    CFDocument: without(['frameworkType', 'caseVersion'], document),
    CFItems: without(['subject', 'subjectURI'], items),
    CFAssociations: without(['notes', 'targetType'], Array.isArray(links) ? links.filter(isOfFirstVersion) : links),
    ...rest,
  }) as JsonObject
}

function isOfFirstVersion(link: unknown): boolean {
  const type = isObject(link) ? String(link['associationType']) : ''
  return type !== 'isTranslationOf' && !type.startsWith('ext:')
}

function without(names: readonly string[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => without(names, one))
  if (!isObject(value)) return value
  const left = Object.entries(value).filter(([name, one]) => !names.includes(name) && one !== undefined)
  return Object.fromEntries(left.map(([name, one]) => [name, without(names, one)]))
}
