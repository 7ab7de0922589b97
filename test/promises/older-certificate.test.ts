// A certificate from before the system, with a printed term and no case here, is renewed like any other.
import { expect, it } from 'vitest'
import { importCertificates } from '../../src/commands/imports/certificates.ts'
import { freshDatabase } from '../support/database.ts'
import { inCycle, openAnother, sampleCase } from '../support/sample-case.ts'
import { toStage } from '../support/whole-case.ts'

const certificate = {
  number: 'CN-CŨ/2021',
  school: 'truong',
  award: 'accreditation' as const,
  grade: 1,
  decision: '1/QĐ-SGDĐT',
  regime: 'Thông tư 18/2018/TT-BGDĐT',
  issuedOn: '2021-05-04',
  expiresOn: '2026-05-04',
}

it('is followed by a cycle without a registration here; what came with it gives way at the instant its successor is issued', async () => {
  const first = await sampleCase(await freshDatabase())
  await importCertificates(first.db, {
    file: { certificates: [certificate, { ...certificate, number: 'CN-KHÁC', award: 'nationalStandard' }] },
    at: String,
    dryRun: false,
    actor: 'officer',
    now: first.clock.now(),
  })
  const follows = certificate.number
  const made = inCycle(first, await openAnother(first, 'truong', '2025-2027', { purpose: 'renewal', follows }))
  const older = () => made.rows(`select number, status from awards where cycle_id is null order by number desc`)
  await toStage(made, 'proposed')
  expect(await older()).toEqual([
    { number: 'CN-KHÁC', status: 'valid' },
    { number: 'CN-CŨ/2021', status: 'valid' },
  ])
  await toStage(made, 'granted', undefined, 'proposed')
  expect(await older()).toEqual([
    { number: 'CN-KHÁC', status: 'superseded' },
    { number: 'CN-CŨ/2021', status: 'superseded' },
  ])
})
