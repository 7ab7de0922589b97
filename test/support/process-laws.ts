// What holds of every process: names, meta, deadlines, paths to every state and out of it, and random walks. Held in processes.test.ts beside each.
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { initialTransition, transition, type AnyMachineSnapshot, type AnyStateNode } from 'xstate'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Effect } from '../../src/domain/effects.ts'
import type { DeadlineRule, StateMeta } from '../../src/domain/process.ts'
import { Procedure } from '../../src/domain/procedure.ts'
import { Text } from '../../src/domain/text.ts'
import type { Drawing, ProcessDefinition, Transition } from '../../workflows/define.ts'
import { acceptable, explore, instants, statesOf } from '../../workflows/exploring.ts'
import { definitions } from '../../workflows/index.ts'
import { placesOf } from '../../workflows/places.ts'
import { effectsOf, eventFor, guardNames, handledBy, startInstant } from '../../workflows/testing.ts'

interface Place {
  path: string
  drawing: Drawing
  within: Place[]
}

/** Declares the tests for each edition of the process; one test file a process, so that several run at a time. */
export function describeProcess(process: string): void {
  describe.each(editionsOf(process))('%s', (_, definition) => {
    const places = placesIn(definition.drawing)
    const transitions = places.flatMap(({ drawing }) => transitionsOf(drawing))

    it('draws only checks, effects and events that exist, and uses all of them', () => {
      const checks = transitions.flatMap(({ guard }) => guardNames(guard))
      const effects = [
        ...transitions.flatMap(({ actions }) => [actions ?? []].flat()),
        ...places.flatMap(({ drawing }) => [...(drawing.entry ?? []), ...(drawing.exit ?? [])]),
      ].filter((name) => name !== 'record')
      const events = places.flatMap(({ drawing }) => Object.keys(drawing.on ?? {}))
      expect(sorted(checks)).toEqual(sorted(Object.keys(definition.checks)))
      expect(sorted(effects)).toEqual(sorted(Object.keys(definition.effects)))
      expect(sorted(events)).toEqual(sorted(Object.keys(definition.events)))
    })

    it('says of every state what it is called and whom it waits for', () => {
      const unnamed = places.filter(({ path, drawing }) => path !== '' && !isNamed(drawing.meta))
      expect(unnamed.map(({ path }) => path)).toEqual([])
    })

    it('names events in both languages, with samples its own payload schema takes', () => {
      for (const [type, entry] of Object.entries(definition.events)) {
        expect(Text.safeParse(entry.label).success, type).toBe(true)
        expect(entry.by.length, type).toBeGreaterThan(0)
        expect(entry.samples.length, type).toBeGreaterThan(0)
        for (const { payload } of entry.samples) expect(entry.payload.safeParse(payload).error, type).toBeUndefined()
      }
    })

    it('handles each deadline where it is declared, as the system’s own event, by terms of its procedure', () => {
      const faults = places.flatMap((place) =>
        (place.drawing.meta?.deadlines ?? []).flatMap((rule) => faultsOf(definition, place, rule)),
      )
      expect(faults).toEqual([])
    })

    it('draws numbers only from series of its procedure', () => {
      for (const rules of proceduresOf(definition))
        for (const { draws } of Object.values(definition.events))
          for (const series of draws ?? []) expect(Object.keys(rules.series)).toContain(series)
    })

    it('uses no timer, no actor and nothing inline, in the drawing or in what the machine makes of it', () => {
      const { context, ...config } = definition.machine.config as Record<string, unknown>
      expect(typeof context).toBe('function')
      expect([...forbidden(config, 'machine'), ...forbidden(definition.drawing, 'drawing')]).toEqual([])
    })

    it('has no circle of transitions that are taken at once', () => {
      const circles = statesOf(definition).filter((node) => comesBack(node))
      expect(circles.map(({ id }) => id)).toEqual([])
    })

    it('reaches every state and every event, and has a way out of every situation', () => {
      for (const rules of proceduresOf(definition)) {
        const explored = explore(definition, rules)
        const all = statesOf(definition).map(({ id }) => id)
        expect(
          all.filter((id) => !explored.states.has(id)),
          'states never reached',
        ).toEqual([])
        expect(
          Object.keys(definition.events).filter((type) => !explored.events.has(type)),
          'events never sent',
        ).toEqual([])
        for (const { snapshot, event } of explored.steps.values()) one(definition, reload(definition, snapshot), event)
        if (finals(definition).length > 0) expect(explored.stuck.slice(0, 5), 'dead ends').toEqual([])
      }
    })

    it('survives any walk: illegal events change nothing, the context stays plain and is never mutated', () => {
      const types = Object.keys(definition.events)
      const step = fc.record({ illegal: fc.nat(9), event: fc.nat(), sample: fc.nat(), at: fc.nat(instants.length - 1) })
      for (const rules of proceduresOf(definition))
        fc.assert(
          fc.property(
            fc.nat(definition.inputs.length - 1),
            fc.array(step, { minLength: 20, maxLength: 40 }),
            (start, steps) => {
              const input = definition.inputs[start]
              const [initial] = initialTransition(definition.machine, { at: startInstant, input } as never)
              expect(initial.status).toBe('active')
              let snapshot = reload(definition, initial)
              for (const { illegal, event, sample, at } of steps) {
                if (snapshot.status !== 'active') break
                const offered = illegal > 1 ? handledBy(snapshot) : types
                const type = offered[event % offered.length]
                if (!type) break
                const good = illegal > 3 ? acceptable(definition, snapshot, type, rules) : []
                const next = one(definition, snapshot, good[sample % good.length] ?? any(type, sample, at))
                // Most ends are looked at and not taken: a walk that stops early sees little.
                if (next.status === 'active' || illegal === 9) snapshot = next
              }
              function any(type: string, sample: number, at: number) {
                const samples = definition.events[type]?.samples ?? []
                const details = samples[sample % samples.length] ?? { payload: {} }
                const instant = instants[at] ?? startInstant
                return eventFor(definition, type, { state: placesOf(snapshot.value), rules, at: instant, ...details })
              }
            },
          ),
          { numRuns: 60 },
        )
    })
  })
}

