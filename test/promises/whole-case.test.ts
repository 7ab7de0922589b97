// One case from the council of the school to both certificates, on a real PostgreSQL: where the machines meet each other.
import { expect, it } from 'vitest'
import { replayAll } from '../../src/store/replay-all.ts'
import { findDefinition } from '../../workflows/index.ts'
import { freshDatabase } from '../support/database.ts'
import { sampleCase } from '../support/sample-case.ts'
import { toStage } from '../support/whole-case.ts'

it('a school goes from its council to accreditation grade 2 and national standard tier 1, each by its own number', async () => {
  const made = await sampleCase(await freshDatabase())
  await toStage(made, 'granted')
  const states = await made.rows(
    `select process, state from processes where cycle_id = $1 and process <> 'criterionSheet' order by process`,
    [made.cycle],
  )
  expect(states).toEqual([
    {
      process: 'certification',
      state: 'active.accreditation.inForce.valid active.complaint.none active.nationalStandard.inForce.valid',
    },
    { process: 'externalReview', state: 'reported' },
    { process: 'selfAssessment', state: 'following' },
  ])
  const awards = await made.rows<{ number: string }>('select award, grade, status, number from awards order by award')
  expect(awards).toMatchObject([
    { award: 'accreditation', grade: 2, status: 'valid' },
    { award: 'nationalStandard', grade: 1, status: 'valid' },
  ])
  expect(new Set(awards.map(({ number }) => number)).size).toBe(2)
  const frozen = await made.rows('select kind, count(*)::int as versions from submissions group by kind order by kind')
  expect(frozen).toEqual([
    { kind: 'decision', versions: 2 },
    { kind: 'dossier', versions: 2 },
    { kind: 'externalReport', versions: 1 },
  ])
  const { faults } = await replayAll(made.db, { definition: findDefinition, procedure: made.engine.procedure })
  expect(faults).toEqual([])
})
