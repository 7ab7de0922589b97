// One open page: told what differs from what it was told before, so that a message lost on the way costs nothing but time.
import type { Visible } from './visible.ts'

export type Told =
  | { event: 'versions'; data: Record<string, number> }
  | { event: 'changed'; data: { process: string; version: number; event: string } }
  | { event: 'present'; data: { process: string; people: { id: string; name: string }[] } }

export interface Page {
  cycle: string
  person: string
  sessionHash: string
  /** Settles when the page has taken it. */
  send(told: Told): Promise<void>
  /** A sign of life that browsers pass over. */
  beat(): Promise<void>
  close(): void
}

/** The first message is `versions`, all of them; then one for each change. Knows what the page knows. */
export function tellerOf(page: Pick<Page, 'send'>): (now: Visible) => Promise<void> {
  let before: Visible | null = null
  return async (now) => {
    const known = before
    before = now
    for (const told of differences(known, now)) await page.send(told)
  }
}

function differences(known: Visible | null, now: Visible): Told[] {
  return [...changes(known, now), ...comings(known, now)]
}

function changes(known: Visible | null, { versions }: Visible): Told[] {
  if (!known)
    return [{ event: 'versions', data: Object.fromEntries([...versions].map(([id, { version }]) => [id, version])) }]
  return [...versions]
    .filter(([process, { version }]) => known.versions.get(process)?.version !== version)
    .map(([process, what]) => ({ event: 'changed', data: { process, ...what } }))
}

function comings(known: Visible | null, { present }: Visible): Told[] {
  const sheets = new Set([...(known?.present.keys() ?? []), ...present.keys()])
  const names = (of: Visible | null, process: string) => (of?.present.get(process) ?? []).map(({ id }) => id).join('\n')
  return [...sheets]
    .filter((process) => names(known, process) !== names({ versions: new Map(), present }, process))
    .map((process) => ({ event: 'present', data: { process, people: present.get(process) ?? [] } }))
}