function editionsOf(process: string): [string, ProcessDefinition][] {
  return definitions.filter((one) => one.process === process).map((one) => [`${process} ${one.edition}`, one])
}

/** The procedure a definition is run under: that of its edition, or each of them for a process that serves all. */
function proceduresOf({ edition }: ProcessDefinition): Procedure[] {
  return (edition.startsWith('vn-') ? [edition] : ['vn-2018', 'vn-2026']).map(procedure)
}

const read = new Map<string, Procedure>()

function procedure(id: string): Procedure {
  const url = new URL(`../../workflows/procedures/${id}.yaml`, import.meta.url)
  const rules = read.get(id) ?? Procedure.parse(parse(readFileSync(url, 'utf8')))
  read.set(id, rules)
  return rules
}

/** One step as the engine takes it, with everything that must hold of it. */
function one(definition: ProcessDefinition, snapshot: AnyMachineSnapshot, event: ReturnType<typeof eventFor>) {
  const allowed = snapshot.can(event as never)
  const where = `${event.type} in ${event.state}`
  for (const node of snapshot._nodes)
    for (const { guard } of node.transitions.get(event.type) ?? [])
      for (const name of guardNames(guard)) {
        const text = definition.checks[name]?.({ ...event, context: snapshot.context }) ?? null
        must(text === null || Text.safeParse(text).success, `${where}: ${name} answers no text`)
        must(
          isDeepStrictEqual(text, blindly(definition, name, event, snapshot)),
          `${where}: ${name} reads who is named`,
        )
      }
  const issues = definition.events[event.type]?.accepts?.({ ...event, context: snapshot.context }) ?? []
  for (const { message } of issues) must(Text.safeParse(message).success, `${where}: an issue is no text`)
  if (issues.length > 0) return snapshot

  const [next, actions] = transition(definition.machine, snapshot, event as never)
  if (!allowed) {
    const same = isDeepStrictEqual([next.value, next.context], [snapshot.value, snapshot.context])
    must(same, `${where}: refused, and still something changed`)
    return snapshot
  }
  must(next.status !== 'error', `${where}: ends in an error`)
  const { error } = definition.context.safeParse(next.context)
  must(!error, `${where}: the context is not what its schema says: ${error?.message}`)
  must(isDeepStrictEqual(JSON.parse(JSON.stringify(next.context)), next.context), `${where}: the context is not plain`)
  for (const effect of effectsOf(definition, next.context, event, actions)) {
    must(Effect.safeParse(effect).success, `${where}: ${JSON.stringify(effect)} is no effect`)
    if (effect.type === 'produceDocument') must(effect.form in event.rules.forms, `${where}: no form ${effect.form}`)
  }
  return reload(definition, next)
}

