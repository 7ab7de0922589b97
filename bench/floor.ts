// The floor under a dispatch: the very statements of one event, sent by pgbench (or by bare node-postgres where there is none).
import { execFile, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { caseCount } from './seed.ts'

/** A statement as the store sent it for one real event. */
export interface Recorded {
  text: string
  values: unknown[]
}

export interface Floor {
  name: string
  /** Transactions a second. */
  measure(url: string, clients: number, seconds: number): Promise<number>
}

/**
 * What differs from the recorded event, as little as possible: the case is drawn at random, the key of the answer too, and
 * the version is the row's own plus one, since pgbench cannot carry it over from the answer to the load. All other values
 * are sent as parameters, each time, of the same bytes.
 */
export function floorOf(recorded: readonly Recorded[], folder: string): Floor {
  const found = spawnSync('pgbench', ['--version'], { encoding: 'utf8' })
  const values: Record<string, string> = {}
  const statements = recorded.map(({ text, values: sent }, at) =>
    ownVersion(text).replaceAll(/\$(\d+)/g, (_all, position: string) => {
      const value = sent[Number(position) - 1]
      if (typeof value === 'string' && /^bench-\d+(\.|$)/.test(value))
        return `('bench-' || :c || '${value.replace(/^bench-\d+/, '')}')`
      if (typeof value === 'string' && /^principal\.bench-\d+$/.test(value)) return `('principal.bench-' || :c)`
      if (typeof value === 'string' && value.startsWith(keyOfRecorded)) return `('k' || :k)`
      if (value === null || value === undefined) return 'null'
      values[`v${at}_${position}`] = asParameter(value)
      return `:v${at}_${position}`
    }),
  )
  return found.status === 0 ? pgbench(statements, values, folder, found.stdout.trim()) : bare(statements, values)
}

/** How the key begins that the recorded event was sent under. */
export const keyOfRecorded = 'the-recorded-event'

function ownVersion(text: string): string {
  if (!/^\s*with saved as/.test(text)) return text
  const changed = text
    .replace('version = $6,', 'version = processes.version + 1,')
    .replace('and version = $6 - 1 returning school_id', 'returning version, school_id')
    .replaceAll('$6', 'saved.version')
  if (!changed.includes('returning version')) throw new Error('the save statement is not what the bench expects')
  return changed
}

/** As node-postgres sends it. */
function asParameter(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map((one) => JSON.stringify(one)).join(',')}}`
  return String(value)
}

function pgbench(statements: string[], values: Record<string, string>, folder: string, name: string): Floor {
  const script = join(folder, 'floor.sql')
  const lines = [`\\set c random(1, ${caseCount})`, '\\set k random(1, 9000000000000000000)', 'begin;']
  // One statement a line, as pgbench reads them.
  writeFileSync(
    script,
    [...lines, ...statements.map((text) => `${text.replaceAll(/\s+/g, ' ').trim()};`), 'commit;', ''].join('\n'),
  )
  const given = Object.entries(values).flatMap(([variable, value]) => ['-D', `${variable}=${value}`])
  return {
    name,
    async measure(url, clients, seconds) {
      const { host, port, user, database, password } = new pg.Client({ connectionString: url })
      const where = ['-h', host, '-p', String(port), '-U', user ?? '']
      const how = [
        '-n',
        '-M',
        'prepared',
        '-c',
        String(clients),
        '-j',
        String(Math.min(clients, 2)),
        '-T',
        String(seconds),
      ]
      const env = { ...process.env, PGPASSWORD: password ?? '' }
      const run = await promisify(execFile)('pgbench', [...where, ...how, ...given, '-f', script, database ?? ''], {
        env,
      })
      const rate = /tps = ([\d.]+)/.exec(run.stdout)?.[1]
      const failed = /number of failed transactions: (\d+)/.exec(run.stdout)?.[1]
      if (!rate || (failed && failed !== '0')) throw new Error(`pgbench: ${run.stdout} ${run.stderr}`)
      return Number(rate)
    },
  }
}

function bare(statements: string[], values: Record<string, string>): Floor {
  const prepared = statements.map((text, at) => {
    const names: string[] = []
    const numbered = text.replaceAll(/(?<!:):([a-z]\w*)/g, (_all, name: string) => `$${names.push(name)}`)
    return { name: `floor-${at}`, text: numbered, names }
  })
  const once = async (client: pg.Client) => {
    const drawn: Record<string, string> = {
      c: String(1 + Math.floor(Math.random() * caseCount)),
      k: String(Math.floor(Math.random() * Number.MAX_SAFE_INTEGER)),
    }
    await client.query('BEGIN')
    for (const { name, text, names } of prepared)
      await client.query({ name, text, values: names.map((variable) => drawn[variable] ?? values[variable]) })
    await client.query('COMMIT')
  }
  return {
    name: 'node-postgres, prepared (no pgbench here)',
    async measure(url, clients, seconds) {
      const connections = Array.from({ length: clients }, () => new pg.Client({ connectionString: url }))
      await Promise.all(connections.map((client) => client.connect()))
      const until = performance.now() + seconds * 1000
      let done = 0
      const lane = async (client: pg.Client) => {
        for (; performance.now() < until; done++) await once(client)
      }
      await Promise.all(connections.map(lane))
      await Promise.all(connections.map((client) => client.end()))
      return done / seconds
    },
  }
}
