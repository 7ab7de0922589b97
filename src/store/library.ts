// The law as data, read once at the start: criteria sets, procedures and the calendar of holidays. All of it is immutable.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Calendar } from '../domain/calendar/working-days.ts'
import { isFramework, schemaOf, type AnySet } from '../domain/criteria/framework.ts'
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { Procedure } from '../domain/procedure.ts'
import { formatProblem, parseYamlFile } from './yaml-file.ts'

export interface Library {
  procedure(id: string): Procedure
  procedures(): readonly string[]
  /** The set of a school case. Throws `configuration` for a framework: it has no sheets. */
  set(id: string): CriteriaSet
  /** A set in either form, drafts too. */
  any(id: string): AnySet
  setHash(id: string): string
  /** The text of its file, of which the hash is taken. */
  setText(id: string): string
  /** The published sets. */
  sets(): readonly string[]
  drafts(): readonly string[]
  /** Takes in sets that were published into the database; they replace drafts, what is published here already stays. */
  add(published: readonly { id: string; text: string; hash?: string }[]): void
  /** Criteria that get a sheet, the level-4 items together as `M4` where the set has some. */
  criteriaOf(setId: string): string[]
}

/** The sheet of all level-4 items. It need not be filled in by a school that does not ask for level 4. */
export const level4Sheet = 'M4'

const HolidayFile = z.strictObject({ verified: z.boolean(), years: z.record(z.string(), z.array(z.iso.date())) })

/** The folder that holds `criteria` and `workflows`, from the sources as from `dist`. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)))

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'criteria'))) return from
  const parent = dirname(from)
  if (parent === from)
    throw new AppError(
      'configuration',
      say('Không tìm thấy thư mục criteria của chương trình.', 'The folder criteria of the program was not found.'),
    )
  return findRoot(parent)
}

/** The shipped holidays of Vietnam by year, and whether somebody has compared them with the announcements. */
export const holidays = readFile(HolidayFile, join('workflows', 'calendars', 'vietnam.yaml'))
export const publicHolidays: Calendar = Object.fromEntries(
  Object.entries(holidays.years).map(([year, off]) => [year, { off, worked: [] }]),
)

/** The shipped procedures and criteria sets. Throws `configuration` with file, line and sentence for a faulty file. */
export function readLibrary(): Library {
  const procedures = new Map(
    files('workflows/procedures')
      .map((file) => readFile(Procedure, file))
      .map((p) => [p.id, p]),
  )
  const sets = new Map(
    files('criteria')
      .filter((file) => setFile.test(file))
      .map((file) => [keyOf(file), shelved(readFileSync(join(projectRoot, file), 'utf8'), file)]),
  )
  const one = (id: string) => found(sets, id, 'bộ tiêu chuẩn')
  const named = (draft: boolean) => () => [...sets].filter(([, set]) => set.draft === draft).map(([id]) => id)
  return {
    procedure: (id) => found(procedures, id, 'thủ tục'),
    procedures: () => [...procedures.keys()],
    set: (id) => schoolForm(one(id).set(), id),
    any: (id) => one(id).set(),
    setHash: (id) => one(id).hash,
    setText: (id) => one(id).text,
    sets: named(false),
    drafts: named(true),
    criteriaOf: (id) => one(id).criteria(),
    add(published) {
      for (const { id, text, hash } of published) {
        if (sets.get(id)?.draft ?? true) sets.set(id, { ...shelved(text, `${id}.yaml`), ...(hash ? { hash } : {}) })
      }
    },
  }
}

/** Beside the sets, `criteria` holds crosswalks and what is declared about mutations. */
const setFile = /^criteria\/[a-z0-9-]+\/\d{4}(\.\d+)?\.yaml$/

function keyOf(file: string): string {
  return file.slice('criteria/'.length, -'.yaml'.length)
}

/** A set is known by the hash of its text and parsed when it is first asked for: most commands use one or none. */
function shelved(text: string, file: string) {
  const set = once(() => parse(schemaOf, text, file))
  return {
    text,
    hash: hashOf(text),
    draft: isDraft(text),
    set,
    criteria: once(() => sheetsOf(schoolForm(set(), file))),
  }
}

/** The hash by which a set is known. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Read from the text alone, so that a start does not parse every file. */
export function isDraft(text: string): boolean {
  return /^status: *['"]?draft\b/m.test(text)
}

function schoolForm(set: AnySet, id: string): CriteriaSet {
  if (!isFramework(set)) return set
  throw new AppError(
    'configuration',
    say(
      `“${id}” là khung tiêu chuẩn dạng phẳng, không dùng làm bộ tiêu chuẩn của hồ sơ trường.`,
      `“${id}” is a flat framework and cannot be the criteria set of a school’s case.`,
    ),
  )
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function sheetsOf(set: CriteriaSet): string[] {
  const criteria = set.standards.flatMap((standard) => standard.criteria.map(({ id }) => id))
  return set.level4.length > 0 ? [...criteria, level4Sheet] : criteria
}

function found<T>(map: ReadonlyMap<string, T>, id: string, what: string): T {
  const one = map.get(id)
  if (one === undefined)
    throw new AppError('configuration', `Không có ${what} “${id}”. Đang có: ${[...map.keys()].join(', ')}.`)
  return one
}

function files(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => join(folder, name).replaceAll('\\', '/'))
}

function readFile<S extends z.ZodType>(schema: S, file: string): z.output<S> {
  return parse(schema, readFileSync(join(projectRoot, file), 'utf8'), file)
}

function parse<S extends z.ZodType>(schema: S | ((data: unknown) => S), text: string, file: string): z.output<S> {
  const parsed = parseYamlFile(schema, text, file)
  if (parsed.ok) return parsed.value
  throw new AppError('configuration', parsed.problems.map(formatProblem).join('\n'), { problems: parsed.problems })
}
