// The same case and template give the same bytes, today, twice and on another machine. RECORD=1 records what is meant to change.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { renderFormats, renderDocument, reportTree } from '../../src/reports/index.ts'
import { passagesOf } from '../../src/reports/render/compare.ts'
import { old, current } from '../../src/reports/sample/cases.ts'
import { sampleInput, samplePlan } from '../../src/reports/sample/input.ts'

interface Golden {
  sha256: Record<string, string>
  /** What a reader reads, so that a change of the hashes says what changed. */
  text: string[]
}

const editions = [
  { report: 'self-assessment-report-2018', input: sampleInput({ ...old, scored: 'school' }) },
  {
    report: 'self-assessment-report-2026',
    input: sampleInput({ ...current, scored: 'school', processes: { selfAssessment: samplePlan } }),
  },
] as const
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const fileOf = (report: string) => new URL(`golden/${report}.json`, import.meta.url)

describe.each(editions)('the recorded $report', ({ report, input }) => {
  const text = passagesOf(reportTree(report, input)).map((passage) => passage.text)

  it('says what it said, in the same bytes of every format', async () => {
    const files = Object.entries(await renderFormats(report, input))
    const now: Golden = { sha256: Object.fromEntries(files.map(([format, bytes]) => [format, sha256(bytes)])), text }
    if (process.env['RECORD']) writeFileSync(fileOf(report), `${JSON.stringify(now, null, 1)}\n`)
    const recorded = JSON.parse(readFileSync(fileOf(report), 'utf8')) as Golden
    expect(now.text).toEqual(recorded.text)
    expect(now.sha256).toEqual(recorded.sha256)
  })

  it('comes out the same twice, alone or after other papers', async () => {
    for (const format of ['html', 'docx', 'pdf'] as const) {
      const first = sha256(await renderDocument(report, input, format))
      await renderDocument('decision-accreditation', sampleInput(old), format)
      expect(sha256(await renderDocument(report, structuredClone(input), format))).toBe(first)
    }
  })
})
