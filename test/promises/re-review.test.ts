// A second look at a school: every round of review is scored anew and alone, what an answer changes is agreed again, nothing is mixed.
import { beforeAll, describe, expect, it } from 'vitest'
import { saveSheet } from '../../src/commands/sheets/save.ts'
import { replayAll } from '../../src/store/replay-all.ts'
import { findDefinition } from '../../workflows/index.ts'
import { freshDatabase } from '../support/database.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { firstVisit, preliminary, scoreAll, team, toStage, visit } from '../support/whole-case.ts'

const because = { reason: 'Đoàn chưa xem xét minh chứng bổ sung.' }
const decision = { number: '60/QĐ', date: '2026-04-01' }
const letter = { number: '31/CV', date: '2026-03-10' }
/** Two of the first team review again. */
const second = ['r4', 'r5', 'r6', 'r7', 'r8']
const [lead = '', secretary = ''] = second
const members = second.map((personId, n) => ({ personId, role: ['teamLead', 'teamSecretary'][n] ?? 'reviewer' }))
const grant = { decision, grade: 2 }

async function at(stage: string): Promise<SampleCase> {
  const made = await sampleCase(await freshDatabase())
  await toStage(made, stage)
  return made
}

async function complained(): Promise<SampleCase> {
  const made = await at('granted')
  made.clock.set('2026-04-10T02:00:00.000Z')
  const complaint = { award: 'accreditation', letter, grounds: 'Chưa xét minh chứng 3.4.' }
  await made.send('certification', 'fileComplaint', complaint, 'principal')
  await made.send('certification', 'upholdComplaint', because, 'director')
  return made
}

/** Appoints the second team and lets it begin. */
async function beginAgain(made: SampleCase): Promise<void> {
  await made.send('externalReview', 'appointTeam', { decision, members }, 'chair')
  await made.send('externalReview', 'beginDeskReview', { meetingOn: '2026-04-10' }, lead)
}

const save = (made: SampleCase, sheet: string, actor: string, ratings: Record<string, number>) =>
  saveSheet(made.db, made.engine, made.library, {
    process: `${made.cycle}/criterionSheet/${sheet}`,
    content: { ratings },
    actor,
    at: made.engine.now(),
  })

const sheetsOf = (made: SampleCase, where: string) =>
  made.rows<{ id: string; state: string; ratings: unknown }>(
    `select p.id, p.state, p.head, s.content->'ratings' as ratings from sheets s join processes p on p.id = s.process_id where ${where} order by p.id`,
  )

const faults = async (made: SampleCase) =>
  (await replayAll(made.db, { definition: findDefinition, procedure: made.engine.procedure })).faults

