// `kiemdinh demo`: takes schools through their whole accreditation on a fresh database, from input files, and verifies everything.
import { readFileSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { compose } from '../compose.ts'
import { libraryOf } from '../demo/library.ts'
import type { SchoolInput } from '../demo/input.ts'
import { readInputs } from '../demo/read-input.ts'
import { runSchool, type CycleRun } from '../demo/run.ts'
import { resultTable } from '../demo/table.ts'
import { productWorld, TimelineClock } from '../demo/world.ts'
import { AppError } from '../domain/errors.ts'
import { say, said } from '../domain/text.ts'
import { temporaryDataDir } from '../store/embedded/temporary-folder.ts'
import { projectRoot, readLibrary } from '../store/library.ts'
import { openDatabase } from '../store/open-database.ts'
import { formatProblem } from '../store/yaml-file.ts'
import type { Command } from './index.ts'

const shipped = ['thpt-mau-2018.yaml', 'tieu-hoc-mau-2026.yaml', 'thcs-mau-2026-khong-dat.yaml']

export const demoCommand: Command = {
  summary: '[--out THƯ_MỤC] [--schools N] [--input TỆP...]  chạy trọn quy trình của các trường mẫu',
  options: {
    out: { type: 'string', default: 'out' },
    schools: { type: 'string' },
    input: { type: 'string', multiple: true },
  },
  async run({ out, schools, input }, positionals) {
    // `--input A B` leaves B among the positionals.
    const named = input ? [...(input as string[]), ...positionals] : null
    const files = named ?? shipped.map((name) => join(projectRoot, 'demo', name))
    const inputs = several(readAll(files), schools === undefined ? undefined : String(schools))
    const runs = await play(inputs, resolve(String(out)))
    return runs.every(({ differences }) => differences.length === 0) ? 0 : 1
  },
}

function readAll(files: readonly string[]): SchoolInput[] {
  const texts = files.map((file) => ({ file: basename(file), text: readText(file) }))
  const read = readInputs(texts, libraryOf(readLibrary()))
  if (read.ok) return read.inputs
  throw new AppError(
    'invalid',
    say(
      `Tệp đầu vào chưa đúng, chưa chạy gì:\n${read.problems.map(formatProblem).join('\n')}`,
      `The input files are wrong, nothing was run:\n${read.problems.map(formatProblem).join('\n')}`,
    ),
  )
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new AppError('invalid', say(`Không đọc được tệp đầu vào ${file}.`, `The input file ${file} cannot be read.`))
  }
}

/** The given schools again and again under new names, until there are N. */
function several(inputs: readonly SchoolInput[], count: string | undefined): SchoolInput[] {
  if (count === undefined) return [...inputs]
  if (!/^[1-9]\d{0,3}$/.test(count))
    throw new AppError(
      'invalid',
      say(
        `--schools phải là số từ 1 đến 9999, không phải “${count}”.`,
        `--schools must be a number from 1 to 9999, not “${count}”.`,
      ),
    )
  return Array.from({ length: Number(count) }, (_, index) => {
    const round = Math.floor(index / inputs.length)
    const input = inputs[index % inputs.length]
    if (!input) throw new AppError('invalid', say('Không có tệp đầu vào nào.', 'There is no input file.'))
    return round === 0
      ? input
      : {
          ...input,
          key: `${input.key}-${round + 1}`,
          school: { ...input.school, name: `${input.school.name} số ${round + 1}` },
        }
  })
}

async function play(inputs: readonly SchoolInput[], out: string): Promise<CycleRun[]> {
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  const dataDir = temporaryDataDir('kiemdinh-demo-')
  const clock = new TimelineClock('2018-10-10T00:00:00.000Z')
  try {
    const db = await openDatabase({ databaseUrl: undefined, dataDir, poolMax: 4 })
    try {
      const product = await compose(db, clock.now)
      const world = productWorld(product, clock, join(dataDir, 'files'))
      const library = libraryOf(product.library)
      const runs: CycleRun[] = []
      for (const input of inputs) runs.push(...(await runSchool(world, input, say, { library, out })))
      say(`\n${resultTable(runs)}\n`)
      const { processes, rows, faults } = await world.replayAll()
      say(`Dựng lại từ lịch sử: ${processes} quy trình, ${rows} dòng, ${faults.length} sai lệch.`)
      say(`Báo cáo, quyết định và hồ sơ JSON: ${out}`)
      if (faults.length > 0) throw new AppError('conflict', said(JSON.stringify(faults.slice(0, 10), null, 2)))
      return runs
    } finally {
      await db.close()
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
}
