// How the versions of a sheet look: the list to choose two from, and each field in which they differ.
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import { say } from '../../domain/text.ts'
import type { Words } from '../../reports/render/compare.ts'
import type { CaseRow } from '../../store/views/cases.ts'
import type { Page } from '../../store/views/page.ts'
import type { SheetVersion } from '../../store/views/sheet-versions.ts'
import type { SheetRow } from '../../store/views/sheets.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { Frame } from '../frame.tsx'
import { caseUrl, sheetUrl } from '../page.ts'
import { Changed } from '../parts/changed.tsx'
import { More, Nothing } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import { placeName, texts, type TextName } from './form.ts'
import type { Subject } from './parts.ts'
import { choicesOf, textNames } from './sheet-fields.tsx'

export interface Compared {
  from: SheetVersion
  to: SheetVersion
  changes: { field: string; before: unknown; after: unknown; words: Words[] | null }[]
}

interface Props {
  view: View
  sheet: SheetRow
  found: CaseRow
  set: CriteriaSet
  subject: Subject
  list: Page<SheetVersion>
  compared: Compared
}

export function VersionsPage({ view, sheet, found, set, subject, list, compared }: Props) {
  const { t, say } = view
  const url = `${sheetUrl(sheet.process)}/versions`
  const name = `${sheet.criterion} ${say(subject.title)}`
  const { from, to, changes } = compared
  return (
    <Frame view={view} title={`${t('Các phiên bản', 'Versions')} · ${name}`} place="cases">
      <p class="crumbs">
        <a href={caseUrl(found.id)}>{found.schoolName}</a> / <a href={sheetUrl(sheet.process)}>{name}</a>
      </p>
      <h1>{t('Các phiên bản của phiếu', 'Versions of the sheet')}</h1>
      <section class="card">
        <h2>{t(`Bản ${from.version} so với bản ${to.version}`, `Version ${from.version} against ${to.version}`)}</h2>
        <p class="lead">
          <Who view={view} version={from} /> → <Who view={view} version={to} />
        </p>
        {changes.length === 0 ? (
          <Nothing title={t('Hai bản giống nhau.', 'Both are the same.')} />
        ) : (
          changes.map((change) => (
            <>
              <h3>{fieldName(view, subject, change.field)}</h3>
              {change.words ? (
                <Changed view={view} words={change.words} />
              ) : (
                <p>
                  {ratingName({ view, set, subject }, change.field, change.before)} →{' '}
                  <strong>{ratingName({ view, set, subject }, change.field, change.after)}</strong>
                </p>
              )}
            </>
          ))
        )}
      </section>
      <form action={url}>
        <VersionTable view={view} items={list.items} from={from.version} to={to.version} />
        <div class="buttons">
          <button>{t('So sánh hai bản đã chọn', 'Compare the two')}</button>
        </div>
      </form>
      <More view={view} href={list.next && `${url}?cursor=${encodeURIComponent(list.next)}`} />
    </Frame>
  )
}

function Who({ view, version: { actorName, actorId, at } }: { view: View; version: SheetVersion }) {
  return (
    <>
      {actorName ?? (actorId === 'system' ? view.t('Hệ thống', 'The system') : actorId)},{' '}
      <time datetime={at}>{view.moment(at)}</time>
    </>
  )
}

interface VersionProps {
  view: View
  items: readonly SheetVersion[]
  from: number
  to: number
}

function VersionTable({ view, items, from, to }: VersionProps) {
  const { t } = view
  const pick = (name: 'from' | 'to', version: number, label: string) => (
    <label>
      <input type="radio" name={name} value={String(version)} checked={version === (name === 'from' ? from : to)} />
      <span class="unseen">{label}</span>
    </label>
  )
  return (
    <Table
      narrow
      columns={[
        {
          head: t('Từ', 'From'),
          cell: ({ version }) => pick('from', version, t(`Từ bản ${version}`, `From version ${version}`)),
        },
        {
          head: t('Đến', 'To'),
          cell: ({ version }) => pick('to', version, t(`Đến bản ${version}`, `To version ${version}`)),
        },
        {
          head: t('Bản', 'Version'),
          is: 'name',
          cell: ({ version, event }) => (
            <>
              {version} <small>{eventName(view, event)}</small>
            </>
          ),
        },
        { head: t('Ai, khi nào', 'Who, when'), cell: (one) => <Who view={view} version={one} /> },
      ]}
      rows={items}
    />
  )
}

function eventName(view: View, event: string): string {
  if (event === 'saveSheet') return view.t('lưu', 'saved')
  const label = findDefinition('criterionSheet', 'v1')?.events[event]?.label
  return label ? view.say(label) : view.t('bắt đầu', 'started')
}

function fieldName(view: View, subject: Subject, field: string): string {
  const [group, ...rest] = field.split('.')
  const key = rest.join('.')
  if (group === 'currentState') {
    const title = subject.parts.find((part) => part.key === key)?.title
    return `${view.t('Mô tả hiện trạng', 'Current state')}, ${title ? view.say(title) : key}`
  }
  if (group === 'ratings') {
    const part = subject.parts.find(({ nodes }) => nodes.some(({ id }) => id === key))
    const named = part ? placeName(part, key) : say(key, key)
    return view.t(`Chấm ${named.vi}`, `Rating of ${named.en}`)
  }
  return texts.includes(field as TextName) ? view.t(...textNames[field as TextName]) : field
}

/** A rating in words; a level that was given to the whole criterion by its number. */
function ratingName({ view, set, subject }: Pick<Props, 'view' | 'set' | 'subject'>, field: string, value: unknown) {
  if (value === undefined) return view.t('Chưa xét', 'Undecided')
  const node = subject.parts.flatMap(({ nodes }) => nodes).find(({ id }) => id === field.slice('ratings.'.length))
  const choices = node ? choicesOf(view, { set }, node) : []
  return choices.find((choice) => choice.value === String(value))?.label ?? String(value)
}
