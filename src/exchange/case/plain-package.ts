// A set as any reader of CASE understands it: a document, items under each other, scales as rubrics; nothing of our own.
import type { AnySet, FrameworkNode } from '../../domain/criteria/framework.ts'
import { isFramework } from '../../domain/criteria/framework.ts'
import type { Scale } from '../../domain/scoring/scale.ts'
import { toFraction } from '../../domain/scoring/numbers.ts'
import type { JsonObject } from '../patch.ts'
import type { Context } from './context.ts'
import { documentId, itemId, linkId, tongueOf, uriOf, uuid } from './context.ts'
import { byIdentifier } from './lists.ts'

/** A package with its lists keyed by identifier. Statements are in the language of the document, else in the one there is. */
export function plainPackage(set: AnySet, all: readonly FrameworkNode[], context: Context): JsonObject {
  const [root, ...nodes] = all
  const document = documentOf(set, root, context)
  const titles = new Map(all.map((node) => [node.id, titleOf(node, context)]))
  const link = (id: string) => {
    const isRoot = id === root?.id
    const identifier = isRoot ? String(document['identifier']) : itemId(context, id)
    const title = isRoot ? String(document['title']) : (titles.get(id) ?? id)
    return { title, identifier, uri: uriOf(context, isRoot ? 'CFDocuments' : 'CFItems', identifier) }
  }
  const places = new Map<string, number>()
  const associations = nodes.map(({ id, parent = '' }) => {
    const place = (places.get(parent) ?? 0) + 1
    places.set(parent, place)
    return {
      ...headOf(context, 'CFAssociations', linkId(context, id)),
      associationType: 'isChildOf',
      sequenceNumber: place,
      originNodeURI: link(id),
      destinationNodeURI: link(parent),
    }
  })
  return {
    CFDocument: document,
    CFItems: byIdentifier(nodes.map((node) => itemOf(node, context))),
    CFAssociations: byIdentifier(associations),
    ...rubricsOf(set, context),
  }
}

function headOf(context: Context, kind: string, identifier: string) {
  return { identifier, uri: uriOf(context, kind, identifier), lastChangeDateTime: context.at }
}

function documentOf(set: AnySet, root: FrameworkNode | undefined, context: Context) {
  const { name, edition, status, effectiveFrom, effectiveTo } = set
  return {
    ...headOf(context, 'CFDocuments', documentId(context, root?.id ?? '')),
    frameworkType: 'AccreditationCriteria',
    caseVersion: '1.1',
    creator: creatorOf(set),
    title: name[tongueOf(context.language)],
    language: context.language,
    version: edition,
    adoptionStatus: status === 'published' ? 'Adopted' : 'Draft',
    ...(effectiveFrom !== null && { statusStartDate: effectiveFrom }),
    ...(effectiveTo !== null && { statusEndDate: effectiveTo }),
  }
}

/** Who promulgates it: the school sets are the ministry's, which the number of their circular says. */
function creatorOf(set: AnySet): string {
  if (isFramework(set)) return set.issuer
  return set.legalBasis.circular.includes('BGDĐT') ? 'Bộ Giáo dục và Đào tạo' : set.legalBasis.circular
}

function itemOf(node: FrameworkNode, context: Context) {
  const tongue = tongueOfNode(node, context)
  return {
    ...headOf(context, 'CFItems', itemId(context, node.id)),
    fullStatement: node.text?.vi ?? node.name?.[tongue] ?? node.id,
    ...(node.text && node.name?.[tongue] !== undefined && { abbreviatedStatement: node.name[tongue] }),
    humanCodingScheme: node.id,
    listEnumeration: node.id.split(/[.:-]/).at(-1) ?? node.id,
    CFItemType: node.kind,
    ...(tongue !== tongueOf(context.language) && { language: tongue }),
  }
}

/** The language of a node's statement. */
function tongueOfNode({ text, name }: FrameworkNode, { language }: Context): 'vi' | 'en' {
  const main = tongueOf(language)
  if (text) return 'vi'
  return name && name[main] === undefined ? (main === 'vi' ? 'en' : 'vi') : main
}

function titleOf(node: FrameworkNode, context: Context): string {
  const name = node.name?.[tongueOf(context.language)] ?? node.name?.vi ?? node.name?.en ?? node.text?.vi
  return name === undefined ? node.id : `${node.id} ${name}`
}

/** A scale is a rubric of one criterion whose levels are the grades; a scale of plain numbers has no levels to tell. */
function rubricsOf({ scoring }: AnySet, context: Context): JsonObject {
  const rubrics = Object.entries(scoring.scales).flatMap(([name, scale]) => {
    const grades = gradesOf(scale, tongueOf(context.language))
    if (grades.length === 0) return []
    const rubricId = uuid(`${context.key}/${name}`)
    const rubricCriterionId = uuid(`${context.key}/${name}/`)
    const levels = grades.map((grade, i) => ({
      ...headOf(context, 'CFRubricCriterionLevels', uuid(`${context.key}/${name}/${i}`)),
      ...grade,
      position: i + 1,
      rubricCriterionId,
    }))
    const criterion = {
      ...headOf(context, 'CFRubricCriteria', rubricCriterionId),
      category: name,
      position: 1,
      rubricId,
    }
    return [
      {
        ...headOf(context, 'CFRubrics', rubricId),
        title: name,
        CFRubricCriteria: [{ ...criterion, CFRubricCriterionLevels: levels }],
      },
    ]
  })
  return rubrics.length > 0 ? { CFRubrics: byIdentifier(rubrics) } : {}
}

function gradesOf(scale: Scale, tongue: 'vi' | 'en'): { quality: string; score: number }[] {
  if (scale.kind === 'boolean') {
    const [no, yes] = tongue === 'vi' ? ['Không đạt', 'Đạt'] : ['Not met', 'Met']
    return [
      { quality: String(no), score: 0 },
      { quality: String(yes), score: 1 },
    ]
  }
  if (scale.kind !== 'ordinal') return []
  return scale.levels.map(({ code, points, label }) => ({
    quality: label?.[tongue] ?? code,
    score: toFraction(points)?.valueOf() ?? 0,
  }))
}
