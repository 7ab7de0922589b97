// The differences of two editions as sentences, in Vietnamese.
import { isSame, type NodeChange, type RuleChange, type SetDiff } from './diff.ts'

/** The differences as sentences, a title first. */
export function diffLines(diff: SetDiff): string[] {
  const { from, to, added, removed, reworded, moved, rescored, rules } = diff
  const title = `${from.set}@${from.edition} -> ${to.set}@${to.edition}`
  if (isSame(diff)) return [`${title}: không khác gì.`]
  return [
    `${title}: thêm ${added.length}, bớt ${removed.length}, sửa lời ${reworded.length}, đổi chỗ ${moved.length}, đổi cách chấm ${rescored.length} mục; ${rules.length} quy tắc khác.`,
    ...added.map(({ id, kind }) => `+ ${kind} ${id}: thêm mới.`),
    ...removed.map(({ id, kind }) => `- ${kind} ${id}: không còn.`),
    ...reworded.flatMap(changeLines('sửa lời')),
    ...moved.flatMap(changeLines('đổi chỗ')),
    ...rescored.flatMap(changeLines('đổi cách chấm')),
    ...rules.map(({ what, id, change }) => `~ ${rulesWords[what]} ${id}: ${changeWords[change]}.`),
  ]
}

const rulesWords: Record<RuleChange['what'], string> = {
  scale: 'thang đánh giá',
  measure: 'đại lượng',
  decision: 'quyết định',
  row: 'dòng quyết định',
  fact: 'dữ kiện',
  moderation: 'cách thống nhất điểm',
}
const changeWords: Record<RuleChange['change'], string> = {
  added: 'thêm mới',
  removed: 'không còn',
  changed: 'đổi nội dung',
}
const fieldWords: Record<string, string> = {
  name: 'tên',
  text: 'nội dung',
  ref: 'căn cứ',
  parent: 'mục cha',
  kind: 'loại',
  level: 'mức',
  weight: 'trọng số',
  scale: 'thang',
  tags: 'nhãn',
}

const changeLines = (how: string) => (change: NodeChange) =>
  change.fields.map(
    ({ field, before, after }) =>
      `~ ${change.kind} ${change.id}: ${how}, ${fieldWords[field] ?? field} “${shown(before)}” -> “${shown(after)}”.`,
  )

/** The Vietnamese of a text, a list with commas, anything else as it is. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'object' && value !== null) return 'vi' in value ? String(value.vi) : JSON.stringify(value)
  return value === null ? 'không có' : String(value)
}
