// Seeded walks through an edition by the pure engine: the event paths that are recorded when it is released.
import { activeStates, type StateValue } from '../../src/engine/definition.ts'
import { start, step, whyNot, type Happening, type Stepped } from '../../src/engine/step.ts'
import type { Procedure } from '../../src/domain/procedure.ts'
import type { ProcessDefinition } from '../../workflows/define.ts'
import { statesOf } from '../../workflows/exploring.ts'
import { placesOf } from '../../workflows/places.ts'
import { eventFor, plainFacts, startInstant } from '../../workflows/testing.ts'

export interface Walk {
  procedure: string
  first: { happening: Happening; made: Stepped }
  steps: { happening: Happening; made: Stepped }[]
  /** States stood in, events sent, and each event in each place: what makes a walk worth recording. */
  seen: Set<string>
}

/** Closing a case is possible everywhere; a walk that takes it early sees little. */
const early = ['closeCase', 'recordSchoolChange', 'withdraw']
/** So many situations of one input are looked at. */
const wide = 1500
const day = 24 * 60 * 60 * 1000

/** Paths of states from the root, dotted. */
export function standsIn(definition: ProcessDefinition, value: StateValue): string[] {
  return activeStates(definition, value).map(({ path }) => path)
}

/** Numbers between 0 and 1 from a seed, the same on every machine (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Walks that begin with the shortest way to each place in turn and then go on, drawn to what no walk before took. */
export function walks(definition: ProcessDefinition, procedures: readonly Procedure[], count: number): Walk[] {
  const taken = new Map<string, number>()
  const wanted = new Set(statesOf(definition).map(({ path }) => path.join('.')))
  const ways = procedures.flatMap((rules) =>
    definition.inputs.flatMap((input) => waysFrom(definition, rules, input, wanted)),
  )
  return Array.from({ length: count }, (_, index) => {
    const way = ways[index % ways.length]
    if (!way) throw new Error(`${definition.process} ${definition.edition} has no procedure or no input`)
    return walk(definition, way, randomFrom(index + 1), taken)
  })
}

interface Way {
  rules: Procedure
  first: Option
  steps: Option[]
}

/** The first way found, breadth first, to each place still wanted, and to the start; a wide process is left to the walks. */
function waysFrom(
  definition: ProcessDefinition,
  rules: Procedure,
  input: Readonly<Record<string, unknown>>,
  wanted: Set<string>,
): Way[] {
  const actor = { id: 'system', name: 'Hệ thống', role: 'system' as const }
  const happening = { type: 'start', payload: input, facts: {}, rules, at: startInstant, actor, drawn: {} } as Happening
  const first = { happening, made: start(definition, happening), sample: 0 }
  const known = new Set([situationOf(definition, first.made, happening)])
  const ways: Way[] = [{ rules, first, steps: [] }]
  for (let queue = [...ways]; queue.length > 0 && known.size < wide;) {
    const way = queue.shift()
    if (!way) break
    const { made, happening: last } = way.steps.at(-1) ?? first
    const here = standsIn(definition, made.next.value).filter((path) => wanted.delete(path))
    if (here.length > 0 && way.steps.length > 0) ways.push(way)
    if (wanted.size === 0) break
    if (made.next.ended) continue
    for (const option of optionsAt(definition, made, rules, last.at)) {
      const situation = situationOf(definition, option.made, happening)
      if (known.has(situation)) continue
      known.add(situation)
      queue.push({ rules, first, steps: [...way.steps, option] })
    }
  }
  return ways
}

function walk(definition: ProcessDefinition, way: Way, random: () => number, taken: Map<string, number>): Walk {
  const { rules, first } = way
  const walked: Walk = { procedure: rules.id, first, steps: [], seen: new Set() }
  const length = way.steps.length + Math.floor(random() * 16)
  for (let last = first; ;) {
    const { next } = last.made
    for (const path of standsIn(definition, next.value)) walked.seen.add(`state ${path}`)
    if (next.ended || walked.steps.length >= length) return walked
    const place = placesOf(next.value)
    const keyOf = ({ happening, sample }: Option) => `${happening.type} ${sample} in ${place}`
    const along = walked.steps.length / length
    const chosen =
      way.steps[walked.steps.length] ??
      pick(optionsAt(definition, last.made, rules, last.happening.at), random, (option) =>
        weightOf(option, taken.get(keyOf(option)) ?? 0, along),
      )
    if (!chosen) return walked
    taken.set(keyOf(chosen), (taken.get(keyOf(chosen)) ?? 0) + 1)
    walked.seen.add(keyOf(chosen)).add(`event ${chosen.happening.type}`)
    walked.steps.push(chosen)
    last = chosen
  }
}

interface Option {
  happening: Happening
  made: Stepped
  sample: number
}

function weightOf({ made, happening }: Option, times: number, along: number): number {
  const brake = along < 0.8 && (made.next.ended || early.includes(happening.type)) ? 0.02 : 1
  return brake / (1 + times) ** 2
}

function pick<T>(options: readonly T[], random: () => number, weight: (option: T) => number): T | undefined {
  const weights = options.map(weight)
  let rest = random() * weights.reduce((sum, one) => sum + one, 0)
  return options.find((_, index) => (rest -= weights[index] ?? 0) <= 0) ?? options.at(-1)
}

/** Two contexts are the same situation when no check and not the facet tell them apart. */
function situationOf(definition: ProcessDefinition, { next }: Stepped, happening: Happening): string {
  const moment = { ...happening, payload: {}, facts: plainFacts, context: next.context, state: placesOf(next.value) }
  const answers = Object.values(definition.checks).map((check) => (check(moment) === null ? 1 : 0))
  return `${moment.state}|${answers.join('')}|${JSON.stringify(definition.facet(next.context))}`
}

/** Every sample of every event that is accepted here, each at the first moment at which it is. */
function optionsAt(definition: ProcessDefinition, { next }: Stepped, rules: Procedure, at: string): Option[] {
  const state = placesOf(next.value)
  const drawings = [definition.drawing, ...activeStates(definition, next.value).map(({ drawing }) => drawing)]
  const types = [...new Set(drawings.flatMap(({ on }) => Object.keys(on ?? {})))]
  return types.flatMap((type) =>
    (definition.events[type]?.samples ?? []).flatMap((sample, index) => {
      for (const moment of momentsAfter(at)) {
        const happening = eventFor(definition, type, { state, rules, at: moment, ...sample }) as Happening
        if (whyNot(definition, next, happening) !== null) continue
        const issues = definition.events[type]?.accepts?.({ ...happening, context: next.context, state }) ?? []
        if (issues.length === 0) return [{ happening, made: step(definition, next, happening), sample: index }]
      }
      return []
    }),
  )
}

/** The next day, the turns of the school year that follow, and years later. */
function momentsAfter(at: string): string[] {
  const next = new Date(Date.parse(at) + day).toISOString()
  const year = Number(at.slice(0, 4))
  const turns = [0, 1].flatMap((more) =>
    ['05-20', '08-20', '10-01'].map((turn) => `${year + more}-${turn}T02:00:00.000Z`),
  )
  const later = [2, 3, 5, 6, 10].map((more) => `${year + more}-10-01T02:00:00.000Z`)
  return [next, ...[...turns, ...later].filter((moment) => moment > next)]
}
