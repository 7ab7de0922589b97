// The parts of the criterion board: where the case stands, the filters, and the table of criteria.
import type { Text } from '../../domain/text.ts'
import type { SheetRow } from '../../store/views/sheets.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { stateLabels } from '../cases/labels.ts'
import { sheetUrl } from '../page.ts'
import { Nothing } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import type { Standing } from './standing.ts'
import { Tabs } from '../parts/tabs.tsx'

export interface BoardRow {
  id: string
  title: Text
  standard: Text
  mandatory: boolean
  owner: { group: string; lead: string; mine: boolean } | null
  school: SheetRow | null
  reviewer: SheetRow | null
  team: SheetRow | null
  /** Pieces of evidence under the criterion. */
  evidence: number
  bare: number
  dead: string[]
}

export function Outcome({ view, title, standing }: { view: View; title: string; standing: Standing }) {
  const { t, say } = view
  return (
    <section class="card">
      <h2>{title}</h2>
      <dl class="facts">
        {standing.outcomes.map(({ name, label, decided }) => (
          <div>
            <dt>{say(name)}</dt>
            <dd>
              <span class={decided ? 'chip' : 'chip none'}>{say(label)}</span>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('Chỉ báo đã chấm', 'Indicators rated')}</dt>
          <dd>
            {standing.rated}/{standing.total}
          </dd>
        </div>
      </dl>
      {standing.blockers.length > 0 && (
        <details>
          <summary>{t('Còn thiếu gì để đạt mức tiếp theo?', 'What is missing for the next award?')}</summary>
          <ul>
            {standing.blockers.map((sentence) => (
              <li>{say(sentence)}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

export function Filter({ view, show, count, of }: { view: View; show: string; count: number; of: number }) {
  const { t } = view
  const option = (value: string, text: string) => [value, value === 'all' ? '?' : `?show=${value}`, text] as const
  return (
    <>
      <Tabs
        label={t('Lọc tiêu chí', 'Filter')}
        here={show}
        tabs={[
          option('all', t('Tất cả', 'All')),
          option('mine', t('Của tôi', 'Mine')),
          option('open', t('Chưa xong', 'Open')),
          option('lacking', t('Thiếu minh chứng', 'Lacking evidence')),
        ]}
      />
      <p class="unseen" role="status">
        {t(`${count} trên ${of} tiêu chí`, `${count} of ${of} criteria`)}
      </p>
    </>
  )
}

export function BoardTable({ view, rows, levels, teamLevels }: BoardProps) {
  const { t } = view
  if (rows.length === 0) return <Nothing title={t('Không có tiêu chí nào trong mục này.', 'No criterion here.')} />
  return (
    <Table
      columns={[
        { head: t('Tiêu chí', 'Criterion'), is: 'name', cell: (row) => <Named view={view} row={row} /> },
        {
          head: t('Phụ trách', 'Owner'),
          cell: ({ owner }) =>
            owner && (
              <>
                {owner.group}
                <br />
                <small>{owner.lead}</small>
              </>
            ),
        },
        {
          head: t('Phiếu', 'Sheet'),
          cell: ({ school, reviewer, team }) =>
            [school, reviewer, team].map((sheet) => sheet && <SheetChip view={view} sheet={sheet} />),
        },
        {
          head: t('Mức', 'Level'),
          cell: ({ id }) => (
            <>
              <Level view={view} level={levels[id]} />
              {teamLevels?.[id] !== undefined && (
                <small>
                  {' '}
                  · {t('đoàn', 'team')}: <Level view={view} level={teamLevels[id]} />
                </small>
              )}
            </>
          ),
        },
        { head: t('Minh chứng', 'Evidence'), cell: (row) => <Evidence view={view} row={row} /> },
      ]}
      rows={rows}
    />
  )
}

interface BoardProps {
  view: View
  rows: readonly BoardRow[]
  levels: Standing['levels']
  teamLevels: Standing['levels'] | null
}

function Named({ view: { t, say }, row }: { view: View; row: BoardRow }) {
  const first = row.reviewer ?? row.school ?? row.team
  const name = `${row.id} ${say(row.title)}`
  return (
    <>
      {first ? <a href={sheetUrl(first.process)}>{name}</a> : name}
      {row.mandatory && <span class="chip warn"> {t('bắt buộc', 'mandatory')}</span>}
    </>
  )
}

export function Level({ view, level }: { view: View; level: number | 'incomplete' | undefined }) {
  if (level === undefined) return <>–</>
  if (level === 'incomplete') return <span class="chip none">{view.t('chưa xét', 'undecided')}</span>
  if (level === 0) return <span class="chip bad">{view.t('chưa đạt', 'not met')}</span>
  return <span class="chip good">{view.t(`Mức ${level}`, `Level ${level}`)}</span>
}

function SheetChip({ view, sheet }: { view: View; sheet: SheetRow }) {
  const names: Record<SheetRow['kind'], string> = {
    school: view.t('Trường', 'School'),
    reviewer: view.t('Của tôi', 'Mine'),
    team: view.t('Đoàn', 'Team'),
  }
  const definition = findDefinition('criterionSheet', 'v1')
  const label = definition ? stateLabels(definition, sheet.state).map(view.say).join() : sheet.state
  const tone = sheet.state === 'agreed' ? 'chip good' : sheet.state === 'submitted' ? 'chip' : 'chip none'
  return (
    <a class={tone} href={sheetUrl(sheet.process)}>
      {names[sheet.kind]}: {label}
    </a>
  )
}

function Evidence({ view, row }: { view: View; row: BoardRow }) {
  const { t } = view
  return (
    <>
      {row.evidence > 0 ? row.evidence : <span class="chip warn">{t('chưa có', 'none')}</span>}
      {row.bare > 0 && (
        <span class="chip warn">{t(`${row.bare} nhận định chưa dẫn`, `${row.bare} claims without evidence`)}</span>
      )}
      {row.dead.length > 0 && (
        <span class="chip bad">
          {t('mã không có', 'unknown code')}: {row.dead.join(', ')}
        </span>
      )}
    </>
  )
}