/** What a guard says where nobody is named yet, as the offered list asks it. */
function blindly(
  { checks }: ProcessDefinition,
  name: string,
  event: ReturnType<typeof eventFor>,
  { context }: AnyMachineSnapshot,
): Text | null {
  return checks[name]?.({ ...event, facts: { ...event.facts, people: {} }, context }) ?? null
}

/** Tens of thousands of times a run, so without the weight of an expectation. */
function must(holds: boolean, message: string): void {
  if (!holds) throw new Error(message)
}

/** Through JSON and frozen, as if it had been stored and loaded; a change that mutates its input then throws. */
function reload(definition: ProcessDefinition, snapshot: AnyMachineSnapshot): AnyMachineSnapshot {
  if (snapshot.status !== 'active') return snapshot
  const { value, context } = JSON.parse(JSON.stringify({ value: snapshot.value, context: snapshot.context }))
  return definition.machine.resolveState({ value, context: deepFreeze(context) })
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const inner of Object.values(value)) deepFreeze(inner)
  return Object.freeze(value)
}

function placesIn(drawing: Drawing, path = '', within: Place[] = []): Place[] {
  const here: Place = { path, drawing, within }
  const inner = Object.entries(drawing.states ?? {})
  return [
    here,
    ...inner.flatMap(([name, state]) => placesIn(state, path ? `${path}.${name}` : name, [...within, here])),
  ]
}

function transitionsOf({ on, always }: Drawing): Transition[] {
  return [...Object.values(on ?? {}), always ?? []].flatMap((each) => [each ?? []].flat() as Transition[])
}

function faultsOf(definition: ProcessDefinition, { path, drawing, within }: Place, rule: DeadlineRule): string[] {
  const handled = [drawing, ...within.map((place) => place.drawing)].some(({ on }) => on?.[rule.event])
  const fault = (text: string) => `${path}: ${rule.event} ${text}`
  const context = definition.start({ at: startInstant, input: definition.inputs[0] ?? {} })
  return [
    ...(handled ? [] : [fault('is not handled there')]),
    ...(definition.events[rule.event]?.by.join() === 'system' ? [] : [fault('is not the system’s own')]),
    ...(rule.from === undefined || rule.from in context
      ? []
      : [fault(`counts from "${rule.from}", not in the context`)]),
    ...((rule.period ?? rule.dateOfYear ?? rule.from) ? [] : [fault('has no term')]),
    ...proceduresOf(definition).flatMap((rules) => [
      ...(rule.period === undefined || rules.periods[rule.period]
        ? []
        : [fault(`${rules.id} has no period "${rule.period}"`)]),
      ...(rule.dateOfYear === undefined || rules.dates[rule.dateOfYear]
        ? []
        : [fault(`${rules.id} has no date "${rule.dateOfYear}"`)]),
    ]),
  ]
}

function forbidden(value: unknown, path: string): string[] {
  if (typeof value === 'function') return [`${path} is inline`]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(['after', 'invoke', 'spawn', 'spawnChild', 'reenter', 'onDone', 'history'].includes(key)
      ? [`${path}.${key}`]
      : []),
    ...forbidden(inner, `${path}.${key}`),
  ])
}

/** Whether transitions that need no event can lead from a state back to it, whatever their guards say. */
function comesBack(start: AnyStateNode): boolean {
  const seen = new Set<AnyStateNode>()
  const next = (node: AnyStateNode) => (node.always ?? []).flatMap(({ target }) => (target ?? []).flatMap(entered))
  for (let queue = next(start); queue.length > 0;) {
    if (queue.includes(start)) return true
    queue = queue.filter((node) => !seen.has(node))
    for (const node of queue) seen.add(node)
    queue = queue.flatMap(next)
  }
  return false
}

/** A state, those around it and those it is entered with. */
function entered(node: AnyStateNode): AnyStateNode[] {
  const around = (one: AnyStateNode): AnyStateNode[] => (one.parent ? [one.parent, ...around(one.parent)] : [])
  const inside = (one: AnyStateNode): AnyStateNode[] => [one, ...Object.values(one.states).flatMap(inside)]
  return [...around(node), ...inside(node)]
}

function finals(definition: ProcessDefinition): AnyStateNode[] {
  return statesOf(definition).filter((node) => node.type === 'final')
}

function isNamed(meta: StateMeta | undefined): boolean {
  return Text.safeParse(meta?.label).success && Array.isArray(meta?.waitsFor)
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted()
}
