// Promise 10: nobody judges their own school, who reviewed does not decide, a declared conflict blocks; each refusal is recorded.
import { beforeAll, describe, expect, it } from 'vitest'
import { saveSheet } from '../../src/commands/sheets/save.ts'
import type { Role } from '../../src/domain/roles.ts'
import { putProvince, type Person } from '../../src/store/province.ts'
import { freshDatabase } from '../support/database.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { team, toStage } from '../support/whole-case.ts'

const decision = { number: '9/QĐ', date: '2026-01-05' }
const of = (members: readonly string[]) => ({
  decision,
  members: members.map((personId, n) => ({ personId, role: ['teamLead', 'teamSecretary'][n] ?? 'reviewer' })),
})

/** Somebody who taught at the school until 2015 and now holds that office elsewhere. */
function once(id: string, organisation: string, role?: Role): Person {
  const worked = [{ school: 'truong', since: '2010-09-01', until: '2015-08-31' }]
  const person = { id, name: `Người cũ ${id}`, organisation, worked }
  const offices = role ? [{ role, organisation }] : []
  return { ...person, educationSector: true, sectorSince: '2010-09-01', trained: true, offices }
}

async function withFormerTeachers(): Promise<SampleCase> {
  const made = await sampleCase(await freshDatabase())
  const people = [
    once('old-officer', 'so', 'qualityOfficer'),
    once('old-director', 'so', 'departmentDirector'),
    once('old-chair', 'tinh', 'provincialChair'),
    once('old-reviewer', 'so'),
    { ...once('lead-and-director', 'so', 'departmentDirector'), worked: [] },
  ]
  await putProvince(made.db, { organisations: [], schools: [], people, since: '2020-01-01T00:00:00.000Z' })
  return made
}

const last = async (made: SampleCase) =>
  (await made.rows('select actor_id, event, code, reason from refusals order by id desc limit 1'))[0]

describe('whoever works or has worked at the school', () => {
  let made: SampleCase
  beforeAll(async () => {
    made = await withFormerTeachers()
    await toStage(made, 'registered')
  })

  it('does not check its dossier', async () => {
    const notice = { notice: decision }
    await expect(made.send('externalReview', 'acceptDossier', notice, 'old-officer')).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('công tác tại trường'),
    })
    expect(await last(made)).toMatchObject({ actor_id: 'old-officer', event: 'acceptDossier', code: 'forbidden' })
  })

  it('is not appointed to review it, nor sets the team up', async () => {
    await made.send('externalReview', 'acceptDossier', { notice: decision }, 'head')
    const mixed = made.send('externalReview', 'appointTeam', of(['r1', 'r2', 'r3', 'r4', 'old-reviewer']), 'chair')
    await expect(mixed).rejects.toMatchObject({
      code: 'invalid',
      details: { issues: [expect.objectContaining({ path: ['members', 4, 'personId'] })] },
    })
    expect(await last(made)).toMatchObject({
      actor_id: 'chair',
      event: 'appointTeam',
      code: 'invalid',
      reason: 'Người cũ old-reviewer đã từng công tác tại trường được đánh giá.',
    })
    const staff = made.send('externalReview', 'appointTeam', of(['r1', 'r2', 'r3', 'r4', 'bui-thi-nga']), 'chair')
    await expect(staff).rejects.toMatchObject({ code: 'invalid' })
    const own = made.send('externalReview', 'appointTeam', of(['r1', 'r2', 'r3', 'r4', 'r5']), 'old-chair')
    await expect(own).rejects.toMatchObject({ code: 'forbidden' })
    expect(await last(made)).toMatchObject({ actor_id: 'old-chair', event: 'appointTeam', code: 'forbidden' })
  })
})

