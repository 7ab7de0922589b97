// The law-change simulator over a nation of schools: schools a second, and whether memory stays flat.
import { sameNamed, simulateCycle, type RecordedCycle, type Simulation } from '../src/domain/criteria/simulate.ts'
import { addTo, emptyTotals } from '../src/domain/criteria/simulation-totals.ts'
import { findCrosswalk } from '../src/store/crosswalks.ts'
import { readLibrary } from '../src/store/library.ts'
import type { Line } from './table.ts'

const megabytes = () => Math.round(process.memoryUsage().rss / 1e6)

/** Re-scores that many schools of the 2018 lower and upper secondary set under the one of 2026. */
export function benchSimulation(schools: number): Line[] {
  const library = readLibrary()
  const [from, to] = [library.set('vn-trung-hoc/2018'), library.set('vn-pho-thong/2026')]
  const crosswalk = findCrosswalk('vn-trung-hoc/2018', 'vn-pho-thong/2026')
  if (!crosswalk) throw new Error('The crosswalk is not shipped')
  const simulation: Simulation = { from, to, crosswalk, decisions: sameNamed(from, to) }
  const criteria = from.standards.flatMap((standard) => standard.criteria.map(({ id }) => id))
  const totals = emptyTotals(Object.keys(simulation.decisions))
  const run = (count: number, first: number) => {
    for (let i = first; i < first + count; i++) addTo(totals, simulateCycle(simulation, schoolOf(criteria, i)))
  }
  run(500, 0)
  const before = megabytes()
  const started = performance.now()
  run(schools / 2, 500)
  const middle = megabytes()
  run(schools / 2, 500 + schools / 2)
  const seconds = (performance.now() - started) / 1000
  const rate = Math.round(schools / seconds)
  return [
    { what: 'f  law change simulated', result: `${schools} schools in ${seconds.toFixed(1)} s = ${rate} schools/s` },
    {
      what: 'f  resident memory',
      result: `start ${before} MB, half way ${middle} MB, end ${megabytes()} MB`,
      goal: 'flat',
    },
  ]
}

/** Ratings that differ from school to school and are the same in every run. */
function schoolOf(criteria: readonly string[], index: number): RecordedCycle {
  const ratings = criteria.map((id, i) => [id, (index * 7 + i * 13) % 11 === 0 ? 1 : 2])
  const facts = { cohortCompleted: true, consecutiveYears: 3, conditionsMet: index % 5 > 0, yearsOfOperation: 9 }
  return { cycle: String(index), school: String(index), ratings: Object.fromEntries(ratings), facts }
}
