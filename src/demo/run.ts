// Plays the timeline of a school's input file in a world, and compares what came out with what the file expects.
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { awardWords, mismatches } from './outcome.ts'
import { dayClock, type DayClock } from './day-clock.ts'
import { isWork, type Step } from './input-parts.ts'
import { schoolIn, type Cycle, type SchoolInput } from './input.ts'
import type { Library } from './library.ts'
import type { Awards, World } from './world-port.ts'
import { doWork, type Place, type Tally } from './work.ts'

export type Progress = (line: string) => void

export interface CycleRun {
  school: string
  period: string
  procedure: string
  result: string
  states: Record<string, string>
  awards: Awards
  events: number
  sheets: number
  evidence: number
  expected: string
  /** What is otherwise than the file expects; none when all is as expected. */
  differences: string[]
  reports: string[]
}

/**
 * Plays all cycles of a school, day by day. The input has passed its checks. Throws what the world refuses, with day and step.
 * `out` is where reports go; without it none are written.
 */
export async function runSchool(
  world: World,
  input: SchoolInput,
  progress: Progress,
  { library, out }: { library: Library; out?: string },
): Promise<CycleRun[]> {
  progress(`\n${input.school.name}`)
  await world.province(input)
  const clock = dayClock()
  const open = new Map<Cycle, { place: Place; tally: Tally }>()
  for (const { cycle, step } of inOrder(input)) {
    const running = open.get(cycle)
    const tell = (sentence: string) => progress(`  ${shown(step?.on ?? cycle.opened.on)}  ${sentence}`)
    await reach(world, clock, step?.on ?? cycle.opened.on, tell)
    if (!step || !running) open.set(cycle, await begin(world, input, cycle, library, clock, tell))
    else await take(running, input, step, library, tell)
  }
  await world.advanceTo(clock.next())
  const runs: CycleRun[] = []
  for (const [cycle, running] of open) runs.push(await finish(world, input, cycle, running, out))
  return runs
}

/** The opening and the steps of all cycles by day; cycles of consecutive years overlap. */
function inOrder({ cycles }: SchoolInput): { cycle: Cycle; step?: Step }[] {
  const all = cycles.flatMap((cycle) => [{ cycle }, ...cycle.events.map((step) => ({ cycle, step }))])
  const dayOf = ({ cycle, step }: { cycle: Cycle; step?: Step }) => step?.on ?? cycle.opened.on
  return all.toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0))
}

async function reach(world: World, clock: DayClock, on: string, tell: Progress): Promise<void> {
  if (!clock.begin(on)) return
  const { fired } = await world.advanceTo(clock.next())
  if (fired.length > 0) tell(`Có ${fired.length} thời hạn đã đến, hệ thống tự xử lý`)
}

async function begin(
  world: World,
  input: SchoolInput,
  cycle: Cycle,
  library: Library,
  clock: DayClock,
  tell: Progress,
) {
  const set = library.set(cycle.criteriaSet)
  const procedure = library.procedure(cycle.procedure)
  if (!set || !procedure) throw new Error(`Chu kỳ ${cycle.key}: không có bộ tiêu chuẩn hoặc quy trình`)
  const { period, opened } = cycle
  const of = { schoolKey: input.key, period, procedure: cycle.procedure, set: cycle.criteriaSet }
  const school = schoolIn(input, cycle)
  const cycleId = await world.openCycle({ ...of, school, at: clock.next(), by: opened.by })
  tell(`Mở chu kỳ ${period} theo ${procedure.name.vi}`)
  const codeKind = procedure.evidenceCode.kind
  const place: Place = { world, cycle, cycleId, set, codeKind, schoolName: school.name, clock }
  return { place, tally: { evidence: 0, sheets: 0, events: 0 } }
}

async function take(
  { place, tally }: { place: Place; tally: Tally },
  input: SchoolInput,
  step: Step,
  library: Library,
  tell: Progress,
): Promise<void> {
  tell(`${step.say ?? labelOf(place.cycle, step, library)}${byline(input, step)}`)
  try {
    const done = isWork(step.do) ? await doWork(place, { ...step, do: step.do }) : await send(place, step)
    tally.evidence += done.evidence
    tally.sheets += done.sheets
    tally.events += done.events
  } catch (error) {
    const where = `Ngày ${shown(step.on)}, bước "${step.do}"`
    if (error instanceof AppError)
      throw new AppError(error.code, say(`${where}: ${error.message}`, `${where}: ${error.sentence.en}`), error.details)
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

async function send({ world, cycleId, clock }: Place, step: Step): Promise<Tally> {
  const [process = '', event = ''] = step.do.split('.')
  const by = step.by ?? ''
  await world.send({ cycle: cycleId, process, event, payload: step.with, by, at: clock.next() })
  return { evidence: 0, sheets: 0, events: 1 }
}

async function finish(
  world: World,
  input: SchoolInput,
  cycle: Cycle,
  { place, tally }: { place: Place; tally: Tally },
  out: string | undefined,
): Promise<CycleRun> {
  const states = await world.states(place.cycleId)
  const awards = await world.awards(place.cycleId)
  const differences = mismatches(cycle.expect, states, awards)
  return {
    school: input.school.name,
    period: cycle.period,
    procedure: cycle.procedure,
    result: awardWords(awards, states),
    states,
    awards,
    ...tally,
    expected: cycle.expect.result ?? '',
    differences,
    reports: out ? await world.writeReports(place.cycleId, `${out}/${input.key}/${cycle.key}`) : [],
  }
}

function labelOf(cycle: Cycle, step: Step, library: Library): string {
  const [process = '', event = ''] = step.do.split('.')
  const procedure = library.procedure(cycle.procedure)
  return (procedure && library.book(process, procedure)?.[event]?.label.vi) ?? step.do
}

function byline(input: SchoolInput, step: Step): string {
  const person = input.people.find((one) => one.id === step.by)
  return person ? ` (${person.name})` : ''
}

/** `2024-08-12` -> `12/08/2024`. */
function shown(day: string): string {
  return day.split('-').toReversed().join('/')
}
