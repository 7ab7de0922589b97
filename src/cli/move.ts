// `kiemdinh move`: moves running cases to another edition of their process. Without `--apply` it only says what would happen.
import { moveProcesses, type MoveOutcome } from '../commands/cycles/move.ts'
import type { Product } from '../compose.ts'
import { sameStates, type MovePlan } from '../engine/move.ts'
import type { Command } from './index.ts'
import { withProduct } from './with-product.ts'

export interface MoveOrder {
  process: string
  from: string
  to: string
  /** `OLD=NEW` for states that get another name; the others keep theirs. */
  state: readonly string[]
  /** `FIELD=JSON` for what the new edition remembers besides. */
  set: readonly string[]
  /** Fields that the new edition no longer keeps. */
  drop: readonly string[]
  actor: string
  reason: string
  apply: boolean
  json: boolean
}

export const moveCommand: Command = {
  summary:
    'QUY_TRÌNH BẢN_CŨ BẢN_MỚI --actor MÃ [--reason LÝ_DO --apply] [--json]  chuyển hồ sơ đang chạy sang bản quy trình khác',
  options: {
    actor: { type: 'string', default: '' },
    reason: { type: 'string', default: '' },
    state: { type: 'string', multiple: true, default: [] },
    set: { type: 'string', multiple: true, default: [] },
    drop: { type: 'string', multiple: true, default: [] },
    apply: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
  async run(options, positionals) {
    const [name = '', from = '', to = ''] = positionals
    // The options above give each of these its type and its default.
    const order = { ...options, process: name, from, to } as MoveOrder
    const fault = positionals.length === 3 ? faultOfMove(order) : usage
    if (fault) {
      process.stderr.write(`${fault}\n`)
      return 2
    }
    return withProduct((product) => moveCases(product, order, (line) => void process.stdout.write(`${line}\n`)))
  },
}

const usage = `Hãy chạy: kiemdinh move QUY_TRÌNH BẢN_CŨ BẢN_MỚI --actor MÃ_NGƯỜI
  [--state BƯỚC_CŨ=BƯỚC_MỚI]...  bước đổi tên; các bước khác giữ tên
  [--set TRƯỜNG=JSON]... [--drop TRƯỜNG]...  dữ liệu bản mới có thêm, bản mới không còn giữ
  [--reason LÝ_DO --apply]  chuyển thật; không có thì chỉ xem trước
  [--json]`

/** What is missing or misspelt in the call, or null. */
export function faultOfMove({ actor, apply, reason, state, set }: MoveOrder): string | null {
  if (actor === '') return 'Cần --actor: mã của người phụ trách ở Sở GDĐT thực hiện việc chuyển.'
  if (apply && reason.trim() === '') return 'Cần --reason: lý do chuyển, được ghi vào lịch sử của từng hồ sơ.'
  const odd = [...state, ...set].find((pair) => !/^[^=]+=.+$/s.test(pair))
  if (odd !== undefined) return `“${odd}” phải có dạng TÊN=GIÁ_TRỊ.`
  const unread = set.map(pairOf).find(([, text]) => !isJson(text))
  return unread ? `--set ${unread[0]}: “${unread[1]}” không phải JSON (chữ phải nằm trong dấu nháy kép).` : null
}

/**
 * Prints each case and answers the exit code: 0 = every running case moves or there is none, 1 = some cannot. Throws
 * `configuration` for an edition that the program does not have.
 */
export async function moveCases(product: Product, order: MoveOrder, say: (line: string) => void): Promise<number> {
  const { db, engine, library } = product
  const { apply, actor, json } = order
  const reason = order.reason.trim() || 'Xem trước.'
  const request = { dryRun: !apply, actor, reason, at: engine.now() }
  const outcomes = await moveProcesses(db, engine, library, planOf(product, order), request)
  const stuck = outcomes.filter(({ to }) => to === null)
  if (json) say(JSON.stringify({ applied: apply, outcomes }))
  else for (const line of linesOf(order, outcomes, stuck.length)) say(line)
  return stuck.length === 0 ? 0 : 1
}

function planOf({ engine }: Product, { process: name, from, to, state, set, drop }: MoveOrder): MovePlan {
  const same = sameStates(engine.definition(name, from), engine.definition(name, to))
  const added = Object.fromEntries(set.map(pairOf).map(([field, text]) => [field, JSON.parse(text) as unknown]))
  return {
    process: name,
    from,
    to,
    states: { ...same, ...Object.fromEntries(state.map(pairOf)) },
    upgrade: (context) => ({
      ...Object.fromEntries(Object.entries(context).filter(([field]) => !drop.includes(field))),
      ...added,
    }),
  }
}

function linesOf({ process: name, from, to, apply }: MoveOrder, outcomes: readonly MoveOutcome[], stuck: number) {
  const moved = outcomes.length - stuck
  const hint = apply || moved === 0 ? '' : ' Chưa ghi gì; thêm --reason và --apply để chuyển.'
  return [
    `${name}: từ bản ${from} sang bản ${to}${apply ? '' : ' (xem trước)'}`,
    ...outcomes.map((one) =>
      one.to === null
        ? `  ${one.process}: không chuyển được${one.from && `, đang ở bước ${one.from}`}. ${one.why}`
        : `  ${one.process}: bước ${one.from} -> ${one.to}`,
    ),
    `${apply ? 'Đã chuyển' : 'Chuyển được'} ${moved} hồ sơ, không chuyển được ${stuck}.${hint}`,
  ]
}

function pairOf(pair: string): [string, string] {
  const at = pair.indexOf('=')
  return [pair.slice(0, at), pair.slice(at + 1)]
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
