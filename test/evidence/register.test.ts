// The register of evidence on a real PostgreSQL: new revisions, renumbering, and what both leave as it was.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { attachEvidence } from '../../src/commands/evidence/attach.ts'
import { renumberEvidence, type RenumberEvidence } from '../../src/commands/evidence/renumber.ts'
import { reviseEvidence, type ReviseEvidence } from '../../src/commands/evidence/revise.ts'
import { saveSheet } from '../../src/commands/sheets/save.ts'
import type { EvidenceItem, SheetContent, Submission } from '../../src/domain/case.ts'
import { processId } from '../../src/engine/ids.ts'
import { localStore } from '../../src/store/files/local.ts'
import { freezeSubmission } from '../../src/store/submission.ts'
import { unitOf } from '../../src/store/process-store.ts'
import { replayAll } from '../../src/store/replay-all.ts'
import { inTransaction } from '../../src/store/with-client.ts'
import { findDefinition } from '../../workflows/index.ts'
import { freshDatabase } from '../support/database.ts'
import { openAnother, sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'

const files = mkdtempSync(join(tmpdir(), 'kiemdinh-evidence-'))
afterAll(() => rmSync(files, { recursive: true, force: true }))

const at = '2025-10-06T02:00:00.000Z'
const details = {
  title: 'Chiến lược phát triển nhà trường',
  issuer: 'Trường THPT Mẫu',
  number: '12/CL-THPT',
  issuedOn: '2024-09-05',
  period: '',
  place: 'Hộp 1',
  confidentiality: 'internal' as const,
  note: '',
}
const store = localStore(files)
const file = async (text: string) => ({
  name: 'chien-luoc.pdf',
  type: 'application/pdf',
  ...(await store.put(Readable.from([Buffer.from(text)]))),
})

interface World extends SampleCase {
  attach(criterion: string, text: string, key?: string): Promise<{ code: string; sha256: string }>
  revise(of: Partial<ReviseEvidence>): Promise<{ code: string; revision: number; sha256: string }>
  renumber(of: Partial<RenumberEvidence>): ReturnType<typeof renumberEvidence>
  write(criterion: string, content: Partial<SheetContent>): Promise<unknown>
  sheet(criterion: string): Promise<SheetContent | undefined>
  register(): Promise<EvidenceItem[]>
  handOver(kind?: Submission['kind']): Promise<void>
  faults(): Promise<unknown[]>
}

async function world(): Promise<World> {
  const made = await sampleCase(await freshDatabase())
  await toRating(made)
  const { db, engine, library, cycle, rows } = made
  const with_ = { cycle, actor: 'le-thi-hanh', at }
  return {
    ...made,
    attach: async (criterion, text, key) =>
      attachEvidence(db, engine, library, {
        ...with_,
        criterion,
        details,
        file: await file(text),
        ...(key && { key }),
      }),
    revise: async (of) =>
      reviseEvidence(db, engine, library, {
        ...with_,
        code: 'H1-1.1-01',
        file: await file('bản ký lại'),
        reason: 'Văn bản được ký lại.',
        ...of,
      }),
    renumber: (of) =>
      renumberEvidence(db, engine, library, { ...with_, criterion: '1.1', order: [], reason: 'Xếp theo năm.', ...of }),
    write: (criterion, content) =>
      saveSheet(db, engine, library, {
        process: processId(cycle, 'criterionSheet', `school/${criterion}`),
        content,
        actor: 'le-thi-hanh',
        at,
      }),
    async sheet(criterion) {
      const text = `select content from sheets where cycle_id = $1 and kind = 'school' and criterion = $2`
      return (await rows<{ content: SheetContent }>(text, [cycle, criterion]))[0]?.content
    },
    async register() {
      return (await rows<{ item: EvidenceItem }>('select item from evidence order by code')).map(({ item }) => item)
    },
    handOver: (kind = 'dossier') =>
      inTransaction(db, async (client) => {
        const { process } = await unitOf(client, library).load(`${cycle}/selfAssessment`, null, null, at)
        if (process) await freezeSubmission(client, library, process, kind, at)
      }),
    faults: async () =>
      (await replayAll(db, { definition: findDefinition, procedure: engine.procedure })).faults as unknown[],
  }
}

let made: World
beforeEach(async () => {
  made = await world()
})

describe('a new revision', () => {
  it('keeps the code and the old file, and counts from now on', async () => {
    const first = await made.attach('1.1', 'bản đầu')
    const second = await made.revise({ details: { number: '15/CL-THPT', issuedOn: '2025-10-01' } })
    expect(second).toMatchObject({ code: first.code, revision: 2 })
    expect(await made.register()).toMatchObject([
      { code: 'H1-1.1-01', revision: 2, number: '15/CL-THPT', title: details.title, file: { sha256: second.sha256 } },
    ])
    const kept = await made.rows('select revision, file->>$1 as sha256 from evidence_revisions order by revision', [
      'sha256',
    ])
    expect(kept).toEqual([
      { revision: 1, sha256: first.sha256 },
      { revision: 2, sha256: second.sha256 },
    ])
    for (const { sha256 } of [first, second]) expect(existsSync(join(files, sha256.slice(0, 2), sha256))).toBe(true)
    expect(await made.faults()).toEqual([])
  })

  it('does not reach what was handed over before', async () => {
    const first = await made.attach('1.1', 'bản đầu')
    await made.handOver()
    await made.revise({})
    await made.handOver()
    const frozen = await made.rows<{ content: Submission }>('select content from submissions order by version')
    expect(frozen.map(({ content }) => content.evidence[0]?.revision)).toEqual([1, 2])
    expect(frozen[0]?.content.evidence[0]?.file.sha256).toBe(first.sha256)
  })

  it('does not slip into the report or the decision on a dossier that was handed over before', async () => {
    const first = await made.attach('1.1', 'bản đầu')
    await made.handOver()
    await made.revise({})
    await made.attach('1.1', 'bản không ai hỏi đến')
    await made.handOver('externalReport')
    await made.handOver('decision')
    const frozen = await made.rows<{ content: Submission }>(`select content from submissions where kind <> 'dossier'`)
    expect(frozen.map(({ content }) => content.evidence.map(({ file: { sha256 } }) => sha256))).toEqual([
      [first.sha256],
      [first.sha256],
    ])
  })

  it('of the same file, of an unknown code or without a reason is refused, and nothing changes', async () => {
    await made.attach('1.1', 'bản đầu')
    await expect(made.revise({ file: await file('bản đầu') })).rejects.toThrow(/giống hệt tệp hiện có/)
    await expect(made.revise({ code: 'H1-1.1-09' })).rejects.toThrow(/không có minh chứng mang mã “H1-1.1-09”/)
    await expect(made.revise({ reason: ' ' })).rejects.toThrow(/Cần nêu lý do/)
    await expect(made.revise({ actor: 'officer' })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await made.register()).toMatchObject([{ revision: 1 }])
    const refused = await made.rows(`select code from refusals where event = 'reviseEvidence' order by id`)
    expect(refused).toEqual(['invalid', 'notFound', 'invalid', 'forbidden'].map((code) => ({ code })))
  })

  it('of what is written about it keeps the file; where nothing is new it is refused', async () => {
    await made.attach('1.1', 'bản đầu')
    await expect(made.revise({ file: undefined, details: {} })).rejects.toThrow(/Chưa có gì thay đổi/)
    const { sha256 } = await file('bản đầu')
    const corrected = await made.revise({ file: undefined, details: { title: 'Tên đã sửa' } })
    expect(corrected).toEqual({ code: 'H1-1.1-01', revision: 2, sha256 })
    expect(await made.register()).toMatchObject([{ revision: 2, title: 'Tên đã sửa' }])
  })

  it('sent twice under one key is made once; another file under that key is refused', async () => {
    await made.attach('1.1', 'bản đầu', 'a')
    expect(await made.attach('1.1', 'bản đầu', 'a')).toMatchObject({ code: 'H1-1.1-01' })
    const answers = await Promise.all([made.revise({ key: 'b' }), made.revise({ key: 'b' })])
    expect(answers.map(({ revision }) => revision)).toEqual([2, 2])
    await expect(made.revise({ key: 'b', file: await file('khác') })).rejects.toMatchObject({ code: 'keyReused' })
    expect(await made.register()).toHaveLength(1)
  })
})

describe('renumbering', () => {
  /** Three pieces of evidence, cited by two sheets. */
  async function cited() {
    for (const text of ['một', 'hai', 'ba']) await made.attach('1.1', text)
    await made.attach('1.2', 'bốn')
    await made.write('1.1', {
      currentState: { '1': 'Có [H1-1.1-01].', '2': 'Có [H1-1.1-02; H1-1.1-03].' },
      plan: 'Sửa [H1-1.1-03].',
    })
    await made.write('1.2', { currentState: { '1': 'Theo [H1-1.1-03] và [H1-1.2-01].' } })
    await made.write('1.3', { currentState: { '1': 'Theo [H1-1.2-01].' } })
  }
  const order = ['H1-1.1-03', 'H1-1.1-01', 'H1-1.1-02']

  it('changes every citation at once and keeps the old code beside the new', async () => {
    await cited()
    const { codes, sheets } = await made.renumber({ order })
    expect(codes).toEqual({ 'H1-1.1-03': 'H1-1.1-01', 'H1-1.1-01': 'H1-1.1-02', 'H1-1.1-02': 'H1-1.1-03' })
    expect(sheets).toEqual(['1.1', '1.2'])
    expect(await made.sheet('1.1')).toMatchObject({
      currentState: { '1': 'Có [H1-1.1-02].', '2': 'Có [H1-1.1-03; H1-1.1-01].' },
      plan: 'Sửa [H1-1.1-01].',
    })
    expect((await made.sheet('1.2'))?.currentState['1']).toBe('Theo [H1-1.1-01] và [H1-1.2-01].')
    expect((await made.register()).map(({ code, formerCodes }) => [code, formerCodes])).toEqual([
      ['H1-1.1-01', ['H1-1.1-03']],
      ['H1-1.1-02', ['H1-1.1-01']],
      ['H1-1.1-03', ['H1-1.1-02']],
      ['H1-1.2-01', []],
    ])
    expect(await made.faults()).toEqual([])
  })

  it('back again leaves the texts as they were; a new piece gets the next free code, a revision goes on', async () => {
    await cited()
    const before = await made.sheet('1.1')
    await made.renumber({ order })
    await made.renumber({ order: ['H1-1.1-02', 'H1-1.1-03', 'H1-1.1-01'] })
    expect(await made.sheet('1.1')).toEqual(before)
    await made.renumber({ order })
    expect(await made.attach('1.1', 'năm')).toMatchObject({ code: 'H1-1.1-04' })
    expect(await made.revise({ code: 'H1-1.1-01' })).toMatchObject({ revision: 2 })
    expect(await made.faults()).toEqual([])
  })

  it('reaches the texts about the school as a whole, of the case opened last alone', async () => {
    await cited()
    const conclusion = () => made.rows(`select data->>'conclusion' as text, version from schools`)
    await made.rows(`update schools set data = jsonb_set(data, '{conclusion}', '"Như [H1-1.1-01]."')`)
    await made.renumber({ order })
    expect(await conclusion()).toEqual([{ text: 'Như [H1-1.1-02].', version: 2 }])
    await openAnother(made, 'truong', '2026-2027')
    await made.renumber({ order })
    expect(await conclusion()).toEqual([{ text: 'Như [H1-1.1-02].', version: 2 }])
  })

  it('is refused once the dossier was handed over', async () => {
    await cited()
    await made.handOver()
    await expect(made.renumber({ order })).rejects.toMatchObject({ code: 'notAllowed' })
    expect((await made.register()).every(({ formerCodes }) => formerCodes.length === 0)).toBe(true)
  })

  it.each([
    ['leaves a code out', order.slice(1), /cần xem lại: H1-1\.1-03/],
    ['names a code twice', [...order, 'H1-1.1-02'], /cần xem lại: H1-1\.1-02/],
    ['names evidence of another criterion', [...order, 'H1-1.2-01'], /cần xem lại: H1-1\.2-01/],
    ['is the one that is there', order.toSorted(), /không có mã nào đổi/],
  ])('is refused for an order that %s', async (_, wrong, sentence) => {
    await cited()
    await expect(made.renumber({ order: wrong })).rejects.toThrow(sentence)
  })

  it('is for those who answer for the register, once a key', async () => {
    await cited()
    await expect(made.renumber({ order, actor: 'officer' })).rejects.toMatchObject({ code: 'forbidden' })
    const answers = [await made.renumber({ order, key: 'k' }), await made.renumber({ order, key: 'k' })]
    expect(answers[0]).toEqual(answers[1])
    const rows = await made.rows(`select 1 from history where event = 'renumberEvidence'`)
    expect(rows).toHaveLength(1)
  })
})
