// How the decision page looks: the awards with their reasons in sentences, the school's column beside the team's, and who may sign.
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import type { ScoreResult } from '../../domain/scoring/score-compiled.ts'
import type { TraceStep } from '../../domain/scoring/trace.ts'
import { say } from '../../domain/text.ts'
import type { Standing } from '../../domain/policy.ts'
import type { CaseRow } from '../../store/views/cases.ts'
import type { CertificateRow, CopyRow } from '../../store/views/certificates.ts'
import type { Ground } from '../../store/views/standing.ts'
import { CaseHead } from '../cases/head.tsx'
import type { Shown } from '../cases/process-part.tsx'
import { Frame } from '../frame.tsx'
import { Nothing } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import { Signing } from './signing.tsx'
import { levelName } from './steps.ts'

export interface Column {
  levels: Readonly<Record<string, number | 'incomplete'>>
  decisions: ScoreResult['decisions']
}

interface Props {
  view: View
  found: CaseRow
  ground: Ground
  set: CriteriaSet
  /** What the school handed in, and what the review reported; null while there is none. */
  own: Column | null
  team: Column | null
  shown: Shown | null
  people: readonly (Standing & { secondFactor: boolean })[]
  certificates: readonly (CertificateRow & { paper: readonly CopyRow[] })[]
}

export function DecisionPage({ view, found, ground, set, own, team, shown, people, certificates }: Props) {
  const { t } = view
  return (
    <Frame view={view} title={t('Quyết định', 'Decision')} place="cases">
      <CaseHead view={view} found={found} place="decision" ground={ground} />
      {own === null ? (
        <Nothing title={t('Trường chưa nộp hồ sơ.', 'The school has not handed in its dossier.')} />
      ) : (
        <div class="columns">
          <div>
            <Awards view={view} set={set} own={own} team={team} />
            <Criteria view={view} set={set} own={own} team={team} />
          </div>
          <aside class="loose">
            <Signing
              view={view}
              found={found}
              ground={ground}
              shown={shown}
              people={people}
              certificates={certificates}
            />
          </aside>
        </div>
      )}
    </Frame>
  )
}

type Columns = Pick<Props, 'view' | 'set' | 'team'> & { own: Column }

function nameOf({ scoring }: CriteriaSet, name: string) {
  return scoring.decisions?.[name]?.name ?? scoring.decision?.name ?? say(name, name)
}

/** What a row of the rule would give. */
function rowLabel({ scoring }: CriteriaSet, name: string, id: string) {
  const rule = scoring.decisions?.[name] ?? scoring.decision
  return rule?.rows.find((row) => row.id === id)?.then.label ?? say(id, id)
}

/** Each decision of the set: what comes out by either column, and why, row by row. */
function Awards({ view, set, own, team }: Columns) {
  const { t, say: tell } = view
  const counted = team ?? own
  const outcome = (column: Column | null, name: string) => {
    const decision = column?.decisions[name]
    if (!decision) return t('chưa có', 'not yet')
    return decision.row === null
      ? t('chưa đủ dữ liệu để kết luận', 'not decided')
      : tell(decision.label ?? say(String(decision.outcome), String(decision.outcome)))
  }
  return (
    <section class="card">
      <h2>{t('Kết quả theo quy tắc của bộ tiêu chuẩn', 'Result by the rules of the criteria set')}</h2>
      {team === null && (
        <p class="told warn">
          {t(
            'Chưa có báo cáo đánh giá ngoài, thẩm định: lý do dưới đây theo tự đánh giá của trường.',
            'There is no report of a review yet: the reasons below follow the school’s own rating.',
          )}
        </p>
      )}
      {Object.entries(counted.decisions).map(([name, { trace }]) => (
        <>
          <h3>{tell(nameOf(set, name))}</h3>
          <dl class="facts">
            <div>
              <dt>{t('Trường tự đánh giá', 'By the school')}</dt>
              <dd>{outcome(own, name)}</dd>
            </div>
            <div>
              <dt>{t('Đánh giá ngoài, thẩm định', 'By the review')}</dt>
              <dd>{outcome(team, name)}</dd>
            </div>
          </dl>
          <details>
            <summary>{t('Vì sao', 'Why')}</summary>
            {trace.map(({ row, condition }) => (
              <>
                <h4>{tell(rowLabel(set, name, row))}</h4>
                <Reasons view={view} steps={[condition]} />
              </>
            ))}
          </details>
        </>
      ))}
    </section>
  )
}

function Reasons({ view, steps }: { view: View; steps: readonly TraceStep[] }) {
  if (steps.length === 0) return null
  const { t, say: tell } = view
  const list = (ids: readonly string[]) => {
    const told = ids.slice(0, 12).map((id) => nodeName(view, id))
    return told.join('; ') + (ids.length > 12 ? ' …' : '')
  }
  return (
    <ul class="reasons">
      {steps.map(({ text, parts, failing, open, holds }) => (
        <li class={holds === 'yes' ? 'yes' : holds === 'no' ? 'no' : undefined}>
          {tell(text)}
          {failing.length > 0 && holds !== 'yes' && (
            <small>
              {' '}
              {t('Chưa đạt', 'Failing')}: {list(failing)}.
            </small>
          )}
          {open.length > 0 && (
            <small>
              {' '}
              {t('Chưa xét', 'Open')}: {list(open)}.
            </small>
          )}
          <Reasons view={view} steps={parts} />
        </li>
      ))}
    </ul>
  )
}

/** A node of a set as people say it: `2.2:3:b` is 2.2 at level 3, indicator b. */
function nodeName({ t }: View, id: string): string {
  const [, criterion, level, indicator] = /^(.+?):(\d)(?::(\w+))?$/.exec(id) ?? []
  if (criterion === undefined) return id
  const of = indicator === undefined ? '' : t(` chỉ báo ${indicator}`, ` indicator ${indicator}`)
  return t(`${criterion} mức ${level}${of}`, `${criterion} level ${level}${of}`)
}

function Criteria({ view, set, own, team }: Columns) {
  const { t, say: tell } = view
  const level = (column: Column | null, id: string) => {
    const value = column?.levels[id]
    return value === undefined ? '–' : levelName(view, value === 'incomplete' ? '?' : String(value))
  }
  const rows = set.standards.flatMap(({ criteria }) => criteria)
  const differs = (id: string) => team !== null && own.levels[id] !== team.levels[id]
  const changed = rows.filter(({ id }) => differs(id)).length
  return (
    <section class="card">
      <h2>{t('Từng tiêu chí, hai cột', 'Criterion by criterion, both columns')}</h2>
      {team && (
        <p>
          {changed === 0
            ? t('Đoàn, hội đồng đánh giá như trường.', 'The review agrees with the school on every criterion.')
            : t(
                `${changed} tiêu chí được đánh giá khác với trường.`,
                `On ${changed} criteria the review differs from the school.`,
              )}
        </p>
      )}
      <Table
        narrow
        label={t('Từng tiêu chí', 'Criteria')}
        rows={rows}
        columns={[
          {
            head: t('Tiêu chí', 'Criterion'),
            is: 'name',
            cell: ({ id, name }) => (
              <>
                {id} <small>{tell(name)}</small>
              </>
            ),
          },
          { head: t('Trường', 'School'), cell: ({ id }) => level(own, id) },
          {
            head: t('Đoàn', 'Review'),
            cell: ({ id }) => (
              <>
                {level(team, id)} {differs(id) && <span class="chip warn">{t('khác', 'differs')}</span>}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}
