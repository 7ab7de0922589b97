// The last day of a term: five hundred principals at once, each reading work, opening a sheet, saving it and sending an event.
import { setTimeout as sleep } from 'node:timers/promises'
import { compose } from '../src/compose.ts'
import { connect } from '../src/store/connect.ts'
import { askerOf, chance, type Asker } from './asking.ts'
import { startedServer } from './http-server.ts'
import { seedThousand } from './http-seed.ts'
import { event, sheetPage, sheetSave, workPage } from './requests.ts'
import { benchTime } from './seed.ts'
import { quantile, type Line } from './table.ts'

const people = 500
const goalMs = 500
const steps = [workPage, sheetPage, sheetSave, event]
/** Between two steps of one person: a page is looked at, a text is written. */
const thinking = { from: 3_000, to: 9_000 }

interface Seen {
  times: number[]
  /** What went wrong, by its message. */
  errors: string[]
}

export async function benchDeadlineDay(url: string, seconds: number): Promise<Line[]> {
  const db = await connect(url)
  await seedThousand(await compose(db, () => benchTime), new Date().toISOString()).finally(() => db.close())
  const { server, stop } = await startedServer(url)
  const asker = askerOf(server.api, people)
  try {
    // A server that has just started reads its law and compiles its code first.
    await together(asker, { rounds: 1, pause: (n, step) => chance(n + step) * 3_000 })
    const pressed = await together(asker, { rounds: 1, pause: () => 0 })
    const until = performance.now() + seconds * 1000
    const pause = (n: number, step: number) => thinking.from + chance(n * 97 + step) * (thinking.to - thinking.from)
    const day = await together(asker, { rounds: Math.ceil(seconds / 6), pause, until })
    const rate = Math.round(day.times.length / seconds)
    return [
      lineOf(`j  ${people} people for ${seconds} s, a step each 3 to 9 s, ${rate}/s`, day, goalMs),
      lineOf(`j  ${people} people press at the same instant, four steps without a pause`, pressed, null),
    ]
  } finally {
    asker.close()
    await stop()
  }
}

interface Day {
  rounds: number
  pause: (n: number, step: number) => number
  /** Nobody begins another step then. */
  until?: number
}

async function together({ ask }: Asker, { rounds, pause, until = Infinity }: Day): Promise<Seen> {
  const seen: Seen = { times: [], errors: [] }
  const person = async (n: number) => {
    for (let step = 0; step < rounds * steps.length; step++) {
      // The first step of each falls anywhere in a pause, else all would go on in one beat.
      await sleep(step === 0 ? pause(n, step) * chance(n) : pause(n, step))
      const next = steps[step % steps.length]
      if (!next || performance.now() > until) return
      await ask(next(n)).then(
        (ms) => seen.times.push(ms),
        (error: unknown) => seen.errors.push(String(error)),
      )
    }
  }
  await Promise.all(Array.from({ length: people }, (_, index) => person(index + 1)))
  return seen
}

function lineOf(what: string, { times, errors }: Seen, goal: number | null): Line {
  const [p50, p95, p99 = Number.NaN] = [0.5, 0.95, 0.99].map((part) => quantile(times, part))
  const result = `p50 ${p50?.toFixed(0)}, p95 ${p95?.toFixed(0)}, p99 ${p99.toFixed(0)}, longest ${Math.max(...times).toFixed(0)} ms, ${errors.length} errors${errors[0] ? ` (${errors[0]})` : ''}`
  if (goal === null) return { what, result, goal: 'no error', met: errors.length === 0 }
  return { what, result, goal: `p99 <= ${goal} ms, no error`, met: errors.length === 0 && p99 <= goal }
}
