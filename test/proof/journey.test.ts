// Both regimes from the opening of a cycle to the certificate, by the API alone; at each step who may not see something does not.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { compose } from '../../src/compose.ts'
import { runSchool, type CycleRun } from '../../src/demo/run.ts'
import { judgedSubjects } from '../../src/demo/sheets.ts'
import { TimelineClock } from '../../src/demo/world.ts'
import { library, shippedInput } from '../demo/shipped-inputs.ts'
import { freshDatabase } from '../support/database.ts'
import type { ApiClient } from '../support/http.ts'
import { holder, journeyOf, type Journey, type Witness } from './journey-world.ts'

const files = mkdtempSync(join(tmpdir(), 'kiemdinh-journey-'))
afterAll(() => rmSync(files, { recursive: true, force: true }))

type Row = { process: string; kind: string; assessor: string | null }
const full = process.env['FULL'] === '1'
const schools = ['thpt-mau-2018', 'tieu-hoc-mau-2026', ...(full ? (['thcs-mau-2026-khong-dat'] as const) : [])] as const

describe.each(schools)('%s by the API alone', (name) => {
  const input = shippedInput(name)
  let journey: Journey
  let runs: CycleRun[]
  const looked = { scoring: 0, draft: 0, weak: 0, returned: 0 }

  it('goes from the opening to its end, hidden from each who may not see', { timeout: 600_000 }, async () => {
    const clock = new TimelineClock('2018-10-10T00:00:00.000Z')
    const product = await compose(await freshDatabase(), clock.now)
    journey = journeyOf(product, clock, files, input, witness())
    runs = await runSchool(journey.world, input, () => undefined, { library })
    expect(runs.flatMap(({ differences }) => differences)).toEqual([])
    expect((await journey.world.replayAll()).faults).toEqual([])
    expect(looked.scoring).toBeGreaterThan(5)
    expect(looked.draft).toBeGreaterThan(2)
    expect(looked.weak).toBeGreaterThan(0)
    if (name === 'thpt-mau-2018') expect(looked.returned).toBe(1)
  })

  it('its certificates are in the public register and verified by their number, by anybody', async () => {
    const awards = runs.flatMap((run) => Object.values(run.awards))
    if (name !== 'thcs-mau-2026-khong-dat') expect(awards.length).toBeGreaterThan(0)
    for (const { number, grade } of awards) {
      const { status, body } = await journey.api.anybody.get<{ items: object[] }>(
        `/api/public/certificates/${encodeURIComponent(number)}`,
      )
      expect(status).toBe(200)
      expect(body.items).toContainEqual(expect.objectContaining({ number, grade, school: input.key, status: 'valid' }))
    }
    const search = await journey.api.anybody.get<{ items: object[] }>('/api/public/certificates?search=mau')
    expect(search.body.items).toHaveLength(awards.length)
    expect((await journey.api.anybody.get('/api/public/certificates/khong-co')).status).toBe(404)
  })

  it('reads its submissions and its history over the API as they happened', async () => {
    const cycle = `${input.key}.${runs.at(-1)?.period}`
    const officer = await journey.as(holder(input, 'qualityOfficer'))
    const history = await officer.get<{ items: { event: string }[] }>(`/api/cycles/${cycle}/history?limit=200`)
    expect(history.body.items.length).toBeGreaterThan(20)
    const kept = await officer.get<{ items: { kind: string; version: number }[] }>(`/api/cycles/${cycle}/submissions`)
    const dossiers = kept.body.items.filter(({ kind }) => kind === 'dossier')
    // A returned dossier was handed in again, and both versions are kept.
    expect(dossiers.length).toBeGreaterThanOrEqual(1 + looked.returned)
    for (const { kind, version } of kept.body.items)
      expect((await officer.get(`/api/cycles/${cycle}/submissions/${kind}/${version}`)).status).toBe(200)
  })

  function witness(): Witness {
    const submitted = new Map<string, number>()
    const sent = new Set<string>()
    const over = new Set<string>()
    const reviewOf = (cycle: string) => {
      const story = input.cycles.find(({ period }) => cycle === `${input.key}.${period}`)
      const set = story && library.set(story.criteriaSet)
      const reviewers = story?.review?.reviewers ?? []
      const sheets = story && set ? judgedSubjects(set, story.sheets).length : 0
      return { reviewers, total: reviewers.length * sheets, sheets }
    }
    const look = async (cycle: string) => {
      const { reviewers, total } = reviewOf(cycle)
      if (reviewers.length === 0) return
      const allScored = submitted.get(cycle) === total
      const school = await listed(await journey.as(holder(input, 'principal')), cycle)
      expect(school.filter(({ kind }) => kind === 'reviewer')).toEqual([])
      expect(school.some(({ kind }) => kind === 'team')).toBe(sent.has(cycle))
      const officer = await listed(await journey.as(holder(input, 'qualityOfficer')), cycle)
      expect(officer.some(({ kind }) => kind !== 'school')).toBe(allScored)
      if (over.has(cycle)) return
      for (const reviewer of reviewers) {
        const client = await journey.as(reviewer)
        const seen = await listed(client, cycle)
        const others = seen.filter(({ kind, assessor }) => kind === 'reviewer' && assessor !== reviewer)
        expect(others.length > 0, `${reviewer} sees others`).toBe(allScored)
        expect(seen.some(({ kind }) => kind === 'school')).toBe(false)
        await refusesDirectly(client, cycle, reviewers.find((one) => one !== reviewer) ?? '', seen, allScored)
      }
    }
    return {
      weakDecision({ status, body }) {
        expect([status, body['secondFactor']]).toEqual([403, true])
        looked.weak += 1
      },
      async afterEvent(cycle, process, event) {
        if (process !== 'externalReview') return
        if (event === 'requestCompletion') looked.returned += 1
        if (event === 'sendDraft' || event === 'notifyResult' || event === 'submitReport') sent.add(cycle)
        if (event === 'answerDisagreement' && name === 'thpt-mau-2018') sent.delete(cycle)
        if (event === 'submitReport') over.add(cycle)
        // By whom a re-review will be judged is not yet known; before anybody is appointed there is nothing to look at.
        if (!submitted.has(cycle)) return
        looked.draft += 1
        await look(cycle)
      },
      async afterSheet({ cycle, kind, event }) {
        if (kind !== 'reviewer' || event !== 'submitSheet') return
        const count = (submitted.get(cycle) ?? 0) + 1
        submitted.set(cycle, count)
        const { total, sheets } = reviewOf(cycle)
        if (count % sheets > 0 && count !== total - 1) return
        looked.scoring += 1
        await look(cycle)
      },
    }
  }
})

async function listed(client: ApiClient, cycle: string): Promise<Row[]> {
  const { status, body } = await client.get<{ items: Row[] }>(`/api/cycles/${cycle}/sheets`)
  expect(status).toBe(200)
  return body.items
}

/** Another's sheet asked for by its address, which is easy to guess, and its process. */
async function refusesDirectly(client: ApiClient, cycle: string, other: string, seen: readonly Row[], may: boolean) {
  const own = seen.find(({ kind, assessor }) => kind === 'reviewer' && assessor !== other)
  if (!own?.assessor) return
  const theirs = own.process.replace(`/${own.assessor}`, `/${other}`)
  const { status } = await client.get(`/api/sheets/${encodeURIComponent(theirs)}`)
  expect(status).toBe(may ? 200 : 404)
}
