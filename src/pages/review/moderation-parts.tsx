// How the moderation table looks: the measures of agreement, and a row for each criterion with its differing indicators.
import type { Agreement } from '../../domain/scoring/agreement.ts'
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import type { CriterionScores, ModerationTable } from '../../store/views/moderation.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { stateLabels } from '../cases/labels.ts'
import { sheetUrl } from '../page.ts'
import { Nothing } from '../parts/say.tsx'
import { type Column, Table } from '../parts/table.tsx'
import { Level } from '../sheets/board-parts.tsx'
import { subjectOf, subjectsOf } from '../sheets/parts.ts'
import type { View } from '../view.ts'

export function AgreementFacts({ view, table, open }: { view: View; table: ModerationTable; open: number }) {
  const { t } = view
  const { criteria, levels, indicators } = table
  const alike = criteria.filter(({ differs }) => !differs).length
  const fact = (name: string, value: string, hint: string) => (
    <div>
      <dt>{name}</dt>
      <dd>
        {value} <small>{hint}</small>
      </dd>
    </div>
  )
  return (
    <section class="card">
      <h2>{t('Mức độ đồng thuận', 'Agreement')}</h2>
      <dl class="facts">
        {fact(t('Cả đoàn chấm như nhau', 'All alike'), `${alike}/${criteria.length}`, t('tiêu chí', 'criteria'))}
        {fact(
          t('Cặp thành viên chấm giống nhau', 'Pairs of members alike'),
          percent(view, indicators.share),
          t('theo chỉ báo', 'by indicator'),
        )}
        {fact(
          t('Theo mức của tiêu chí', 'By level of the criterion'),
          percent(view, levels.share),
          t('số cặp', 'of pairs'),
        )}
        {fact(
          t('Hệ số kappa (Fleiss)', 'Kappa (Fleiss)'),
          kappa(view, indicators),
          t('1 là trùng hoàn toàn', '1 is all alike'),
        )}
        {fact(t('Chưa thống nhất', 'Open'), String(open), t('tiêu chí', 'criteria'))}
      </dl>
    </section>
  )
}

function percent({ lang }: View, share: number | null): string {
  if (share === null) return '–'
  return `${(share * 100).toLocaleString(lang === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 })} %`
}

function kappa({ lang }: View, { kappa: value }: Agreement): string {
  if (value === null) return '–'
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  return value.toLocaleString(lang === 'vi' ? 'vi-VN' : 'en-GB', digits)
}

interface Props {
  view: View
  set: CriteriaSet
  table: ModerationTable
  rows: readonly CriterionScores[]
}

export function ScoresTable({ view, set, table, rows }: Props) {
  const { t, say } = view
  if (rows.length === 0) return <Nothing title={t('Không có tiêu chí nào trong mục này.', 'No criterion here.')} />
  const titles = new Map(subjectsOf(set).map(({ id, title }) => [id, say(title)]))
  return (
    <Table
      columns={[
        {
          head: t('Tiêu chí', 'Criterion'),
          is: 'name',
          cell: (row) => {
            const name = `${row.criterion === 'M4' ? '' : row.criterion} ${titles.get(row.criterion) ?? ''}`
            return (
              <>
                {row.sheet ? <a href={sheetUrl(row.sheet.process)}>{name}</a> : name}
                {row.differs && <Differences view={view} table={table} row={row} set={set} />}
              </>
            )
          },
        },
        ...table.reviewers.map(({ id, name }): Column<CriterionScores> => ({
          head: name,
          label: ({ levels }) => (alike(table, levels) ? t('Cả đoàn', 'All members') : name),
          class: 'member',
          wraps: true,
          cell: ({ levels }) => <Level view={view} level={levels[id]} />,
        })),
        { head: t('Trường', 'School'), cell: ({ school }) => <Level view={view} level={school ?? undefined} /> },
        { head: t('Đoàn', 'Team'), cell: (row) => <Agreed view={view} row={row} /> },
      ]}
      rows={rows}
      look={({ levels }) => (alike(table, levels) ? 'alike' : undefined)}
    />
  )
}

/** A narrow page says once what all members gave. */
function alike({ reviewers }: ModerationTable, levels: CriterionScores['levels']): boolean {
  return new Set(reviewers.map(({ id }) => levels[id])).size === 1
}

function Agreed({ view, row: { sheet, team } }: { view: View; row: CriterionScores }) {
  if (sheet === null || sheet.state === 'drafting')
    return <span class="chip none">{view.t('chưa thống nhất', 'open')}</span>
  return (
    <>
      <Level view={view} level={team ?? undefined} /> <State view={view} state={sheet.state} />
    </>
  )
}

function State({ view, state }: { view: View; state: string }) {
  const definition = findDefinition('criterionSheet', 'v1')
  return <small>{definition ? stateLabels(definition, state).map(view.say).join() : state}</small>
}

/** The indicators on which members differ, and who gave what. */
function Differences({ view, table, row, set }: Omit<Props, 'rows'> & { row: CriterionScores }) {
  const nodes = row.nodes.filter(({ differs }) => differs)
  const subject = subjectOf(set, row.criterion)
  const title = (id: string) => {
    const part = subject?.parts.find(({ nodes: inside }) => inside.some((node) => node.id === id))
    const letter = id.split(':')[2]
    return `${part ? view.say(part.title) : id}${letter ? ` ${letter})` : ''}`
  }
  return (
    <details>
      <summary>
        {view.t(
          `Khác nhau ở ${nodes.length} chỉ báo`,
          `Differ on ${nodes.length} indicator${nodes.length === 1 ? '' : 's'}`,
        )}
      </summary>
      <ul class="differences">
        {nodes.map(({ id, ratings }) => (
          <li>
            <strong>{title(id)}</strong>:{' '}
            {table.reviewers
              .filter((one) => Object.hasOwn(ratings, one.id))
              .map((one) => `${one.name} ${word(view, ratings[one.id])}`)
              .join('; ')}
          </li>
        ))}
      </ul>
    </details>
  )
}

function word({ t }: View, rating: unknown): string {
  if (rating === true) return t('đạt', 'met')
  if (rating === false) return t('không đạt', 'not met')
  return rating === null || rating === undefined ? t('chưa xét', 'undecided') : String(rating)
}
