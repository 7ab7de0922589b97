// Two versions of a report, paragraph by paragraph: what came, what went, and which words changed.
import { diffArrays } from 'diff'
import { textOf, type Block, type ReportTree } from './tree.ts'

/** A paragraph, heading, item or row of a table, with the heading or table it stands under. */
export interface Passage {
  where: string
  text: string
}

export interface Words {
  what: 'same' | 'added' | 'removed'
  text: string
}

/** `words` tells a changed passage word by word; two long texts that have little in common are one word each. */
export type Difference =
  | ({ what: 'added' | 'removed' } & Passage)
  | { what: 'changed'; where: string; before: string; after: string; words: Words[] }

/** In the order of the newer version; none when a reader finds the same words. Looks and page breaks do not count. */
export function compareReports(before: ReportTree, after: ReportTree): Difference[] {
  const [old, now] = [passagesOf(before), passagesOf(after)]
  const key = ({ text }: Passage) => text
  const hunks = diffArrays(old.map(key), now.map(key))
  const differences: Difference[] = []
  let [oldAt, nowAt] = [0, 0]
  let gone: Passage[] = []
  for (const { added, removed, value } of hunks) {
    if (removed) gone = gone.concat(old.slice(oldAt, oldAt + value.length))
    if (added) {
      differences.push(...pair(gone, now.slice(nowAt, nowAt + value.length)))
      gone = []
    }
    if (!added && !removed) {
      differences.push(...pair(gone, []))
      gone = []
    }
    if (!added) oldAt += value.length
    if (!removed) nowAt += value.length
  }
  return [...differences, ...pair(gone, [])]
}

/** Everything that a reader reads, in its order. */
export function passagesOf({ title, blocks }: ReportTree): Passage[] {
  const found: Passage[] = []
  let where = title
  const add = (text: string) => text !== '' && found.push({ where, text })
  const walk = (block: Block): void => {
    switch (block.kind) {
      case 'heading':
        where = block.text
        add(textOf(block.runs))
        break
      case 'paragraph':
        add(textOf(block.runs))
        break
      case 'list':
        for (const item of block.items) add(textOf(item))
        break
      case 'letterhead':
      case 'signature':
        for (const side of [...block.left, ...block.right]) walk(side)
        break
      case 'table':
        add(textOf(block.caption))
        for (const { cells } of [...block.head, ...block.rows]) {
          add(cells.map(({ paragraphs }) => paragraphs.map(textOf).join(' ')).join(' | '))
        }
        break
      case 'section':
        for (const inner of block.blocks) walk(inner)
        break
      case 'contents':
    }
  }
  for (const block of blocks) walk(block)
  return found
}

/** What went and what came at one place: passages with much in common are one that changed. */
function pair(gone: readonly Passage[], came: readonly Passage[]): Difference[] {
  const differences: Difference[] = []
  let next = 0
  for (const passage of came) {
    const match = gone.findIndex(({ text }, index) => index >= next && alike(text, passage.text))
    if (match < 0) differences.push({ what: 'added', ...passage })
    else {
      for (const lost of gone.slice(next, match)) differences.push({ what: 'removed', ...lost })
      const before = gone[match]?.text ?? ''
      const words = compareWords(before, passage.text)
      differences.push({ what: 'changed', where: passage.where, before, after: passage.text, words })
      next = match + 1
    }
  }
  for (const lost of gone.slice(next)) differences.push({ what: 'removed', ...lost })
  return differences
}

const split = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? []

/** At least four words in ten are the same. */
function alike(before: string, after: string): boolean {
  const [old, now] = [before, after].map((text) => split(text).filter((word) => word.trim() !== '')) as [
    string[],
    string[],
  ]
  const left = new Map<string, number>()
  for (const word of old) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of now) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    left.set(word, count - 1)
    common++
  }
  return common >= 0.4 * Math.max(old.length, now.length)
}

/** Two texts word by word. */
export function compareWords(before: string, after: string): Words[] {
  const changes = diffArrays(split(before), split(after), { maxEditLength: 2000 })
  if (!changes)
    return [
      { what: 'removed', text: before },
      { what: 'added', text: after },
    ]
  return changes.map(({ added, removed, value }) => ({
    what: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }))
}
