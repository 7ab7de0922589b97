// Chooses the walks worth keeping of a released edition and writes them as its recorded histories.
import { definitionHash } from '../../src/engine/definition.ts'
import type { Procedure } from '../../src/domain/procedure.ts'
import type { ProcessDefinition } from '../../workflows/define.ts'
import type { Stepped } from '../../src/engine/step.ts'
import { enough } from './check.ts'
import { effectsPrint, fingerprint, type History, type HistoryFile } from './history-file.ts'
import { walks, type Walk } from './walking.ts'

const tried = 120
const atMost = 30

/** The histories of an edition: at least twenty different paths, in order of how much each adds to those before it. */
export function recordHistories(definition: ProcessDefinition, procedures: readonly Procedure[]): HistoryFile {
  const shared: unknown[] = []
  const places = new Map<string, number>()
  const share = (value: unknown) => {
    const print = JSON.stringify(value)
    const place = places.get(print) ?? shared.push(value) - 1
    places.set(print, place)
    return place
  }
  const chosen = choose(walks(definition, procedures, tried))
  return {
    process: definition.process,
    edition: definition.edition,
    definition: definitionHash(definition),
    fields: Object.keys(chosen[0]?.first.made.next.context ?? {}).toSorted(),
    shared,
    histories: chosen.map((walk) => historyOf(walk, share)),
  }
}

function choose(all: readonly Walk[]): Walk[] {
  const seen = new Set<string>()
  const kept: Walk[] = []
  const paths = new Set<string>()
  const newIn = (walk: Walk) => [...walk.seen].reduce((sum, what) => sum + (seen.has(what) ? 0 : worth(what)), 0)
  for (let rest = all.filter(({ steps }) => steps.length > 0); rest.length > 0 && kept.length < atMost;) {
    const best = rest.reduce((one, other) => (newIn(other) > newIn(one) ? other : one))
    if (newIn(best) === 0 && kept.length >= enough) break
    rest = rest.filter((walk) => walk !== best)
    const path = fingerprint(best.steps.map(({ happening, made }) => [happening.type, made.next.value]))
    if (paths.has(path)) continue
    paths.add(path)
    kept.push(best)
    for (const what of best.seen) seen.add(what)
  }
  return kept
}

/** States and events first, then every event in every place. */
function worth(what: string): number {
  return what.startsWith('state ') ? 100 : what.startsWith('event ') ? 50 : 1
}

function historyOf({ procedure, first, steps }: Walk, share: (value: unknown) => number): History {
  const start = { payload: share(first.happening.payload), at: first.happening.at, ...recorded(first.made) }
  const context = (steps.at(-1) ?? first).made.next.context
  return {
    procedure,
    start,
    steps: steps.map(({ happening: { type, payload, facts, at, actor, drawn }, made }) => ({
      event: type,
      payload: share(payload),
      facts: share(facts),
      at,
      actor,
      drawn,
      ...recorded(made),
    })),
    context,
  }
}

function recorded({ next, effects }: Stepped) {
  return { to: next.value, context: fingerprint(next.context), effects: effectsPrint(effects) }
}
