// Two cycles of one school: the next award takes the place of the one before it, within its terms and in one transaction.
import { beforeAll, describe, expect, it } from 'vitest'
import { openCycle, type OpenCycle } from '../../src/commands/cycles/open.ts'
import { publishText } from '../../src/store/publish-sets.ts'
import { replayAll } from '../../src/store/replay-all.ts'
import { findDefinition } from '../../workflows/index.ts'
import { freshDatabase } from '../support/database.ts'
import { inCycle, openAnother, sampleCase, type SampleCase } from '../support/sample-case.ts'
import { toStage } from '../support/whole-case.ts'

/** An edition of the set that has no last day, so that the same school can be renewed under it. */
const stillInForce = 'vn-trung-hoc/2018.1'
const letter = { number: '12/CV-THPT', date: '2030-09-20' }
let made: SampleCase
/** The number of the certificate of accreditation, issued on 2 March 2026. */
let number: string

beforeAll(async () => {
  made = await sampleCase(await freshDatabase())
  const { db, library } = made
  const text = library.setText('vn-trung-hoc/2018').replace("edition: '2018'", "edition: '2018.1'")
  const endless = text.replace("effectiveTo: '2026-07-06'", 'effectiveTo: null')
  await publishText(db, library, { text: endless, file: '2018.1.yaml', by: 'system', at: made.engine.now() })
  await toStage(made, 'granted')
  const [award] = await made.rows<{ number: string }>(`select number from awards where award = 'accreditation'`)
  number = award?.number ?? ''
})

const open = (purpose: 'new' | 'renewal' | 'upgrade', day: string, follows: string | undefined = number) => {
  made.clock.set(`${day}T02:00:00.000Z`)
  return openAnother(made, 'truong', '2030-2031', { set: stillInForce, purpose, ...(follows !== '' && { follows }) })
}
const refusals = () =>
  made.rows(`select event, code, reason from refusals where event = 'openCycle' order by id desc limit 1`)

describe('the next cycle', () => {
  it('asks for a higher grade from two years after the award on', async () => {
    const early = 'sớm nhất từ ngày 02/03/2028'
    await expect(open('upgrade', '2028-03-01')).rejects.toMatchObject({
      code: 'notAllowed',
      message: expect.stringContaining(early),
    })
    expect(await refusals()).toEqual([
      { event: 'openCycle', code: 'notAllowed', reason: expect.stringContaining(early) },
    ])
    await expect(open('upgrade', '2028-03-02')).rejects.toMatchObject({
      message: expect.stringContaining('Trường chưa đăng ký nâng cấp độ'),
    })
  })

  it('asks for renewal until five months before the award expires', async () => {
    await expect(open('renewal', '2030-10-03')).rejects.toMatchObject({
      code: 'notAllowed',
      message: expect.stringContaining('chậm nhất ngày 02/10/2030'),
    })
  })

  it('names the award it follows, one of the school’s own that stands; a new recognition names none', async () => {
    await expect(open('renewal', '2030-09-20', '')).rejects.toMatchObject({ code: 'invalid' })
    await expect(open('renewal', '2030-09-20', 'CN-99')).rejects.toMatchObject({ code: 'invalid' })
    await expect(open('new', '2030-09-20')).rejects.toMatchObject({ code: 'invalid' })
    expect(await refusals()).toEqual([
      { event: 'openCycle', code: 'invalid', reason: expect.stringContaining('(follows)') },
    ])
  })
})

describe('whatever is refused about opening a cycle', () => {
  const refused = async (change: Partial<OpenCycle>) => {
    const input = { school: 'truong', period: '2030-2031', procedure: 'vn-2018', set: stillInForce }
    const at = '2030-09-20T02:00:00.000Z'
    const opening = openCycle(made.db, made.engine, made.library, { ...input, actor: 'principal', at, ...change })
    await expect(opening).rejects.toBeDefined()
    return (await made.rows('select actor_id, process_id, code from refusals order by id desc limit 1'))[0]
  }

  it('is on record, with who asked and for what', async () => {
    const process_id = 'truong.2030-2031/selfAssessment'
    expect(await refused({ actor: 'r1' })).toEqual({ actor_id: 'r1', process_id, code: 'forbidden' })
    expect(await refused({ set: 'vn-mam-non/2026' })).toEqual({ actor_id: 'principal', process_id, code: 'invalid' })
    expect(await refused({ period: '2025-2026' })).toEqual({
      actor_id: 'principal',
      process_id: 'truong.2025-2026/selfAssessment',
      code: 'conflict',
    })
  })
})

describe('an award renewed in time', () => {
  it('is superseded at the instant its successor is issued, and not before', async () => {
    made.clock.set('2030-09-20T02:00:00.000Z')
    await made.send('certification', 'registerAccreditationRenewal', { letter }, 'principal')
    const second = inCycle(made, await open('renewal', '2030-09-20'))
    await toStage(second, 'proposed', undefined, undefined, 5)
    const all = () =>
      made.rows(`select award, cycle_id = $1 as renewed, status from awards order by award, issued_at`, [second.cycle])
    expect(await all()).toEqual([
      { award: 'accreditation', renewed: false, status: 'valid' },
      { award: 'nationalStandard', renewed: false, status: 'valid' },
    ])
    await toStage(second, 'granted', undefined, 'proposed', 5)
    // Both awards came from the case that the cycle follows.
    expect(await all()).toEqual([
      { award: 'accreditation', renewed: false, status: 'superseded' },
      { award: 'accreditation', renewed: true, status: 'valid' },
      { award: 'nationalStandard', renewed: false, status: 'superseded' },
      { award: 'nationalStandard', renewed: true, status: 'valid' },
    ])
  })

  it('waits for nothing any more: no expiry, no reminder; its case can be archived and everything is rebuilt', async () => {
    const running = `select event from deadlines where process_id = $1 and status = 'running'`
    expect(await made.rows(running, [`${made.cycle}/certification`])).toEqual([])
    await expect(made.send('certification', 'archive', {}, 'officer')).resolves.toMatchObject({ state: 'archived' })
    const { faults } = await replayAll(made.db, { definition: findDefinition, procedure: made.engine.procedure })
    expect(faults).toEqual([])
  })
})
