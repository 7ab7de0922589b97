// `kiemdinh move` as a department's operator uses it: first look, then move; what cannot move is named with its reason.
import { describe, expect, it } from 'vitest'
import { faultOfMove, moveCases, type MoveOrder } from '../../src/cli/move.ts'
import type { Engine } from '../../src/engine/ports.ts'
import { replayAll } from '../../src/store/replay-all.ts'
import { findDefinition } from '../../workflows/index.ts'
import { Context2018 } from '../../workflows/self-assessment/context-vn-2018.ts'
import { selfAssessment2018 as old } from '../../workflows/self-assessment/vn-2018.ts'
import { copyOf } from '../golden/copy-of.ts'
import { freshDatabase } from '../support/database.ts'
import { openAnother, sampleCase, toRating } from '../support/sample-case.ts'
import { kiemdinh } from './kiemdinh.ts'

/** Tomorrow's edition remembers one thing more and calls the state of rating otherwise. */
const { rating = {}, ...others } = old.drawing.states ?? {}
const renamed = JSON.parse(
  JSON.stringify({ ...others, scoring: rating }).replaceAll('"rating"', '"scoring"'),
) as typeof others
const fresh = copyOf(old, {
  edition: 'vn-2018.1',
  context: Context2018.extend({ notice: Context2018.shape.plan }) as never,
  start: (from) => ({ ...old.start(from), notice: null }),
  drawing: { ...old.drawing, states: renamed },
})

/** One case that rates and one that has just begun, in a program that knows both editions. */
async function world() {
  const made = await sampleCase(await freshDatabase())
  await toRating(made)
  await openAnother(made, 'truong', '2026-2027')
  const definition: Engine['definition'] = (process, edition) =>
    edition === fresh.edition ? fresh : made.engine.definition(process, edition)
  const said: string[] = []
  const move = (order: Partial<MoveOrder>) => {
    said.length = 0
    const plan = { process: 'selfAssessment', from: 'vn-2018', to: 'vn-2018.1', actor: 'head', reason: '' }
    const more = { state: [], set: ['notice=null'], drop: [], apply: false, json: false, ...order }
    return moveCases({ ...made, engine: { ...made.engine, definition } }, { ...plan, ...more }, (line) =>
      said.push(line),
    )
  }
  const editions = () => made.rows(`select edition, state from processes where process = 'selfAssessment' order by id`)
  return { ...made, move, said, editions }
}

describe('kiemdinh move', () => {
  it('first only says which cases would move and why the others cannot', async () => {
    const made = await world()
    expect(await made.move({})).toBe(1)
    expect(made.said).toEqual([
      'selfAssessment: từ bản vn-2018 sang bản vn-2018.1 (xem trước)',
      '  truong.2025-2026/selfAssessment: không chuyển được, đang ở bước rating. Kế hoạch không nói bước rating chuyển đến đâu.',
      '  truong.2026-2027/selfAssessment: bước preparing -> preparing',
      'Chuyển được 1 hồ sơ, không chuyển được 1. Chưa ghi gì; thêm --reason và --apply để chuyển.',
    ])
    expect(await made.editions()).toMatchObject([{ edition: 'vn-2018' }, { edition: 'vn-2018' }])
  })

  it('moves them once it is told to, with the reason in their histories, and finds none left', async () => {
    const made = await world()
    const order = { state: ['rating=scoring'], apply: true, reason: 'Thông tư mới đổi tên một bước.' }
    expect(await made.move(order)).toBe(0)
    expect(made.said.at(-1)).toBe('Đã chuyển 2 hồ sơ, không chuyển được 0.')
    expect(await made.editions()).toEqual([
      { edition: 'vn-2018.1', state: 'scoring' },
      { edition: 'vn-2018.1', state: 'preparing' },
    ])
    const law = {
      procedure: made.engine.procedure,
      definition: (process: string, edition: string) =>
        edition === fresh.edition ? fresh : findDefinition(process, edition),
    }
    expect((await replayAll(made.db, law)).faults).toEqual([])
    expect(await made.move({ ...order, json: true })).toBe(0)
    expect(made.said).toEqual(['{"applied":true,"outcomes":[]}'])
  })

  it('says for a field that is missing which one, and for a person of another role that they may not', async () => {
    const made = await world()
    await made.move({ set: [], state: ['rating=scoring'] })
    expect(made.said[1]).toMatch(/không hợp với bản vn-2018\.1: notice/)
    expect(await made.move({ actor: 'principal' })).toBe(1)
    expect(made.said[1]).toMatch(/Vai trò của bạn không được làm việc này/)
  })

  it('is called with an edition that nobody knows: a sentence, exit code 1', async () => {
    const made = await sampleCase(await freshDatabase())
    const args = ['move', 'selfAssessment', 'vn-2018', 'vn-1999', '--actor', 'head']
    const ended = await kiemdinh(args, { DATABASE_URL: made.db.url })
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toBe('Chương trình không có quy trình selfAssessment bản vn-1999.\n')
  })

  it('is called without its editions: it says how to call it, exit code 2', async () => {
    const ended = await kiemdinh(['move', 'selfAssessment'], {})
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err).toMatch(/Hãy chạy: kiemdinh move/)
  })

  it.each([
    ['names no person', { actor: '' }, /Cần --actor/],
    ['moves for good without a reason', { apply: true }, /Cần --reason/],
    ['names half a pair of states', { state: ['rating'] }, /TÊN=GIÁ_TRỊ/],
    ['gives a field something that is no JSON', { set: ['notice=ngày mai'] }, /không phải JSON/],
  ])('says what is missing in a call that %s', (_, wrong, sentence) => {
    const plan = { process: 'selfAssessment', from: 'vn-2018', to: 'vn-2018.1', actor: 'head', reason: '' }
    const right = { ...plan, state: [], set: [], drop: [], apply: false, json: false }
    expect(faultOfMove(right)).toBeNull()
    expect(faultOfMove({ ...right, ...wrong })).toMatch(sentence)
  })
})
