// Blockers as sentences, in Vietnamese and English.
import type { AnySet } from '../../criteria/framework.ts'
import type { Text } from '../../text.ts'
import { say } from '../../text.ts'
import type { Compiled } from '../compile.ts'
import type { RatingValue } from '../ratings.ts'
import { compileSet } from '../score.ts'
import { thresholdText } from '../sentences.ts'
import { shortTitle } from '../titles.ts'
import { decimalText } from '../decimals.ts'
import { toFraction } from '../numbers.ts'
import type { Blocker, Change, ChangeSet, FactNeeded } from './index.ts'

/** As many nodes as one sentence names; of the others it gives the number. */
const NAMED = 20

/**
 * One sentence for each award: "Để đạt bảo đảm chất lượng Mức 2: cần đạt thêm 2 chỉ báo: 1.2 Mức 2; 3.1 Mức 2." It tells the first
 * set, how many others there are, and of a weighted rule whether fewer changes are possible.
 */
export function blockersText(set: AnySet, blockers: readonly Blocker[]): Text[] {
  return blockers.map((blocker) => blockerText(compileSet(set), blocker))
}

/** The sentence of one award. */
export function blockerText(compiled: Compiled, blocker: Blocker): Text {
  const [first] = blocker.sets
  const aim = aimText(blocker)
  if (!first) {
    return say(`${aim.vi}: nâng kết quả đánh giá thôi thì chưa đủ.`, `${aim.en}: raising ratings alone is not enough.`)
  }
  const need = needText(compiled, first)
  const ways = waysText(blocker)
  return say(`${aim.vi}: cần ${need.vi}.${ways.vi}`, `${aim.en}: ${need.en}.${ways.en}`)
}

function aimText({ label, outcome, grade }: Blocker): Text {
  const name = grade === null ? outcome : `${outcome} ${grade}`
  const { vi, en } = label ?? say(name, name)
  return say(vi.startsWith('Đạt ') ? `Để đạt ${vi.slice(4)}` : `Để có kết luận "${vi}"`, `For "${en}"`)
}

function waysText({ sets, complete, proven }: Blocker): Text {
  if (sets.length === 1 && complete) return say('', '')
  if (complete) return say(` Còn ${sets.length - 1} cách khác.`, ` There are ${sets.length - 1} other ways.`)
  if (sets.length > 1)
    return say(` Còn ít nhất ${sets.length - 1} cách khác.`, ` There are at least ${sets.length - 1} other ways.`)
  return proven
    ? say(' Không có cách nào ít thay đổi hơn.', ' No way has fewer changes.')
    : say(' Có thể còn cách ít thay đổi hơn.', ' There may be a way with fewer changes.')
}

function needText(compiled: Compiled, { changes, facts }: ChangeSet): Text {
  const isOnOff = ({ to }: Change) => typeof to === 'boolean'
  const parts = [
    ...byKind(compiled, changes.filter(isOnOff)).map(([noun, list]) => metPart(compiled, noun, list)),
    ...byKind(
      compiled,
      changes.filter((change) => !isOnOff(change)),
    ).map(([noun, list]) => raisedPart(compiled, noun, list)),
    ...facts.map((fact) => factPart(compiled, fact)),
  ]
  return say(parts.map(({ vi }) => vi).join('; và '), parts.map(({ en }) => en).join('; and '))
}

const nouns: Readonly<Record<string, Text>> = {
  indicator: say('chỉ báo', 'indicator'),
  criterion: say('tiêu chí', 'criterion'),
}
const otherNoun = say('mục', 'item')

function byKind(compiled: Compiled, changes: readonly Change[]): [Text, Change[]][] {
  const groups = new Map<Text, Change[]>()
  for (const change of changes) {
    const noun = nouns[compiled.byId.get(change.node)?.kind ?? ''] ?? otherNoun
    groups.set(noun, [...(groups.get(noun) ?? []), change])
  }
  return [...groups]
}

function metPart(compiled: Compiled, noun: Text, changes: readonly Change[]): Text {
  const list = listText(changes.map(({ node }) => titleOf(compiled, node)))
  return say(
    `đạt thêm ${changes.length} ${noun.vi}: ${list.vi}`,
    `${changes.length} more ${plural(noun.en, changes.length)} met: ${list.en}`,
  )
}

function raisedPart(compiled: Compiled, noun: Text, changes: readonly Change[]): Text {
  const list = listText(
    changes.map(({ node, from, to }) => {
      const title = titleOf(compiled, node)
      const [old, now] = [ratingText(from), ratingText(to)]
      return from === null
        ? say(`${title.vi} đánh giá ở ${now.vi}`, `${title.en} rated ${now.en}`)
        : say(`${title.vi} từ ${old.vi} lên ${now.vi}`, `${title.en} from ${old.en} to ${now.en}`)
    }),
  )
  return say(
    `nâng ${changes.length} ${noun.vi}: ${list.vi}`,
    `${changes.length} ${plural(noun.en, changes.length)} raised: ${list.en}`,
  )
}

function factPart({ facts }: Compiled, { fact, needs, holds }: FactNeeded): Text {
  const name = facts?.[fact]?.name ?? say(fact, fact)
  const { vi, en } = thresholdText(needs)
  return holds
    ? say(`dữ kiện "${name.vi}": ${vi}`, `the fact "${name.en}": ${en}`)
    : say(`dữ kiện "${name.vi}": khác ${vi}`, `the fact "${name.en}": other than ${en}`)
}

function listText(texts: readonly Text[]): Text {
  const more = texts.length - NAMED
  const named = texts.slice(0, NAMED)
  const rest = more > 0 ? say(`; và ${more} mục nữa`, `; and ${more} more`) : say('', '')
  return say(named.map(({ vi }) => vi).join('; ') + rest.vi, named.map(({ en }) => en).join('; ') + rest.en)
}

function ratingText(rating: RatingValue): Text {
  const number = typeof rating === 'boolean' ? undefined : toFraction(rating)
  return number ? decimalText(number, 0) : say(String(rating), String(rating))
}

function titleOf({ byId }: Compiled, id: string): Text {
  const node = byId.get(id)
  return node ? shortTitle(node) : say(id, id)
}

function plural(noun: string, n: number): string {
  if (n === 1) return noun
  return noun === 'criterion' ? 'criteria' : `${noun}s`
}
