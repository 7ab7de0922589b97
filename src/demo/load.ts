// Loads the demonstration province into an empty database: sample schools played as far as yesterday, some stopped on the way, and a register.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { journal } from '../commands/journal.ts'
import { compose } from '../compose.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { addDays, dayOf } from '../domain/calendar/add.ts'
import type { Database } from '../store/connect.ts'
import { projectRoot, readLibrary } from '../store/library.ts'
import { migrate } from '../store/migrate.ts'
import { inTransaction, withClient, type Client } from '../store/with-client.ts'
import type { Cycle, SchoolInput } from './input.ts'
import type { Evidence } from './input-parts.ts'
import { libraryOf } from './library.ts'
import { readInputs } from './read-input.ts'
import { importRegister } from './register.ts'
import { runSchool } from './run.ts'
import { productWorld, TimelineClock } from './world.ts'

const shipped = ['thpt-mau-2018.yaml', 'tieu-hoc-mau-2026.yaml', 'thcs-mau-2026-khong-dat.yaml']

/** Sheets that are agreed already in the school that is rating itself; the others wait to be written. */
const agreedSheets = 7

/** The marks in the journal: begun before the first school, loaded after the last. */
async function mark(db: Database, action: 'beginDemonstration' | 'loadDemonstration', at: string): Promise<void> {
  await inTransaction(db, async (client) => {
    if (action === 'loadDemonstration') {
      const text = `insert into accounts (person_id, email, status, created_at) select id, id || '@mau.test', 'active', $1 from people
        on conflict do nothing`
      await client.query({ text, values: [at] })
    }
    await journal(client, { at, actor: 'system', action, subject: { kind: 'organisation', id: 'demonstration' } })
  })
}

/** Whether nothing was ever entered here. */
export async function isEmptyDatabase(db: Database): Promise<boolean> {
  const text = `select exists (select 1 from organisations) or exists (select 1 from journal where action = 'beginDemonstration') as used`
  const found = await withClient(db, (client) => client.query<{ used: boolean }>({ text }))
  return found.rows[0]?.used === false
}

/**
 * Empties an embedded database in which a loading was cut off half way, so that all begins anew; nobody can have signed in there.
 * Answers whether it did. Throws `configuration` while another server is still loading.
 */
export async function clearInterrupted(db: Database): Promise<boolean> {
  const text = `select exists (select 1 from journal where action = 'beginDemonstration') and not exists (select 1 from journal where action = 'loadDemonstration')
    and not exists (select 1 from accounts) as half`
  const found = await withClient(db, (client) => client.query<{ half: boolean }>({ text }))
  if (found.rows[0]?.half !== true) return false
  await alone(db, (client) => client.query('drop schema public, graphile_worker cascade; create schema public'))
  await migrate(db)
  return true
}

/** Holds the lock of the loading on one connection; it ends with that connection, however the server ends. */
async function alone<T>(db: Database, work: (client: Client) => Promise<T>): Promise<T> {
  const key = `hashtextextended('demonstration', 0)`
  return withClient(db, async (client) => {
    const taken = await client.query<{ free: boolean }>(`select pg_try_advisory_lock(${key}) as free`)
    if (taken.rows[0]?.free !== true)
      throw new AppError(
        'configuration',
        say(
          'Một máy chủ khác đang nạp tỉnh mẫu vào đây. Hãy đợi vài giây rồi chạy lại.',
          'Another server is loading the demonstration province here. Wait some seconds and run again.',
        ),
      )
    try {
      return await work(client)
    } finally {
      await client.query(`select pg_advisory_unlock(${key})`).catch(() => undefined)
    }
  })
}

interface Loading {
  /** Where files of evidence go. */
  filesDir: string
  /** Nothing is played beyond this instant. */
  now: string
  /** Told the name of each school before it is played. */
  tell(line: string): void
  /** Other stories than the sample schools', for whoever wants to see them in a province; they come without the others' register. */
  stories?: readonly SchoolInput[]
}

/** Takes some ten seconds. */
export async function loadDemonstration(db: Database, loading: Loading): Promise<void> {
  await alone(db, () => load(db, loading))
}

