// Where a process stands, as one string: `checking`, `active.accreditation.refused`; parallel places joined by a space.
import type { StateValue } from 'xstate'

/** The string of `Moment.state` for a value of the machine. Places come in the order of the drawing. */
export function placesOf(value: StateValue): string {
  return leaves(value, '').join(' ')
}

/** Whether one of the places is this one or lies within it. */
export function isAt(state: string, place: string): boolean {
  return state.split(' ').some((one) => one === place || one.startsWith(`${place}.`))
}

function leaves(value: StateValue, path: string): string[] {
  if (typeof value === 'string') return [path + value]
  return Object.entries(value).flatMap(([key, inner]) => {
    if (inner === undefined) return []
    const empty = typeof inner === 'object' && Object.keys(inner).length === 0
    return empty ? [path + key] : leaves(inner, `${path}${key}.`)
  })
}
