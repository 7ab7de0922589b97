// Reads the inside of a paragraph as runs: white space is one space, as a browser shows it.
import type { parseDocument } from 'htmlparser2'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Run, Runs } from './tree.ts'

export type Node = ReturnType<typeof parseDocument>['children'][number]
export type Tag = Extract<Node, { attribs: unknown }>

export const isTag = (node: Node): node is Tag => 'attribs' in node

/** The text of a text node; empty for a comment and the like. */
export const textIn = (node: Node): string => (node.type === 'text' && 'data' in node ? node.data : '')

type Look = Omit<Run, 'text'>

/** Empty when there is nothing to read and no place to link to. Throws `invalid` for a block inside a paragraph. */
export function readRuns(nodes: readonly Node[]): Runs {
  return tidy(nodes.flatMap((node) => runsOf(node, {})))
}

function runsOf(node: Node, look: Look): Runs {
  if (!isTag(node)) return [{ ...look, text: textIn(node).replaceAll(/[ \t\n\r\f]+/g, ' ') }]
  const inside = (more: Look): Runs => node.children.flatMap((child) => runsOf(child, { ...look, ...more }))
  switch (node.name) {
    case 'br':
      return [{ text: '\n' }]
    case 'strong':
      return inside({ strong: true })
    case 'em':
      return inside({ em: true })
    case 'a':
      return [...placeOf(node), ...inside(linkOf(node))]
    default:
      throw new AppError(
        'invalid',
        say(
          `Mẫu báo cáo có thẻ <${node.name}> bên trong một đoạn văn.`,
          `The report template has a tag <${node.name}> within a paragraph.`,
        ),
      )
  }
}

function linkOf({ attribs }: Tag): Look {
  const { href } = attribs
  return { ...(href === undefined ? {} : { href }), ...(attribs['class'] === 'mark' ? { mark: true } : {}) }
}

const placeOf = ({ attribs }: Tag): Runs => (attribs['id'] ? [{ text: '', id: attribs['id'] }] : [])

/** Joins white space across runs and drops it at the edges and around line breaks. No-break spaces stay. */
function tidy(runs: Runs): Runs {
  const kept: Runs = []
  let open = false
  for (const run of runs) {
    const text: string = open ? run.text : run.text.replace(/^ /, '')
    if (text === '\n') trimLast(kept)
    if (text === '' && run.id === undefined) continue
    kept.push({ ...run, text })
    if (text !== '') open = !/[ \n]$/.test(text)
  }
  trimLast(kept)
  return kept.filter(({ text, id }) => text !== '' || id !== undefined)
}

function trimLast(runs: Runs): void {
  const last = runs.at(-1)
  if (last && last.text !== '\n') last.text = last.text.replace(/ $/, '')
}
