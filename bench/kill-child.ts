// A server under load, to be killed: eight lanes send events without end and say which were tried and which were answered.
import { writeSync } from 'node:fs'
import { compose } from '../src/compose.ts'
import { connect } from '../src/store/connect.ts'
import { orderOf } from './child-process.ts'
import { benchTime, caseCount, changePlan, dispatchThrough } from './seed.ts'

const { url, name } = orderOf<{ url: string; name: string }>()
const db = await connect(url, { poolMax: 8 })
const { engine } = await compose(db, () => benchTime)

// Written at once, not queued: what was said before the kill is heard.
const say = (...words: unknown[]) => writeSync(1, `${words.join(' ')}\n`)

async function lane(number: number): Promise<never> {
  for (let n = 0; ; n++) {
    const key = `${name}-${number}-${n}`
    const target = 1 + ((number * 7 + n) % caseCount)
    say('tried', target, key)
    const answer = await dispatchThrough(engine, changePlan(target, key))
    say('answered', target, key, answer.version)
  }
}

say('ready')
await Promise.all(Array.from({ length: 8 }, (_, number) => lane(number)))
