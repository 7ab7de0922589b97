// `kiemdinh criteria export` and `import`: criteria sets to and from CASE packages, workbooks and YAML. Nothing is published.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { diffSets, isSame, type SetDiff } from '../domain/criteria/diff.ts'
import { diffLines } from '../domain/criteria/diff-lines.ts'
import { flatten } from '../domain/criteria/flatten.ts'
import type { AnySet } from '../domain/criteria/framework.ts'
import { AppError } from '../domain/errors.ts'
import { said, say } from '../domain/text.ts'
import { caseVersions, exportCase, type CaseOptions } from '../exchange/case/export.ts'
import { formats, readSet, type Format } from '../exchange/read-set.ts'
import { exportXlsx } from '../exchange/xlsx/export.ts'
import { exportYaml } from '../exchange/yaml.ts'
import { readLibrary } from '../store/library.ts'
import { findSet } from './find-set.ts'
import type { Command } from './index.ts'
import { print, printJson, refusing, wants } from './refuse.ts'

const exportUsage =
  'criteria export BỘ[@BẢN]|TỆP --format case|xlsx|yaml [--case 1.0] [--base URL] [--at THỜI_ĐIỂM] [--out TỆP] [--json]'
const importUsage = 'criteria import TỆP [--out TỆP.yaml] [--dry-run] [--json]'

