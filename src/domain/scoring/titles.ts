// How sentences speak of a node: by its kind and number, by its level and letter, or by its name where it has no number.
import type { Name } from '../criteria/framework.ts'
import type { Text } from '../text.ts'
import { say } from '../text.ts'
import type { Node } from './node.ts'

type Named = Node & { name?: Name | undefined }

const kinds: Readonly<Record<string, Text>> = {
  area: say('Lĩnh vực', 'Area'),
  domain: say('Lĩnh vực', 'Domain'),
  standard: say('Tiêu chuẩn', 'Standard'),
  criterion: say('Tiêu chí', 'Criterion'),
  indicator: say('Chỉ báo', 'Indicator'),
  item: say('Mục', 'Item'),
}

/** E.g. "Tiêu chuẩn 3", "Tiêu chí 1.2 Mức 2 (b)"; the name of a node whose id holds no number. */
export function nodeTitle(node: Named): Text {
  const place = placeOf(node)
  if (place) {
    const letter = place.letter ? ` (${place.letter})` : ''
    return say(`Tiêu chí ${place.vi}${letter}`, `Criterion ${place.en}${letter}`)
  }
  const kind = kinds[node.kind]
  if (kind && /\d/.test(node.id)) return say(`${kind.vi} ${node.id}`, `${kind.en} ${node.id}`)
  const [vi, en] = [node.name?.vi ?? node.name?.en, node.name?.en ?? node.name?.vi]
  return say(vi ?? node.id, en ?? node.id)
}

/** The same in a list of nodes of one kind: "1.2 Mức 2 b", "M4.1". */
export function shortTitle(node: Node): Text {
  const place = placeOf(node)
  if (!place) return say(node.id, node.id)
  const letter = place.letter ? ` ${place.letter}` : ''
  return say(`${place.vi}${letter}`, `${place.en}${letter}`)
}

/** An indicator by the place its id names: criterion, level and letter. */
function placeOf({ id, kind, parent, level }: Node): { vi: string; en: string; letter: string } | undefined {
  if (kind !== 'indicator' || parent === undefined || level === undefined) return undefined
  const start = `${parent}:${level}`
  if (id !== start && !id.startsWith(`${start}:`)) return undefined
  return { vi: `${parent} Mức ${level}`, en: `${parent} level ${level}`, letter: id.slice(start.length + 1) }
}
