// The sample schools go through their whole accreditation on one real database, as their files expect.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compose } from '../../src/compose.ts'
import { runSchool, type CycleRun } from '../../src/demo/run.ts'
import { resultTable } from '../../src/demo/table.ts'
import { productWorld, TimelineClock } from '../../src/demo/world.ts'
import type { World } from '../../src/demo/world-port.ts'
import { freshDatabase } from '../support/database.ts'
import { library, shippedInput, shippedNames } from './shipped-inputs.ts'

const files = mkdtempSync(join(tmpdir(), 'kiemdinh-demo-'))
const runs: CycleRun[] = []
const lines: string[] = []
let world: World

beforeAll(async () => {
  const clock = new TimelineClock('2018-10-10T00:00:00.000Z')
  const product = await compose(await freshDatabase(), clock.now)
  world = productWorld(product, clock, files)
  for (const name of shippedNames)
    runs.push(...(await runSchool(world, shippedInput(name), (line) => lines.push(line), { library })))
}, 240_000)
afterAll(() => rmSync(files, { recursive: true, force: true }))

const of = (school: string) => runs.filter((run) => run.school.includes(school))

test('every cycle of the sample schools ends as its file expects', () => {
  expect(runs).toHaveLength(5)
  expect(runs.flatMap((run) => run.differences)).toEqual([])
})

test('the upper secondary school gets grade 2 and tier 1, each by its own certificate', () => {
  const [run] = of('THPT')
  expect(run?.result).toBe('cấp độ 2, chuẩn quốc gia mức độ 1')
  expect(run?.awards['accreditation']?.number).not.toBe(run?.awards['nationalStandard']?.number)
  expect(run?.evidence).toBeGreaterThanOrEqual(140)
})

test('the primary school assesses itself three years running and gets tier 1 in the third', () => {
  expect(of('Tiểu học').map((run) => run.result)).toEqual(['tự đánh giá', 'tự đánh giá', 'chuẩn quốc gia mức độ 1'])
})

test('the lower secondary school is refused', () => {
  expect(of('THCS').map((run) => run.result)).toEqual(['không công nhận'])
})

test('what happens is told day by day with who did it', () => {
  expect(lines).toContainEqual(expect.stringMatching(/12\/08\/2024 {2}Thành lập hội đồng .*\(Nguyễn Thị Minh Hà\)/))
})

test('the table has one line a cycle and says that all is as expected', () => {
  const table = resultTable(runs).split('\n')
  expect(table).toHaveLength(7)
  expect(table.slice(2).every((line) => line.endsWith('đúng'))).toBe(true)
})

test('the whole history replays without a fault', async () => {
  const replayed = await world.replayAll()
  expect(replayed.faults).toEqual([])
  expect(replayed.rows).toBeGreaterThan(1000)
})
