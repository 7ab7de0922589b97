// `kiemdinh criteria diff`: what one edition says and scores otherwise than another. Needs no database for shipped sets and files.
import { diffSets, isSame, type NodeChange, type RuleChange, type SetDiff } from '../domain/criteria/diff.ts'
import { schemaOf } from '../domain/criteria/framework.ts'
import type { Command } from './index.ts'
import { findSet } from './find-set.ts'
import { print, printJson, refusing, wants } from './refuse.ts'

export const diffVerb: Command = {
  summary: 'BỘ_A BỘ_B [--json]  hai bản khác nhau ở đâu: mục thêm, bớt, sửa lời, đổi chỗ, đổi cách chấm, quy tắc',
  options: { json: { type: 'boolean', default: false } },
  run: ({ json }, positionals) =>
    refusing(async () => {
      wants(positionals, 2, 2, 'criteria diff BỘ_A BỘ_B [--json]')
      const [a = '', b = ''] = positionals
      const diff = diffSets(await findSet(a, schemaOf), await findSet(b, schemaOf))
      if (json) printJson(diff)
      else for (const line of diffLines(diff)) print(line)
      return 0
    }),
}

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