export const exportVerb: Command = {
  summary: `${exportUsage.slice('criteria export '.length)}  xuất bộ tiêu chuẩn ra gói CASE, sổ tính hoặc YAML`,
  options: {
    format: { type: 'string' },
    case: { type: 'string', default: '1.1' },
    base: { type: 'string' },
    at: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
  run: ({ format, case: version, base, at, out, json }, positionals) =>
    refusing(async () => {
      wants(positionals, 1, 1, exportUsage)
      const [named = ''] = positionals
      const [to, file] = [String(format ?? ''), out === undefined ? undefined : String(out)]
      if (!isOneOf(formats, to))
        throw new AppError(
          'invalid',
          say(`Cần --format: ${formats.join(', ')}.`, `--format is needed: ${formats.join(', ')}.`),
        )
      const options = { version: String(version), base: textOf(base), at: textOf(at) }
      checkOptions(options)
      if (file === undefined && (to === 'xlsx' || json))
        throw new AppError(
          'invalid',
          say('Cần --out: tên tệp để ghi.', '--out is needed: the name of the file to write.'),
        )
      const set = existsSync(named) ? await setIn(named) : await findSet(named)
      const written = await write(set, to, options)
      if (file === undefined) process.stdout.write(written)
      else save(file, written)
      if (json) printJson({ set: set.id, edition: set.edition, format: to, out: file })
      else if (file !== undefined) print(`Đã ghi ${set.id}@${set.edition} vào ${file}.`)
      return 0
    }),
}

export const importVerb: Command = {
  summary: `${importUsage.slice('criteria import '.length)}  nhập bộ tiêu chuẩn; --dry-run chỉ cho xem khác gì, không ghi`,
  options: {
    out: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
  run: ({ out, 'dry-run': dryRun, json }, positionals) =>
    refusing(async () => {
      wants(positionals, 1, 1, importUsage)
      const [file = ''] = positionals
      const read = await readSet(bytesOf(file), file)
      if (!read.ok) {
        const whole = read.problems.find(({ at }) => at === '')
        if (whole && !json) throw new AppError('invalid', said(`${file}: ${whole.message}`))
        if (json) printJson({ ok: false, file, problems: read.problems })
        else for (const { at, message } of read.problems) print(`${file}: ${at}: ${message}`)
        if (!json) print(`${file}: ${read.problems.length} lỗi, chưa ghi gì.`)
        return whole ? 2 : 1
      }
      const plan = planOf(read.set, textOf(out))
      if (!dryRun) save(plan.out, exportYaml(plan.set))
      if (json) printJson({ ok: true, ...summaryOf(plan), diff: plan.diff, wrote: dryRun ? null : plan.out })
      else for (const line of linesOf(plan, dryRun === true)) print(line)
      return 0
    }),
}

interface Plan {
  set: AnySet
  out: string
  /** The edition it is compared with: the same one, or else the newest of the same set. */
  against: AnySet | undefined
  diff: SetDiff | null
}

/** Importing publishes nothing: only what is already published here, to the last letter, keeps saying so. */
function planOf(read: AnySet, out: string | undefined): Plan {
  const library = readLibrary()
  const editions = [...library.sets(), ...library.drafts()].filter((key) => key.startsWith(`${read.id}/`)).toSorted()
  const known = editions.map((key) => library.any(key))
  const same = known.find(({ edition }) => edition === read.edition)
  const set: AnySet = isDeepStrictEqual(read, same) ? read : { ...read, status: 'draft' }
  const against = same ?? known.at(-1)
  const file = out ?? `${set.id}-${set.edition}.yaml`
  return { set, out: file, against, diff: against ? diffSets(against, set) : null }
}

function summaryOf({ set, against }: Plan) {
  const { id, edition, status } = set
  return {
    set: id,
    edition,
    status,
    nodes: flatten(set).length,
    against: against ? `${against.id}@${against.edition}` : null,
  }
}

function linesOf(plan: Plan, dryRun: boolean): string[] {
  const { set, out, diff } = plan
  const draft = set.status === 'draft' ? ', dự thảo' : ''
  return [
    `${set.id}@${set.edition}${draft}: ${flatten(set).length} mục.`,
    ...(diff ? (isSame(diff) ? ['Không khác gì bản đang có.'] : diffLines(diff)) : ['Chưa có bộ nào mang mã này.']),
    dryRun ? `Chưa ghi gì; bỏ --dry-run để ghi vào ${out}.` : `Đã ghi vào ${out}. Chưa công bố.`,
  ]
}

async function setIn(file: string): Promise<AnySet> {
  const read = await readSet(bytesOf(file), file)
  if (read.ok) return read.set
  const [first] = read.problems
  throw new AppError('invalid', said(`${file}: ${first?.at ? `${first.at}: ` : ''}${first?.message ?? ''}`))
}

async function write(set: AnySet, format: Format, { version, ...given }: Options): Promise<string | Uint8Array> {
  if (format === 'xlsx') return exportXlsx(set)
  if (format === 'yaml') return exportYaml(set)
  return exportCase(set, { ...given, version: version as CaseOptions['version'] })
}

type Options = Omit<CaseOptions, 'version'> & { version: string }

function checkOptions({ version, base, at }: Options): void {
  if (!isOneOf(caseVersions, version))
    throw new AppError(
      'invalid',
      say(`--case phải là ${caseVersions.join(' hoặc ')}.`, `--case must be ${caseVersions.join(' or ')}.`),
    )
  if (base !== undefined && !URL.canParse(base))
    throw new AppError('invalid', say(`--base “${base}” không phải địa chỉ.`, `--base “${base}” is no address.`))
  if (at !== undefined && !/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(at)) {
    throw new AppError(
      'invalid',
      say('--at phải là thời điểm dạng 2026-01-31T00:00:00Z.', '--at must be an instant such as 2026-01-31T00:00:00Z.'),
    )
  }
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch {
    throw new AppError('invalid', say(`Không đọc được tệp ${file}.`, `The file ${file} cannot be read.`))
  }
}

/** Never over a published set: what is published is not edited. */
function save(file: string, content: string | Uint8Array): void {
  const before = existsSync(file) && /\.ya?ml$/.test(file) ? readFileSync(file, 'utf8') : ''
  if (/^status: published$/m.test(before))
    throw new AppError(
      'invalid',
      say(
        `${file} là bộ tiêu chuẩn đã công bố, không ghi đè.`,
        `${file} is a published criteria set and is not overwritten.`,
      ),
    )
  try {
    writeFileSync(file, content)
  } catch {
    throw new AppError('invalid', say(`Không ghi được tệp ${file}.`, `The file ${file} cannot be written.`))
  }
}

const isOneOf = <T extends string>(list: readonly T[], value: string): value is T =>
  (list as readonly string[]).includes(value)
const textOf = (value: unknown): string | undefined => (value === undefined ? undefined : String(value))
