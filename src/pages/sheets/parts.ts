// What a sheet asks for: its criterion or the level-4 items, by level, each demand with its text and the scale it is rated on.
import { flatten, type SetNode } from '../../domain/criteria/flatten.ts'
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import { say, type Text } from '../../domain/text.ts'
import { level4Sheet } from '../../store/library.ts'
import { ratedNodes } from '../../store/sheet-facts.ts'

export interface SheetPart {
  /** As in `currentState`: a level, on the sheet of level 4 an item. */
  key: string
  title: Text
  nodes: readonly SetNode[]
}

export interface Subject {
  criterion: string
  title: Text
  mandatory: boolean
  suggested: readonly string[]
  parts: readonly SheetPart[]
}

/** `null` for a criterion that the set does not have. */
export function subjectOf(set: CriteriaSet, criterion: string): Subject | null {
  const nodes = ratedNodes(set, criterion)
  if (criterion === level4Sheet) {
    const parts = nodes.map((node) => ({ key: node.id, title: nameOf(node), nodes: [node] }))
    return { criterion, title: say('Các tiêu chí Mức 4', 'Level-4 items'), mandatory: false, suggested: [], parts }
  }
  const found = set.standards.flatMap((standard) => standard.criteria).find(({ id }) => id === criterion)
  if (!found) return null
  const levels = [...new Set(nodes.map(({ level }) => level ?? 1))].toSorted((a, b) => a - b)
  const parts = levels.map((level) => ({
    key: String(level),
    title: say(`Mức ${level}`, `Level ${level}`),
    nodes: nodes.filter((node) => (node.level ?? 1) === level),
  }))
  const { name, mandatory, suggestedEvidence } = found
  return { criterion, title: name, mandatory, suggested: suggestedEvidence, parts }
}

function nameOf({ id, name }: SetNode): Text {
  return say(name?.vi ?? id, name?.en ?? name?.vi ?? id)
}

/** Every criterion of the set in order, the level-4 sheet last where there is one. */
export function subjectsOf(set: CriteriaSet): { standard: Text; id: string; title: Text; mandatory: boolean }[] {
  const all = set.standards.flatMap((standard) =>
    standard.criteria.map(({ id, name, mandatory }) => ({ standard: standard.name, id, title: name, mandatory })),
  )
  const level4 = {
    standard: say('Mức 4', 'Level 4'),
    id: level4Sheet,
    title: say('Các tiêu chí Mức 4', 'Level-4 items'),
  }
  return flatten(set).some(({ kind }) => kind === 'item') ? [...all, { ...level4, mandatory: false }] : all
}
