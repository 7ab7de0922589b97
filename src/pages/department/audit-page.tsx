// How the audit trail looks: its filter, the proof of a case's history when it is asked for, and a line for each act.
import type { ReplayReport } from '../../store/replay-all.ts'
import type { AuditRow } from '../../store/views/audit.ts'
import type { CaseRow } from '../../store/views/cases.ts'
import type { Page } from '../../store/views/page.ts'
import { definitions } from '../../../workflows/index.ts'
import { eventLabel, writingActs } from '../cases/history.tsx'
import { Frame } from '../frame.tsx'
import { caseUrl, withQuery } from '../page.ts'
import { Field, Input } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { More, Nothing } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import { actName, journalActs } from './audit-words.ts'
import { Places } from './places.tsx'
import { FilterForm } from '../parts/filter-form.tsx'

type Asked = { [F in 'person' | 'event' | 'cycle' | 'from' | 'to' | 'verify' | 'cursor']?: string | undefined }

interface Props {
  view: View
  list: Page<AuditRow>
  query: Asked
  /** The case that the list is about. */
  found: CaseRow | null
  proof: ReplayReport | null
}

function urlOf(query: Asked): string {
  return withQuery('/audit', { ...query })
}

export function AuditPage({ view, list, query, found, proof }: Props) {
  const { t } = view
  const { items, next } = list
  return (
    <Frame view={view} title={t('Nhật ký kiểm tra', 'Audit trail')} place="province">
      <h1>{t('Nhật ký kiểm tra', 'Audit trail')}</h1>
      <Places view={view} here="audit" />
      <Filter view={view} query={query} />
      {found && (
        <p>
          {t('Chỉ hồ sơ', 'Only the case')} <a href={caseUrl(found.id)}>{`${found.schoolName} · ${found.period}`}</a> ·{' '}
          <a href={urlOf({ ...query, cycle: undefined, cursor: undefined })}>{t('xem mọi hồ sơ', 'all cases')}</a> ·{' '}
          <a href={urlOf({ ...query, verify: '1', cursor: undefined })}>
            {t('kiểm chuỗi nhật ký', 'verify the history')}
          </a>
        </p>
      )}
      {proof && <Proof view={view} proof={proof} />}
      {items.length === 0 ? (
        <Nothing title={t('Không có việc nào như vậy trong khoảng này.', 'Nothing of the kind in this time.')}>
          {t('Nới rộng ngày, hoặc bỏ bớt điều kiện lọc.', 'Widen the days or take away a part of the filter.')}
        </Nothing>
      ) : (
        <Lines view={view} items={items} query={query} />
      )}
      <More view={view} href={next && urlOf({ ...query, verify: undefined, cursor: next })} />
    </Frame>
  )
}

/** Of case and journal, each name once however many processes have the event. */
function eventOptions(view: View): { group: string; options: { value: string; label: string }[] }[] {
  const groups = definitions.map(({ process, name, events }) => ({
    process,
    group: view.say(name),
    options: Object.entries(events).map(([value, { label }]) => ({ value, label: view.say(label) })),
  }))
  const latest = new Map(groups.map((one) => [one.process, one]))
  const acts = journalActs.map((value) => ({ value, label: view.say(actName(value)) }))
  const texts = writingActs.map((value) => ({ value, label: eventLabel(view, '', value) }))
  return [
    ...latest.values(),
    { group: view.t('Phiếu, minh chứng', 'Sheets, evidence'), options: texts },
    { group: view.t('Ngoài hồ sơ', 'Beside the cases'), options: acts },
  ]
}

function Filter({ view, query }: { view: View; query: Asked }) {
  const { t } = view
  return (
    <FilterForm view={view} action="/audit" kept={{ cycle: query.cycle }}>
      <Input
        view={view}
        name="person"
        label={t('Người (không cần dấu)', 'Person')}
        value={query.person ?? ''}
        maxlength={100}
      />
      <Field view={view} id="event" label={t('Việc', 'What')}>
        <select id="event" name="event">
          <option value="">{t('Mọi việc', 'Any act')}</option>
          {eventOptions(view).map(({ group, options }) => (
            <optgroup label={group}>
              {options.map(({ value, label }) => (
                <option value={value} selected={value === query.event}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </Field>
      <Input view={view} name="from" type="date" label={t('Từ ngày', 'From')} value={query.from ?? ''} />
      <Input view={view} name="to" type="date" label={t('Đến ngày', 'To')} value={query.to ?? ''} />
    </FilterForm>
  )
}

function Proof({ view, proof }: { view: View; proof: ReplayReport }) {
  const { t } = view
  const { processes, rows, submissions, faults } = proof
  const good = faults.length === 0
  return (
    <div class={`told ${good ? 'good' : 'bad'}`} role="status">
      <Icon name={good ? 'check' : 'alert'} />
      <div>
        <p>
          {t(
            `Đã dựng lại ${processes} quy trình từ ${rows} dòng nhật ký, kiểm ${submissions} bản chốt: ${good ? 'chuỗi nguyên vẹn, không sai lệch.' : `${faults.length} sai lệch.`}`,
            `${processes} processes were rebuilt from ${rows} rows and ${submissions} submissions checked: ${good ? 'whole, nothing differs.' : `${faults.length} faults.`}`,
          )}
        </p>
        {!good && (
          <ul>
            {faults.slice(0, 20).map(({ process, seq, what }) => (
              <li lang="en">
                {process} #{seq}: {what}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

function Lines({ view, items, query }: { view: View; items: readonly AuditRow[]; query: Asked }) {
  const { t } = view
  return (
    <Table
      label={t('Các việc', 'The acts')}
      rows={items}
      columns={[
        {
          head: t('Lúc', 'When'),
          bare: true,
          class: 'nowrap',
          cell: ({ at }) => <time datetime={at}>{view.moment(at)}</time>,
        },
        {
          head: t('Ai', 'Who'),
          bare: true,
          cell: ({ actorName, actorId }) => actorName ?? (actorId === 'system' ? t('Hệ thống', 'The system') : actorId),
        },
        {
          head: t('Việc', 'What'),
          bare: true,
          cell: ({ from, about, event }) =>
            from === 'history' ? eventLabel(view, about, event) : view.say(actName(event)),
        },
        {
          head: t('Về', 'About'),
          bare: true,
          cell: ({ cycle, name, about }) =>
            cycle === null ? (
              (name ?? about)
            ) : (
              <a href={urlOf({ ...query, cycle, from: undefined, cursor: undefined, verify: undefined })}>{name}</a>
            ),
        },
        { head: t('Lý do', 'Why'), bare: true, lang: 'vi', cell: ({ reason }) => reason },
      ]}
    />
  )
}