describe('whoever has declared a conflict of interest', () => {
  it('stops the work until replaced, and is not appointed again', async () => {
    const made = await withFormerTeachers()
    await toStage(made, 'appointed')
    const [lead = '', , , , fifth = ''] = team
    await made.send('externalReview', 'declareConflict', { reason: 'Có em gái dạy ở trường.' }, fifth)
    const begin = () => made.send('externalReview', 'beginDeskReview', { meetingOn: '2026-01-08' }, lead)
    await expect(begin()).rejects.toMatchObject({ code: 'notAllowed', message: expect.stringContaining(fifth) })
    expect(await last(made)).toMatchObject({ actor_id: lead, event: 'beginDeskReview', code: 'notAllowed' })
    const replace = (leaves: string, joins: string) =>
      made.send(
        'externalReview',
        'replaceMember',
        { decision, leaves: { personId: leaves }, joins: { personId: joins }, reason: 'Xung đột lợi ích.' },
        'chair',
      )
    await replace(fifth, 'r6')
    await expect(replace('r6', fifth)).rejects.toMatchObject({
      code: 'invalid',
      details: { issues: [expect.objectContaining({ path: ['joins', 'personId'] })] },
    })
    expect(await last(made)).toMatchObject({
      actor_id: 'chair',
      event: 'replaceMember',
      code: 'invalid',
      reason: expect.stringContaining('xung đột lợi ích'),
    })
    await expect(begin()).resolves.toMatchObject({ state: 'deskReviewing' })
  })
})

describe('a sheet of the review', () => {
  it('is written by the one reviewer whose it is: not by the school, an officer or another reviewer', async () => {
    const made = await withFormerTeachers()
    await toStage(made, 'deskReviewing')
    const process = `${made.cycle}/criterionSheet/reviewer/1.1/r3`
    const save = (actor: string) =>
      saveSheet(made.db, made.engine, made.library, {
        process,
        content: { ratings: { '1.1': 2 } },
        actor,
        at: made.engine.now(),
      })
    for (const [actor, code] of [
      ['principal', 'forbidden'],
      ['bui-thi-nga', 'forbidden'],
      ['officer', 'forbidden'],
      ['r4', 'forbidden'],
      ['r8', 'notFound'],
    ] as const) {
      await expect(save(actor)).rejects.toMatchObject({ code })
      expect(await last(made)).toMatchObject({ actor_id: actor, event: 'saveSheet', code })
    }
    await expect(save('r3')).resolves.toEqual({ version: 2 })
  })
})

describe('whoever reviewed a school', () => {
  it('does not decide on it, whatever office they hold; nor does a director who taught there', async () => {
    const made = await withFormerTeachers()
    await toStage(made, 'accepted')
    await made.send('externalReview', 'appointTeam', of(['lead-and-director', 'r2', 'r3', 'r4', 'r5']), 'chair')
    await made.send(
      'externalReview',
      'replaceMember',
      {
        decision,
        leaves: { personId: 'lead-and-director' },
        joins: { personId: 'r1' },
        reason: 'Được bổ nhiệm Giám đốc Sở.',
      },
      'chair',
    )
    await toStage(made, 'reported', undefined, 'appointed')
    const grant = (actor: string) => made.send('certification', 'grantAccreditation', { decision, grade: 2 }, actor)
    await expect(grant('lead-and-director')).rejects.toMatchObject({
      code: 'forbidden',
      message: 'Người đã tham gia đánh giá không được ký quyết định.',
    })
    expect(await last(made)).toMatchObject({ actor_id: 'lead-and-director', code: 'forbidden' })
    await expect(grant('old-director')).rejects.toMatchObject({ code: 'forbidden' })
    expect(await last(made)).toMatchObject({ actor_id: 'old-director', code: 'forbidden' })
    // The review is over: to its members the case is not there any more.
    await expect(grant('r1')).rejects.toMatchObject({ code: 'notFound' })
    await expect(grant('principal')).rejects.toMatchObject({ code: 'forbidden' })
    expect(await made.rows('select 1 from awards')).toEqual([])
    await expect(grant('director')).resolves.toMatchObject({ event: 'grantAccreditation' })
  })
})
