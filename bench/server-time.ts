// What the server itself says of its time, from the histogram that its operator reads.
import { setTimeout as sleep } from 'node:timers/promises'

/** Upper bound of a step in seconds -> requests that took at most so long. */
export type Steps = ReadonlyMap<number, number>

/** All requests of a route so far. */
export async function stepsOf(api: string, route: string): Promise<Steps> {
  const text = await (await fetch(`${api}/metrics`)).text()
  const [method, path] = route.split(' ')
  const steps = new Map<number, number>()
  for (const line of text.split('\n')) {
    if (!line.includes(`method="${method}"`) || !line.includes(`route="${path}"`)) continue
    const bound = /_bucket\{le="([^"]+)"/.exec(line)?.[1]
    const le = bound === '+Inf' ? Infinity : Number(bound)
    if (bound !== undefined) steps.set(le, (steps.get(le) ?? 0) + Number(line.split(' ').at(-1)))
  }
  return steps
}

/** The same once nothing of the route is under way any more: a driver that stops leaves its last requests behind. */
export async function settledSteps(api: string, route: string): Promise<Steps> {
  let seen = await stepsOf(api, route)
  for (;;) {
    await sleep(300)
    const now = await stepsOf(api, route)
    if (now.get(Infinity) === seen.get(Infinity)) return now
    seen = now
  }
}

/** The step within which this part of the requests between two readings came; NaN without any. */
export function within(before: Steps, after: Steps, part: number): number {
  const count = (le: number) => (after.get(le) ?? 0) - (before.get(le) ?? 0)
  const all = count(Infinity)
  const bounds = [...after.keys()].toSorted((a, b) => a - b)
  return (all > 0 ? bounds.find((le) => count(le) >= all * part) : undefined) ?? Number.NaN
}