async function load(db: Database, { filesDir, now, tell, stories }: Loading): Promise<void> {
  await mark(db, 'beginDemonstration', now)
  const clock = new TimelineClock('2018-10-10T00:00:00.000Z')
  const product = await compose(db, clock.now)
  const world = productWorld(product, clock, filesDir)
  const library = libraryOf(product.library)
  // A day is played whole: one that runs would have things happen that are still to come.
  for (const input of stories ?? storiesUntil(addDays(dayOf(now), -1))) {
    tell(input.school.name)
    await runSchool(world, input, () => undefined, { library })
  }
  if (!stories) await importRegister(db, now)
  await mark(db, 'loadDemonstration', now)
}

function storiesUntil(last: string): SchoolInput[] {
  const texts = shipped.map((file) => ({ file, text: readFileSync(join(projectRoot, 'demo', file), 'utf8') }))
  const read = readInputs(texts, libraryOf(readLibrary()))
  if (!read.ok) throw new AppError('configuration', read.problems.map(({ message }) => message).join(' '))
  const [upper, primary, lower] = read.inputs
  if (!upper || !primary || !lower)
    throw new AppError('configuration', say('Thiếu tệp trường mẫu.', 'The files of the sample schools are missing.'))
  return [
    upper,
    stoppedAfter(another(upper, 'b', 'Trường THPT Sông Lam (trường mẫu)'), 'externalReview.recordFormalVisit'),
    stoppedAfter(another(upper, 'c', 'Trường THPT Núi Hồng (trường mẫu)'), 'selfAssessment.registerReview'),
    atWork(primary, last),
    lower,
  ].map((input) => until(input, last))
}

function until(input: SchoolInput, last: string): SchoolInput {
  const begun = input.cycles.filter(({ opened }) => opened.on <= last)
  return {
    ...input,
    cycles: begun.map((cycle) => ({ ...cycle, events: cycle.events.filter(({ on }) => on <= last) })),
  }
}

function stoppedAfter(input: SchoolInput, step: string): SchoolInput {
  const cut = (cycle: Cycle) => cycle.events.slice(0, cycle.events.findIndex((one) => one.do === step) + 1)
  return { ...input, cycles: input.cycles.map((cycle) => ({ ...cycle, events: cut(cycle) })) }
}

/**
 * The school in the middle of its first year: evidence gathered and some sheets agreed on that day, the others to be written. What
 * its files have from the end of the year is there of the year before.
 */
function atWork(input: SchoolInput, last: string): SchoolInput {
  const [first] = input.cycles
  if (!first) return input
  const begun = first.events.slice(0, first.events.findIndex((one) => one.do === 'sheets') + 1)
  const events = begun.map((step) => (step.on > last && first.opened.on < last ? { ...step, on: last } : step))
  const evidence = first.evidence.map((one) => ((one.date ?? '') > last ? yearBefore(one) : one))
  return { ...input, cycles: [{ ...first, events, evidence, sheets: first.sheets.slice(0, agreedSheets) }] }
}

/** Every year in it, one earlier. */
function yearBefore(piece: Evidence): Evidence {
  const earlier = (text: string) => text.replaceAll(/\b20\d\d\b/g, (year) => String(Number(year) - 1))
  return {
    ...piece,
    title: earlier(piece.title),
    period: earlier(piece.period),
    date: piece.date && earlier(piece.date),
  }
}

const familyNames = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Phan',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Lý',
]

/** The same story at a school of another name with people of its own; those of department and province are the same. */
function another(input: SchoolInput, mark: string, name: string): SchoolInput {
  const own = input.people.filter(({ organisation }) => organisation === 'school').map(({ id }) => id)
  let text = JSON.stringify({ ...input, key: `${input.key}-${mark}`, school: { ...input.school, name } })
  for (const id of own) text = text.replaceAll(`"${id}"`, `"${id}-${mark}"`)
  const copy = JSON.parse(text) as SchoolInput
  const shift = mark.charCodeAt(0) + 2
  const renamed = (full: string, index: number) =>
    full.replace(/^\S+/, familyNames[(index + shift) % familyNames.length] ?? '$&')
  const names = new Map<string, string>()
  const people = copy.people.map((person, index) => {
    if (person.organisation !== 'school') return person
    names.set(person.name, renamed(person.name, index))
    return { ...person, name: renamed(person.name, index), workedAt: [] }
  })
  const principal = names.get(copy.school.principal) ?? copy.school.principal
  return { ...copy, people, school: { ...copy.school, principal } }
}