describe('a review ordered by an upheld complaint', () => {
  let made: SampleCase
  let first: unknown
  beforeAll(async () => {
    made = await complained()
    first = await sheetsOf(made, `s.kind <> 'school'`)
    await beginAgain(made)
  })

  it('is scored anew: whoever reviewed before has an empty sheet, and the one of the first round stays closed', async () => {
    expect(await sheetsOf(made, `s.criterion = '1.1' and s.assessor = 'r4'`)).toMatchObject([
      { state: 'submitted', ratings: { '1.1': 2 } },
      { state: 'drafting', ratings: null },
    ])
    await expect(save(made, 'reviewer/1.1/r4', 'r4', { '1.1': 1 })).rejects.toMatchObject({ code: 'notAllowed' })
    await expect(save(made, 'reviewer/1.1/r4/2', 'r5', { '1.1': 1 })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('waits until everybody has scored this round, whatever they had finished in the one before', async () => {
    for (const one of second) await made.send('externalReview', 'submitPreliminaryReport', preliminary, one)
    const report = { number: '04/BC-ĐĐGN', date: '2026-04-10' }
    const desk = { report, summary: 'Đủ điều kiện.', toVerify: ['3.4'] }
    await made.send('externalReview', 'completeDeskReview', desk, lead)
    await made.send('externalReview', 'recordPreliminaryVisit', firstVisit, secretary)
    await made.send('externalReview', 'recordFormalVisit', visit, lead)
    const complete = () => made.send('externalReview', 'completeScoring', {}, lead)
    await expect(complete()).rejects.toMatchObject({
      code: 'notAllowed',
      message: expect.stringContaining('Còn 5 thành viên chưa chấm xong'),
    })
    await scoreAll(made, 'reviewer', { round: 2, persons: second, rating: 1 })
    await expect(complete()).resolves.toMatchObject({ state: 'moderating' })
  })

  it('is moderated anew, on sheets of its own', async () => {
    const complete = () => made.send('externalReview', 'completeModeration', {}, lead)
    await expect(complete()).rejects.toMatchObject({ message: expect.stringContaining('Còn 28 tiêu chí') })
    await scoreAll(made, 'team', { round: 2, persons: second, rating: 1 })
    await expect(complete()).resolves.toMatchObject({ state: 'drafting' })
  })

  it('leads to a decision on its own result, and the first round is kept as it was written', async () => {
    const grade = (of: number | null) => ({ recommend: of !== null, grade: of, reason: 'Theo kết quả của đoàn.' })
    await made.send('externalReview', 'sendDraft', { letter }, lead)
    await made.send('externalReview', 'acceptDraft', { letter }, 'principal')
    const report = (of: number) => ({
      report: { number: '05/BC-ĐĐGN', date: '2026-04-10' },
      recommendations: [
        { award: 'accreditation', ...grade(of) },
        { award: 'nationalStandard', ...grade(null) },
      ],
    })
    await expect(made.send('externalReview', 'submitReport', report(2), lead)).rejects.toMatchObject({
      code: 'invalid',
    })
    await made.send('externalReview', 'submitReport', report(1), lead)
    await expect(made.send('certification', 'grantAccreditation', grant, 'director')).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('cấp độ 1'),
    })
    await made.send('certification', 'grantAccreditation', { decision, grade: 1 }, 'director')
    const awards = await made.rows(`select grade, status from awards where award = 'accreditation' order by issued_at`)
    expect(awards).toEqual([
      { grade: 2, status: 'superseded' },
      { grade: 1, status: 'valid' },
    ])
    const kept = await sheetsOf(made, `s.kind <> 'school' and (p.context->>'round')::int = 1`)
    expect(kept).toEqual(first)
    expect(await faults(made)).toEqual([])
  })
})

describe('a re-review that is dropped', () => {
  it('leaves nobody waiting, and the decision rests on the report there is', async () => {
    const made = await complained()
    await beginAgain(made)
    await save(made, 'reviewer/1.1/r4/2', 'r4', { '1.1': 1 })
    await expect(made.send('externalReview', 'dropReReview', because, 'director')).rejects.toMatchObject({
      code: 'forbidden',
    })
    await made.send('certification', 'dropReReview', because, 'director')
    const [review] = await made.rows(`select state from processes where process = 'externalReview'`)
    expect(review).toEqual({ state: 'reported' })
    expect(
      await made.rows(`select 1 from case_members where role in ('teamLead', 'reviewer') and until is null`),
    ).toEqual([])
    await expect(made.send('certification', 'grantAccreditation', grant, 'director')).resolves.toBeDefined()
    const [decided] = await made.rows<{ sheets: { kind: string }[] }>(
      `select content->'sheets' as sheets from submissions where kind = 'decision' order by version desc limit 1`,
    )
    expect(decided?.sheets.filter(({ kind }) => kind === 'team')).toHaveLength(29)
  })
})

describe('a review after one that was withdrawn', () => {
  it('does not take over what was scored in the one before', async () => {
    const made = await at('scored')
    await made.send('externalReview', 'withdraw', because, 'principal')
    const asked = { requested: ['accreditation'], requestedGrade: 2, requestedTier: null, reportCopies: 2 }
    await made.send('selfAssessment', 'registerReview', { letter, ...asked }, 'principal')
    const review = 'externalReview/2'
    await made.send(review, 'acceptDossier', { notice: letter }, 'head')
    const again = team.map((personId, n) => ({ ...members[n], personId }))
    await made.send(review, 'appointTeam', { decision, members: again }, 'director')
    await made.send(review, 'beginDeskReview', { meetingOn: '2026-02-02' }, team[0] ?? '')
    expect(await sheetsOf(made, `s.criterion = '1.1' and s.assessor = 'r1'`)).toMatchObject([
      { state: 'submitted', ratings: { '1.1': 2 } },
      { id: `${made.cycle}/criterionSheet/reviewer/1.1/r1/2`, state: 'drafting', ratings: null },
    ])
  })
})

describe('a result that the answer to the school changes', () => {
  let made: SampleCase
  const [first = '', writer = ''] = team
  const answer = (criterion: string) => ({
    letter,
    answers: [{ criterion, decision: 'change', reason: 'Bản gốc cho thấy đạt Mức 3.' }],
  })
  const disagree = (criterion: string) => ({ letter, points: [{ criterion, reason: 'Có bản gốc.', evidence: [] }] })
  beforeAll(async () => {
    made = await at('awaitingReply')
  })

  it('must be about a criterion the team has judged', async () => {
    const aside = await at('awaitingReply')
    await aside.send('externalReview', 'disagreeWithDraft', disagree('9.9'), 'principal')
    await expect(aside.send('externalReview', 'answerDisagreement', answer('9.9'), first)).rejects.toMatchObject({
      code: 'invalid',
      message: 'Đoàn không có phiếu thống nhất của tiêu chí “9.9”.',
    })
    // What cannot be carried out undoes the event that set it off.
    const states = await aside.rows(`select state from processes where process = 'externalReview'`)
    expect(states).toEqual([{ state: 'answering' }])
    expect(await aside.rows(`select code from refusals where event = 'answerDisagreement'`)).toEqual([
      { code: 'invalid' },
    ])
  })

  it('opens the team’s sheet of that criterion by itself, and only that one', async () => {
    await made.send('externalReview', 'disagreeWithDraft', disagree('1.2'), 'principal')
    await made.send('externalReview', 'answerDisagreement', answer('1.2'), first)
    const open = await sheetsOf(made, `s.kind = 'team' and p.state <> 'agreed' and s.criterion <> 'M4'`)
    expect(open).toMatchObject([{ id: `${made.cycle}/criterionSheet/team/1.2`, state: 'drafting' }])
  })

  it('holds up the report until it is agreed again, with a reason', async () => {
    const revised = { revised: [{ criterion: '1.2', note: 'Nâng lên Mức 3.' }] }
    const complete = () => made.send('externalReview', 'completeModeration', revised, first)
    await expect(complete()).rejects.toMatchObject({ message: 'Còn 1 tiêu chí chưa thống nhất: 1.2.' })
    await save(made, 'team/1.2', writer, { '1.2': 1 })
    await made.send('criterionSheet/team/1.2', 'submitSheet', {}, writer)
    await expect(made.send('criterionSheet/team/1.2', 'agreeSheet', {}, first)).rejects.toMatchObject({
      code: 'invalid',
      message: 'Phiếu đã thống nhất rồi được mở lại: cần nêu lý do của kết quả lần này.',
    })
    await made.send('criterionSheet/team/1.2', 'agreeSheet', because, first)
    await expect(complete()).resolves.toMatchObject({ state: 'drafting' })
    expect(await faults(made)).toEqual([])
  })
})
