// The law-change simulator as long work: what the recorded cycles in reach would come to under another edition.
import { z } from 'zod'
import { flatten } from '../domain/criteria/flatten.ts'
import type { AnySet } from '../domain/criteria/framework.ts'
import { simulateCycle } from '../domain/criteria/simulate.ts'
import { addTo, emptyTotals, type Totals } from '../domain/criteria/simulation-totals.ts'
import { AppError } from '../domain/errors.ts'
import { say, type Text } from '../domain/text.ts'
import { nodeTitle } from '../domain/scoring/titles.ts'
import { reachOf } from '../domain/permissions.ts'
import { officesOf } from '../store/accounts/seats.ts'
import type { JobRow } from '../store/jobs.ts'
import type { Library } from '../store/library.ts'
import { planSimulation } from '../store/plan-simulation.ts'
import { learnSets } from '../store/publish-sets.ts'
import { recordedCycles } from '../store/recorded-cycles.ts'
import { countCycles } from '../store/views/cases.ts'
import { withClient } from '../store/with-client.ts'
import type { JobWorld, Progress } from './world.ts'

const Key = z.string().min(1).max(200)
export const SimulationInput = z.strictObject({ from: Key, to: Key })

/** A set of the library by its key, drafts too. Throws `notFound`. */
export function setNamed(library: Library, key: string) {
  if (![...library.sets(), ...library.drafts()].includes(key))
    throw new AppError('notFound', say('Không tìm thấy bộ tiêu chuẩn.', 'The criteria set was not found.'))
  return library.any(key)
}

export interface SimulationReport extends Totals {
  /** What nodes and facts are called, by the ids under which they count. */
  names: Record<string, Text>
}

function namesIn(sets: readonly AnySet[]): Record<string, Text> {
  const nodes = sets.flatMap((set) => flatten(set).map((node) => [node.id, nodeTitle(node)] as const))
  const facts = sets.flatMap((set) => Object.entries(set.facts).map(([id, { name }]) => [`fact:${id}`, name] as const))
  return Object.fromEntries([...nodes, ...facts])
}

export async function runSimulation(
  world: JobWorld,
  job: JobRow,
  progress: Progress,
): Promise<{ result: SimulationReport }> {
  const { db, library, engine } = world
  const { from, to } = SimulationInput.parse(job.input)
  const [within, total] = await withClient(db, async (client) => {
    await learnSets(client, library)
    const reach = reachOf('seeRoster', await officesOf(client, job.person, engine.now()))
    return [reach, await countCycles(client, { set: from, within: reach })] as const
  })
  const simulation = planSimulation(setNamed(library, from), setNamed(library, to))
  const totals = emptyTotals(Object.keys(simulation.decisions))
  await progress(0, total)
  for await (const cycle of recordedCycles(db, library, { set: from, at: engine.now(), within })) {
    addTo(totals, simulateCycle(simulation, cycle))
    if (totals.cycles % 50 === 0) await progress(totals.cycles, total)
  }
  return { result: { ...totals, names: namesIn([simulation.from, simulation.to]) } }
}
