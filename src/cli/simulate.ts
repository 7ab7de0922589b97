// `kiemdinh simulate`: what recorded cycles would come to under another edition. Reads only; no case is touched.
import { z } from 'zod'
import { Crosswalk } from '../domain/criteria/crosswalk.ts'
import type { AnySet } from '../domain/criteria/framework.ts'
import { flatRatings, RatingsFile } from '../domain/criteria/read-ratings.ts'
import { setKey } from '../domain/criteria/schema.ts'
import {
  simulateCycle,
  type Fate,
  type RecordedCycle,
  type SimulatedCycle,
  type Simulation,
} from '../domain/criteria/simulate.ts'
import { addTo, emptyTotals, mostFrequent, type Totals } from '../domain/criteria/simulation-totals.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { planSimulation } from '../store/plan-simulation.ts'
import { recordedCycles } from '../store/recorded-cycles.ts'
import { findSet } from './find-set.ts'
import type { Command } from './index.ts'
import { readYamlAs } from './read-file.ts'
import { firstOf, print, printJson, refusing, wants } from './refuse.ts'
import { withProduct } from './with-product.ts'

const usage = 'simulate BỘ_CŨ BỘ_MỚI [--crosswalk TỆP] [--input TỆP] [--compare MỚI=CŨ ...] [--schools] [--json]'

export const simulateCommand: Command = {
  summary:
    'BỘ_CŨ BỘ_MỚI [...]  nếu áp dụng bộ tiêu chuẩn khác cho các chu kỳ đã có: trường nào lên, xuống, chưa kết luận được, vì mục nào',
  options: {
    crosswalk: { type: 'string' },
    input: { type: 'string' },
    compare: { type: 'string', multiple: true },
    schools: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
  run: ({ crosswalk, input, compare, schools, json }, positionals) =>
    refusing(async () => {
      wants(positionals, 2, 2, usage)
      const [older = '', newer = ''] = positionals
      const [from, to] = [await findSet(older), await findSet(newer)]
      const simulation = planSimulation(from, to, {
        crosswalk: typeof crosswalk === 'string' ? readYamlAs(Crosswalk, crosswalk) : undefined,
        compare: Array.isArray(compare) ? compare.map(String) : [],
      })
      const totals = emptyTotals(Object.keys(simulation.decisions))
      const each = (simulated: SimulatedCycle) => {
        addTo(totals, simulated)
        if (!schools) return
        if (json) printJson(simulated)
        else for (const line of schoolLines(simulated)) print(line)
      }
      if (typeof input === 'string') for (const cycle of readCycles(input, from)) each(simulateCycle(simulation, cycle))
      else await overDatabase(simulation, each)
      if (json) printJson({ from: setKey(from), to: setKey(to), status: to.status, ...totals })
      else for (const line of totalLines(totals, from, to)) print(line)
      return 0
    }),
}

async function overDatabase(simulation: Simulation, each: (simulated: SimulatedCycle) => void): Promise<void> {
  await withProduct(async ({ db, library, engine }) => {
    const wanted = { set: setKey(simulation.from), at: engine.now(), within: 'all' as const }
    for await (const cycle of recordedCycles(db, library, wanted)) each(simulateCycle(simulation, cycle))
  })
}

const Recorded = z.array(RatingsFile.extend({ school: z.string(), cycle: z.string().default('') }))

function* readCycles(file: string, from: AnySet): Generator<RecordedCycle> {
  for (const { school, cycle, ratings: given, facts } of readYamlAs(Recorded, file)) {
    const { ratings, problems } = flatRatings(from, given)
    if (problems.length > 0)
      throw new AppError(
        'invalid',
        say(
          `${file}: ${school}: ${firstOf(problems.map(({ message }) => message.vi))}`,
          `${file}: ${school}: ${firstOf(problems.map(({ message }) => message.en))}`,
        ),
      )
    yield { school, cycle, ratings, facts }
  }
}

const fateWords: Record<Fate, string> = {
  rises: 'lên',
  falls: 'xuống',
  same: 'không đổi',
  undecidable: 'không còn kết luận được',
  stillUndecided: 'vẫn chưa kết luận được',
  nowDecided: 'nay kết luận được',
  faulty: 'dữ liệu không chấm được',
}

function schoolLines({ school, cycle, decisions }: SimulatedCycle): string[] {
  return decisions.map(({ decision, before, after, fate, because }) => {
    const grades = `${before ? awardText(before) : '?'} -> ${awardText(after)}`
    return `${school} ${cycle} ${decision}: ${fateWords[fate]} (${grades})${because.length === 0 ? '' : ` vì ${because.join(', ')}`}`
  })
}

function awardText({ outcome, grade }: { outcome: string; grade: number | string | null }): string {
  return grade === null ? outcome : `${outcome} ${grade}`
}

function totalLines({ cycles, decisions }: Totals, from: AnySet, to: AnySet): string[] {
  const draft = to.status === 'draft' ? ' [DỰ THẢO: có số liệu chưa kiểm chứng]' : ''
  return [
    `${cycles} chu kỳ theo ${from.id}@${from.edition}, chấm lại theo ${to.id}@${to.edition}${draft}. Không hồ sơ nào bị thay đổi.`,
    ...Object.entries(decisions).flatMap(([name, { fates, moves, because }]) => [
      `${name}: ${Object.entries(fates)
        .filter(([, count]) => count > 0)
        .map(([fate, count]) => `${fateWords[fate as Fate]} ${count}`)
        .join(', ')}`,
      ...mostFrequent(moves, 20).map(([move, count]) => `  ${move}: ${count}`),
      ...(['rises', 'falls', 'undecidable'] as const).flatMap((fate) => {
        const list = mostFrequent(because[fate], 10).map(([node, count]) => `${node} (${count})`)
        return list.length === 0 ? [] : [`  ${fateWords[fate]} vì: ${list.join(', ')}`]
      }),
    ]),
  ]
}
