// The end of a case reaches all of its processes, wherever it comes from: none is left waiting for something that never comes.
import { expect, it } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { toStage } from '../support/whole-case.ts'

const because = { reason: 'Theo đề nghị của trường.' }
const decision = { number: '60/QĐ', date: '2026-02-12' }
const gone = { kind: 'merged', decision, continues: false }

async function at(stage: string): Promise<SampleCase> {
  const made = await sampleCase(await freshDatabase())
  await toStage(made, stage)
  return made
}

/** What still runs, and who still waits for a day to come. */
async function left(made: SampleCase): Promise<unknown[]> {
  return made.rows(`select id, state from processes where process <> 'criterionSheet' and not ended
    union all select process_id, event from deadlines where status in ('running', 'held')
    union all select person_id, role from case_members where until is null and role in ('teamLead', 'teamSecretary', 'reviewer')`)
}

it('a case that the school has withdrawn is archived as a whole', async () => {
  const made = await at('reported')
  await made.send('certification', 'withdraw', because, 'principal')
  await made.send('certification', 'archive', {}, 'officer')
  expect(await left(made)).toEqual([])
})

it('a case that is closed while its review is at work on a complaint ends as a whole', async () => {
  const made = await at('reported')
  await made.send('certification', 'refuseAccreditation', { decision, reason: 'Chưa đạt Mức 1.' }, 'director')
  const complaint = { award: 'accreditation', letter: decision, grounds: 'Chưa xét minh chứng 3.4.' }
  await made.send('certification', 'fileComplaint', complaint, 'principal')
  await made.send('certification', 'upholdComplaint', because, 'director')
  await made.send('externalReview', 'hold', because, 'head')
  await made.send('certification', 'closeCase', because, 'director')
  expect(await left(made)).toEqual([])
})

it('a case ends as a whole with its school, whoever hears of it first', async () => {
  const early = await at('registered')
  await early.send('externalReview', 'recordSchoolChange', gone, 'officer')
  expect(await left(early)).toEqual([])
  const late = await at('granted')
  await expect(late.send('externalReview', 'recordSchoolChange', gone, 'officer')).rejects.toMatchObject({
    code: 'invalid',
    message: 'Hồ sơ đã sang bước công nhận: ghi nhận việc kết thúc ở quy trình công nhận.',
  })
  await late.send('certification', 'recordSchoolChange', gone, 'officer')
  expect(await left(late)).toEqual([])
  expect(await late.rows('select distinct status from awards')).toEqual([{ status: 'expired' }])
})

it('a review that was withdrawn leaves the school free to register again or to finish', async () => {
  const made = await at('deskReviewing')
  await made.send('externalReview', 'withdraw', because, 'principal')
  expect(await left(made)).toMatchObject([{ state: 'published' }, {}, {}])
  await made.send('selfAssessment', 'finishCycle', because, 'principal')
  expect(await left(made)).toEqual([])
})
