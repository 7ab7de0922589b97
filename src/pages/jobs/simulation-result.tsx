// What a simulation came to: how many schools would rise, fall or be undecided, how grades move, and because of which nodes.
import { fates, type Fate } from '../../domain/criteria/simulate.ts'
import { mostFrequent, type DecisionTotals } from '../../domain/criteria/simulation-totals.ts'
import { say, type Text } from '../../domain/text.ts'
import type { SimulationReport } from '../../jobs/simulations.ts'
import type { JobRow } from '../../store/jobs.ts'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import { awardName } from '../words.ts'

const fateNames: Record<Fate, Text> = {
  rises: say('Lên', 'Rise'),
  falls: say('Xuống', 'Fall'),
  same: say('Không đổi', 'Same'),
  undecidable: say('Không còn kết luận được', 'No longer decided'),
  stillUndecided: say('Vẫn chưa kết luận được', 'Still undecided'),
  nowDecided: say('Nay kết luận được', 'Now decided'),
  faulty: say('Dữ liệu không chấm được', 'Cannot be scored'),
}

function Rows({ view, head, rows }: { view: View; head: Text; rows: readonly (readonly [string, number])[] }) {
  if (rows.length === 0) return null
  return (
    <Table
      narrow
      rows={rows}
      columns={[
        { head: view.say(head), is: 'name', cell: ([name]) => name },
        { head: view.t('Số chu kỳ', 'Cycles'), is: 'number', cell: ([, count]) => count },
      ]}
    />
  )
}

interface DecisionProps {
  view: View
  name: string
  totals: DecisionTotals
  names: SimulationReport['names']
}

function Decision({ view, name, totals, names }: DecisionProps) {
  const counted = fates.map((fate) => [view.say(fateNames[fate]), totals.fates[fate]] as const)
  const because = (['rises', 'falls', 'undecidable'] as const).map(
    (fate) =>
      [
        fate,
        mostFrequent(totals.because[fate], 15).map(([id, n]) => [view.say(names[id] ?? say(id, id)), n] as const),
      ] as const,
  )
  return (
    <section class="card">
      <h2>{view.say(awardName(name))}</h2>
      <Rows view={view} head={say('Kết quả', 'Fate')} rows={counted.filter(([, count]) => count > 0)} />
      <Rows
        view={view}
        head={say('Cấp độ trước → sau', 'Grade before → after')}
        rows={mostFrequent(totals.moves, 30)}
      />
      {because.map(([fate, rows]) => (
        <Rows view={view} head={say(`${fateNames[fate].vi} vì mục`, `${fateNames[fate].en} because of`)} rows={rows} />
      ))}
    </section>
  )
}

export function SimulationResult({ view, job }: { view: View; job: JobRow }) {
  const { cycles, decisions, names } = job.result as unknown as SimulationReport
  return (
    <>
      <p class="lead">
        {view.t(
          `Đã chấm lại ${cycles} chu kỳ; không hồ sơ nào bị thay đổi.`,
          `${cycles} cycles were scored anew; no case was changed.`,
        )}
      </p>
      {Object.entries(decisions).map(([name, totals]) => (
        <Decision view={view} name={name} totals={totals} names={names} />
      ))}
    </>
  )
}
