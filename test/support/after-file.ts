// What a test file opens is put away when it ends; the process goes on to the next file with what it has loaded.
import { afterAll } from 'vitest'

const waiting: (() => unknown)[] = []

/** Is done at the end of the present test file, the last first. */
export function afterFile(work: () => unknown): void {
  waiting.push(work)
}

/** For the setup of every file alone: a module that several files share is loaded only once, and its own hooks belong to the first. */
export function putAwayAtEnd(): void {
  afterAll(async () => {
    for (let work = waiting.pop(); work; work = waiting.pop()) await work()
  })
}
