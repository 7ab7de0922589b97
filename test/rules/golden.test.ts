// Promise 8: what a released edition once did, it does for ever. Every recorded history is taken again by today's code.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readLibrary } from '../../src/store/library.ts'
import { criterionSheetV1 } from '../../workflows/criterion-sheet/v1.ts'
import { Context } from '../../workflows/criterion-sheet/events.ts'
import { definitions } from '../../workflows/index.ts'
import { faultsOf } from '../golden/check.ts'
import { copyOf } from '../golden/copy-of.ts'
import { goldenFile } from '../golden/files.ts'
import { HistoryFile } from '../golden/history-file.ts'

const { procedure } = readLibrary()
const released = (of: Parameters<typeof goldenFile>[0]) =>
  HistoryFile.parse(JSON.parse(readFileSync(goldenFile(of), 'utf8')))
const sheet = released(criterionSheetV1)
const advice = 'released editions are not edited; add an edition, or a move'

describe.each(definitions.map((one) => [`${one.process} ${one.edition}`, one] as const))('%s', (_, definition) => {
  it('has its recorded histories (else run: npx tsx scripts/golden.ts)', () => {
    expect(existsSync(goldenFile(definition))).toBe(true)
  })

  it('does again what it did in each of them', () => {
    expect(faultsOf(released(definition), definition, procedure)).toEqual([])
  })
})

describe('an edition that was edited after its release is found out', () => {
  const faults = (changed: Parameters<typeof copyOf>[1], file = sheet) =>
    faultsOf(file, copyOf(criterionSheetV1, changed), procedure)

  it('by a field added to its context without an upgrade step', () => {
    const context = Context.extend({ remark: z.string() })
    const start = (from: Parameters<typeof criterionSheetV1.start>[0]) => ({
      ...criterionSheetV1.start(from),
      remark: '',
    })
    expect(faults({ context, start })).toEqual([
      `the context of criterionSheet v1 has a new field "remark": ${advice}`,
      `the shape of criterionSheet v1 changed: ${advice}`,
    ])
  })

  it('by a field that is written but not in its schema', () => {
    const start = (from: Parameters<typeof criterionSheetV1.start>[0]) => ({
      ...criterionSheetV1.start(from),
      remark: '',
    })
    expect(faults({ start })).toEqual([`the context of criterionSheet v1 has a new field "remark": ${advice}`])
  })

  it('by a state added to its drawing', () => {
    const { drawing } = criterionSheetV1
    const states = { ...drawing.states, archived: { type: 'final' as const } }
    expect(faults({ drawing: { ...drawing, states } })).toEqual([`the shape of criterionSheet v1 changed: ${advice}`])
  })

  it('by an event that writes something else, though the shape is the same', () => {
    const found = faults({ changes: { agreeSheet: () => ({ reason: 'khác' }) } })
    expect(found.length).toBeGreaterThan(0)
    expect(found[0]).toMatch(/^criterionSheet v1, history \d+, step \d+ \(\w+\): writes another context$/)
  })

  it('by a guard that now stops what was allowed', () => {
    const caseOpen = () => ({ vi: 'Không được.', en: 'Not so.' })
    const found = faults({ checks: { ...criterionSheetV1.checks, caseOpen } })
    expect(found[0]).toMatch(/is no longer allowed: Not so\.$/)
  })
})

describe('a release with too little recorded is refused', () => {
  it('when there are fewer than twenty different histories', () => {
    const [first, ...rest] = sheet.histories
    const doubled = { ...sheet, histories: [...rest.slice(0, 18), ...(first ? [first, first] : [])] }
    expect(faultsOf(doubled, criterionSheetV1, procedure)).toContain(
      'criterionSheet v1 has 19 different recorded histories, needs 20',
    )
  })

  it('when a state is never visited', () => {
    const drafting = sheet.histories.map((history) => ({ ...history, steps: [], context: {} }))
    const found = faultsOf({ ...sheet, histories: drafting }, criterionSheetV1, procedure)
    expect(found).toContain('criterionSheet v1: no recorded history visits "agreed"')
  })
})
