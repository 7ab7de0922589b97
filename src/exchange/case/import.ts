// A 1EdTech CASE package, ours or of other software, as a criteria set. What is foreign is kept and goes out again as it came.
import type { AnySet } from '../../domain/criteria/framework.ts'
import { vietnamese } from '../../domain/schema-issues.ts'
import { compose, contentOf, type Composed } from '../content.ts'
import { readJson } from '../exact-json.ts'
import { difference, isObject, toJson, type JsonObject } from '../patch.ts'
import type { ExchangeProblem, Imported } from '../problem.ts'
import { baseOf, contextOf, defaultInstant, documentId, itemId, linkId, type Kept } from './context.ts'
import { languageOf, OURS, saidBy, type Said } from './extension.ts'
import { keyed } from './lists.ts'
import { withoutOurs } from './ours.ts'
import { plainPackage } from './plain-package.ts'
import { CfPackage } from './schema.ts'
import { readTree } from './tree.ts'

/**
 * Reads a package of CASE 1.0 or 1.1. One of other software becomes a draft framework whose decision is `undecided`. Either
 * the whole set, or every problem with its place in the JSON.
 */
export function importCase(text: string): Imported<AnySet> {
  const read = readJson(text)
  if (!read.ok) return { ok: false, problems: [{ at: '', message: read.message }] }
  if (!isObject(read.value) || !('CFDocument' in read.value))
    return { ok: false, problems: [{ at: '', message: 'Tệp JSON không phải gói CASE: không có CFDocument.' }] }
  const found = CfPackage.safeParse(read.value, { error: vietnamese })
  if (!found.success)
    return { ok: false, problems: found.error.issues.map(({ path, message }) => ({ at: jsonPath(path), message })) }
  const tree = readTree(found.data)
  if (!tree.ok) return tree
  const { plain, ours } = withoutOurs(read.exact as JsonObject)
  const said = saidBy(found.data, tree.branches, ours)
  const composed = compose(said.form, said.header, said.nodes)
  if (!composed.ok) return { ok: false, problems: problemsOf(composed, said) }
  return { ok: true, set: withKept(composed.set, found.data, said, plain) }
}

/** The set with what makes its package that one again; nothing is kept of a package we would write the same. */
function withKept(
  set: AnySet,
  { CFDocument: document }: CfPackage,
  { nodes, branches }: Said,
  plain: JsonObject,
): AnySet {
  const own = contextOf(set)
  const [root, ...rest] = nodes
  const identifiers = rest.map(({ id }, i): [string, string] => [id, branches[i]?.item.identifier ?? ''])
  const links = rest.flatMap(({ id }, i): [string, string][] => {
    const link = branches[i]?.link
    return link === undefined || link === linkId(own, id) ? [] : [[id, link]]
  })
  const rootId = root?.id ?? ''
  const base = baseOf(document.uri, 'CFDocuments', document.identifier)
  const language = languageOf(document)
  const kept: Kept = {
    ...(base !== undefined && { base }),
    ...(document.lastChangeDateTime !== defaultInstant(set) && { at: document.lastChangeDateTime }),
    ...(language !== 'vi' && { language }),
    identifiers: Object.fromEntries([
      ...(document.identifier === documentId(own, rootId) ? [] : [[rootId, document.identifier]]),
      ...identifiers.filter(([id, identifier]) => identifier !== itemId(own, id)),
    ]) as Record<string, string>,
    links: Object.fromEntries(links),
    differs: {},
  }
  const context = { ...own, ...kept, at: document.lastChangeDateTime, language }
  const differs = difference(plainPackage(set, contentOf(set).nodes, context), keyed(plain))
  const filled = Object.entries(toJson({ ...kept, differs })).filter(
    ([, part]) => !isObject(part) || Object.keys(part).length > 0,
  )
  // What came from JSON is JSON; the schema's own type for it is only stricter about undefined.
  return filled.length === 0 ? set : { ...set, exchange: { case: Object.fromEntries(filled) as Record<string, never> } }
}

/** Where in a package a field of a node is read from; the others are in our part. */
const places: Readonly<Record<string, string>> = {
  name: 'fullStatement',
  text: 'fullStatement',
  kind: 'CFItemType',
  id: 'humanCodingScheme',
}

function problemsOf({ nodes, header }: Extract<Composed, { ok: false }>, { branches }: Said): ExchangeProblem[] {
  const ofNodes = nodes.map(({ node, field, message }) => {
    const at = node === 0 ? 'CFDocument' : `CFItems[${branches[node - 1]?.index ?? 0}]`
    if (field === 'parent') return { at, message }
    const within = node === 0 ? undefined : places[field]
    return { at: `${at}.${within ?? `extensions["${OURS}"].${node === 0 ? `root.${field}` : field}`}`, message }
  })
  const ofHeader = header.map(({ path, message }) => ({
    at: `CFDocument.extensions["${OURS}"].set${jsonPath(path, '.')}`,
    message,
  }))
  return [...ofNodes, ...ofHeader]
}

/** `CFItems[3].fullStatement`. */
function jsonPath(path: readonly PropertyKey[], first = ''): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? first : '.'}${String(step)}`))
    .join('')
}
