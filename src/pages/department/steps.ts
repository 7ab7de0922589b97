// The keys that counts carry (`process|edition|state`, `procedure|level`) as people read them, in the order of the law.
import type { StateMeta } from '../../domain/process.ts'
import type { Counts } from '../../store/views/province.ts'
import { definitions, findDefinition } from '../../../workflows/index.ts'
import type { Drawing, ProcessDefinition } from '../../../workflows/define.ts'
import { stateLabels } from '../cases/labels.ts'
import { withQuery } from '../page.ts'
import type { View } from '../view.ts'

export const processOrder = ['selfAssessment', 'externalReview', 'certification']

export interface Step {
  process: string
  edition: string
  state: string
}

export function stepIn(key: string): Step {
  const [process = '', edition = '', state = ''] = key.split('|')
  return { process, edition, state }
}

/** `Chờ quyết định · Không đề nghị`: the labels of a state; what was never asked for says nothing. */
export function stepName(view: View, key: string): string {
  const { process, edition, state } = stepIn(key)
  const definition = findDefinition(process, edition)
  const labels = definition
    ? state
        .split(' ')
        .filter((leaf) => !/\.(notRequested|none)$/.test(leaf))
        .flatMap((leaf) => stateLabels(definition, leaf))
    : []
  return [...new Set(labels.map(view.say))].join(' · ') || state
}

export interface StepGroup {
  title: string
  rows: { key: string; label: string; cases: number; late: number; measure: 'step' | 'at' }[]
}

/** Self-assessment and review by step; of certification each award by itself, since they go apart. Editions have their own groups. */
export function stepGroups(view: View, step: Counts, late: Counts, at: Counts): StepGroup[] {
  const ordered = definitions.toSorted((a, b) => processOrder.indexOf(a.process) - processOrder.indexOf(b.process))
  return ordered.flatMap((definition) => {
    const prefix = `${definition.process}|${definition.edition}|`
    const counts = definition.process === 'certification' ? at : step
    const measure = definition.process === 'certification' ? ('at' as const) : ('step' as const)
    const leaves = leavesOf(definition.drawing, '')
    const placeOf = (key: string) => leaves.indexOf(stepIn(key).state.split(' ')[0] ?? '')
    const rows = [...counts]
      .filter(([key]) => key.startsWith(prefix) && !/\.(notRequested|none)$/.test(key))
      .map(([key, cases]) => ({ key, label: stepName(view, key), cases, late: late.get(key) ?? 0, measure }))
      .toSorted((a, b) => placeOf(a.key) - placeOf(b.key))
    const named = (region: string) => rows.filter(({ key }) => regionOf(definition, key) === region)
    const regions = [...new Set(rows.map(({ key }) => regionOf(definition, key)))]
    return regions.map((region) => ({ title: titleOf(view, definition, region), rows: named(region) }))
  })
}

function titleOf(view: View, definition: ProcessDefinition, region: string): string {
  const label = (regionDrawing(definition, region)?.meta as StateMeta | undefined)?.label
  const inside = label ? `: ${view.say(label)}` : ''
  return `${view.say(definition.name)}${inside} (${definition.edition.replace('vn-', '')})`
}

/** `active.accreditation` of a state in a parallel part, '' of any other. */
function regionOf(definition: ProcessDefinition, key: string): string {
  const [top = '', part = ''] = stepIn(key).state.split('.')
  return definition.drawing.states?.[top]?.type === 'parallel' ? `${top}.${part}` : ''
}

function regionDrawing(definition: ProcessDefinition, region: string): Drawing | undefined {
  const [top = '', part = ''] = region.split('.')
  return definition.drawing.states?.[top]?.states?.[part]
}

/** Every innermost state by its path, in the order of the drawing. */
export function leavesOf(drawing: Drawing, path: string): string[] {
  const inner = Object.entries(drawing.states ?? {})
  if (inner.length === 0) return [path]
  return inner.flatMap(([name, next]) => leavesOf(next, path ? `${path}.${name}` : name))
}

/** `Mức 2`, `Không đạt`, and which circular counts so. */
export function levelName(view: View, level: string): string {
  if (level === '?') return view.t('Chưa rõ', 'Unclear')
  return level === '0' ? view.t('Không đạt', 'Not met') : view.t(`Mức ${level}`, `Level ${level}`)
}

/** The address of the list behind a part of a chart, the filter of the page kept. */
export function listUrl(filter: Readonly<Record<string, string | undefined>>): string {
  return withQuery('/province/cases', filter)
}
