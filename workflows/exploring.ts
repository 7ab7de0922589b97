// For tests: what XState's own path generation reaches of a process, started from each of its inputs, and where it is stuck.
import { getAdjacencyMap } from 'xstate/graph'
import type { AnyMachineSnapshot, AnyStateNode } from 'xstate'
import type { Procedure } from '../src/domain/procedure.ts'
import type { Facts } from '../src/domain/facts.ts'
import type { ProcessDefinition, ProcessEvent } from './define.ts'
import { placesOf } from './places.ts'
import { eventFor, handledBy, issuesOf, plainFacts, startInstant } from './testing.ts'

/** The moments at which an event is tried: in autumn, before the school year ends, and when an award is two years old, and five. */
export const instants = [
  startInstant,
  '2027-05-20T02:00:00.000Z',
  '2027-08-20T02:00:00.000Z',
  '2030-10-01T02:00:00.000Z',
  '2036-10-01T02:00:00.000Z',
]

/** Closing a case, or the end of its school, is always possible and hides where a process is stuck by its own events. */
const emergencyExits = ['closeCase', 'recordSchoolChange']

export interface Explored {
  /** Ids of the states stood in, the surrounding ones included. */
  states: Set<string>
  events: Set<string>
  /** Situations from which no final state can be reached, as places. */
  stuck: string[]
  /** One step for every event in every place it was taken in. */
  steps: Map<string, { snapshot: AnyMachineSnapshot; event: ProcessEvent }>
  situations: number
}

type Situations = Record<
  string,
  { state: AnyMachineSnapshot; next: { to: string; by: string }[]; events: ProcessEvent[] }
>

/** Explores from one input after the other until every state and event has been seen. */
export function explore(definition: ProcessDefinition, rules: Procedure): Explored {
  const explored: Explored = { states: new Set(), events: new Set(), stuck: [], steps: new Map(), situations: 0 }
  const wanted = statesOf(definition).length + Object.keys(definition.events).length
  for (const input of definition.inputs) {
    if (explored.states.size + explored.events.size >= wanted) break
    const situations = situationsFrom(definition, rules, input)
    const found = Object.values(situations)
    const nodes = found.flatMap(({ state }) => state._nodes.filter((node) => node.parent))
    nodes.forEach(({ id }) => explored.states.add(id))
    for (const { state: snapshot, events } of found)
      events.forEach((event) => {
        explored.events.add(event.type)
        explored.steps.set(`${event.type} in ${event.state}`, { snapshot, event })
      })
    explored.situations += found.length
    explored.stuck.push(...stuckIn(situations))
  }
  return explored
}

/** Every state of the machine but its root, outermost first. */
export function statesOf({ machine }: ProcessDefinition): AnyStateNode[] {
  const below = (node: AnyStateNode): AnyStateNode[] =>
    Object.values(node.states).flatMap((one) => [one, ...below(one)])
  return below(machine.root as AnyStateNode)
}

/** The samples of an event that the process would accept here, each at the first moment at which it would. */
export function acceptable(
  definition: ProcessDefinition,
  snapshot: AnyMachineSnapshot,
  type: string,
  rules: Procedure,
) {
  const state = placesOf(snapshot.value)
  const samples = definition.events[type]?.samples ?? []
  return samples.flatMap((sample, index) => {
    const first = eventFor(definition, type, { state, rules, at: startInstant, ...sample })
    for (const at of instants) {
      const event = { ...first, at }
      const fine = issuesOf(definition, snapshot.context, event).length === 0 && snapshot.can(event as never)
      if (fine) return [{ ...event, sample: index }]
    }
    return []
  })
}

function situationsFrom(definition: ProcessDefinition, rules: Procedure, input: unknown): Situations {
  const names = new WeakMap<AnyMachineSnapshot, string>()
  const nameOf = (snapshot: AnyMachineSnapshot) => {
    const name = names.get(snapshot) ?? nameSituation(definition, snapshot, rules)
    names.set(snapshot, name)
    return name
  }
  const map = getAdjacencyMap(definition.machine, {
    input: { at: startInstant, input } as never,
    events: (snapshot: AnyMachineSnapshot) =>
      handledBy(snapshot).flatMap((type) => acceptable(definition, snapshot, type, rules)) as never,
    serializeState: nameOf as never,
    serializeEvent: ((event: ProcessEvent & { sample: number }) => `${event.type} ${event.sample}`) as never,
  })
  return Object.fromEntries(
    Object.entries(map).map(([name, { state, transitions }]) => {
      const steps = Object.values(transitions) as unknown as { state: AnyMachineSnapshot; event: ProcessEvent }[]
      return [
        name,
        {
          state,
          next: steps.map((one) => ({ to: nameOf(one.state), by: one.event.type })),
          events: steps.map(({ event }) => event),
        },
      ]
    }),
  ) as unknown as Situations
}

/** Two contexts are the same situation when no check and not the facet tell them apart. */
function nameSituation(definition: ProcessDefinition, snapshot: AnyMachineSnapshot, rules: Procedure): string {
  const facts = plainFacts as Facts
  const actor = { id: 'system', name: 'system', role: 'system' as const }
  const state = placesOf(snapshot.value)
  const moment = { context: snapshot.context, state, payload: {}, facts, rules, at: startInstant, actor, drawn: {} }
  const answers = Object.values(definition.checks).map((check) => (check(moment) === null ? 1 : 0))
  return `${state}|${answers.join('')}|${JSON.stringify(definition.facet(snapshot.context))}`
}

function stuckIn(situations: Situations): string[] {
  const ends = Object.keys(situations).filter((name) => situations[name]?.state.status === 'done')
  const before = new Map<string, string[]>()
  for (const [name, { next }] of Object.entries(situations))
    for (const { to } of next.filter(({ by }) => !emergencyExits.includes(by)))
      before.set(to, [...(before.get(to) ?? []), name])
  const saved = new Set(ends)
  for (let queue = ends; queue.length > 0;) {
    queue = queue.flatMap((name) => before.get(name) ?? []).filter((name) => !saved.has(name))
    for (const name of queue) saved.add(name)
  }
  return Object.keys(situations).filter((name) => !saved.has(name))
}
