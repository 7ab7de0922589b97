// How the evidence of a case looks: the ways in and out, checks, search, the list.
import type { EvidenceItem } from '../../domain/case.ts'
import type { CitationFaults } from '../../domain/evidence-citations.ts'
import type { CaseRow } from '../../store/views/cases.ts'
import type { Page } from '../../store/views/page.ts'
import type { Ground } from '../../store/views/standing.ts'
import { CaseHead } from '../cases/head.tsx'
import { Frame } from '../frame.tsx'
import type { Fault } from '../faults.ts'
import { caseUrl, withQuery } from '../page.ts'
import { Field } from '../parts/field.tsx'
import { SavedDraft } from '../parts/draft.tsx'
import { Done, More, Nothing } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import { criterionCode, secrecyName } from '../words.ts'
import { Doors, Dropzone } from './doors.tsx'
import { AddForm, evidenceDraft, type CriterionName, type KeptFile } from './add-form.tsx'
import type { LibraryQuery, Typed } from './library.tsx'
import { waitingDraft } from './waiting-page.tsx'
import { FilterForm, SearchInput } from '../parts/filter-form.tsx'

interface LibraryProps {
  view: View
  found: CaseRow
  ground: Ground
  list: Page<EvidenceItem>
  query: Pick<LibraryQuery, 'q' | 'criterion' | 'done' | 'by'>
  criteria: readonly CriterionName[]
  checks: CitationFaults | null
  /** Code -> criteria. */
  citedIn: ReadonlyMap<string, readonly string[]>
  add: { typed: Typed; kept: KeptFile | undefined; faults: readonly Fault[]; sendKey: string } | null
  may: { add: boolean; keep: boolean }
  /** Files that this person has sent up and not entered yet. */
  waiting: number
}

export function LibraryPage(props: LibraryProps) {
  const { view, found, ground, list, query, criteria, checks, citedIn, add, may, waiting } = props
  const { t } = view
  const url = `${caseUrl(found.id)}/evidence`
  const more = list.next && withQuery(url, { q: query.q, criterion: query.criterion, cursor: list.next })
  return (
    <Frame
      view={view}
      title={`${t('Minh chứng', 'Evidence')} · ${found.schoolName}`}
      place="cases"
      scripts={add ? ['upload.js', 'photos.js', 'draft.js'] : []}
    >
      <CaseHead view={view} found={found} place="evidence" ground={ground} />
      {query.by && (
        <SavedDraft view={view} what={query.by === 'form' ? evidenceDraft(found.id) : waitingDraft(found.id)} />
      )}
      {query.done && <Done>{t(`Đã thêm minh chứng ${query.done}.`, `Evidence ${query.done} is added.`)}</Done>}
      <Doors view={view} cycle={found.id} may={may} waiting={waiting} />
      {checks && <Checks view={view} checks={checks} />}
      {may.add && <Dropzone view={view} cycle={found.id} />}
      {add && <AddForm view={view} found={found} criteria={criteria} chosen={query.criterion ?? ''} {...add} />}
      <Filter {...props} />
      <h2>{t('Danh mục minh chứng', 'Register of evidence')}</h2>
      {list.items.length === 0 ? (
        <Nothing title={t('Không có minh chứng nào ở đây.', 'No evidence here.')}>
          {add &&
            t(
              'Thêm tệp đầu tiên bằng biểu mẫu ở trên; hệ thống tự đặt mã.',
              'Add the first file above; the system gives its code.',
            )}
        </Nothing>
      ) : (
        <List view={view} found={found} items={list.items} citedIn={citedIn} />
      )}
      <More view={view} href={more} />
    </Frame>
  )
}

function Filter({ view, found, query, criteria }: LibraryProps) {
  const { t } = view
  return (
    <FilterForm view={view} action={`${caseUrl(found.id)}/evidence`}>
      <SearchInput
        view={view}
        label={t('Tìm theo mã, tên, số, nơi ban hành', 'Search code, title, number, issuer')}
        value={query.q}
      />
      <Field view={view} id="only" label={t('Tiêu chí', 'Criterion')}>
        <select id="only" name="criterion">
          <option value="">{t('Tất cả', 'All')}</option>
          {criteria.map(({ id, name }) => (
            <option value={id} selected={id === query.criterion}>
              {id} {view.say(name)}
            </option>
          ))}
        </select>
      </Field>
    </FilterForm>
  )
}

function Checks({ view, checks: { dead, bare, uncited } }: { view: View; checks: CitationFaults }) {
  const { t } = view
  if (dead.length + bare.length + uncited.length === 0) return null
  const codes = [...new Set(dead.map(({ code, criterion }) => `${code} (${criterion})`))]
  return (
    <details class="card">
      <summary>
        {t(
          `Kiểm tra: ${codes.length} mã không có, ${bare.length} nhận định chưa dẫn, ${uncited.length} minh chứng chưa được dẫn`,
          `Checks: ${codes.length} unknown codes, ${bare.length} claims without evidence, ${uncited.length} not cited`,
        )}
      </summary>
      {codes.length > 0 && (
        <p>
          <strong>{t('Mã được dẫn nhưng không có: ', 'Cited but not there: ')}</strong>
          {codes.join(', ')}
        </p>
      )}
      {bare.length > 0 && (
        <p>
          <strong>{t('Tiêu chí có nhận định chưa dẫn minh chứng: ', 'Criteria with claims without evidence: ')}</strong>
          {[...new Set(bare.map(({ criterion }) => criterion))].join(', ')}
        </p>
      )}
      {uncited.length > 0 && (
        <p>
          <strong>{t('Minh chứng chưa được phiếu nào dẫn: ', 'Evidence that no sheet cites: ')}</strong>
          {uncited.join(', ')}
        </p>
      )}
    </details>
  )
}

type ListProps = Pick<LibraryProps, 'view' | 'found' | 'citedIn'> & { items: readonly EvidenceItem[] }

function List({ view, found, items, citedIn }: ListProps) {
  const { t, say } = view
  return (
    <Table
      label={t('Danh mục minh chứng', 'Register of evidence')}
      rows={items}
      columns={[
        {
          head: t('Mã', 'Code'),
          is: 'name',
          cell: ({ code }) => <a href={`${caseUrl(found.id)}/evidence/${encodeURIComponent(code)}`}>{code}</a>,
        },
        { head: t('Tên minh chứng', 'Title'), bare: true, lang: 'vi', cell: ({ title }) => title },
        {
          head: t('Số, ngày ban hành', 'Number, date'),
          cell: ({ number, issuedOn }) => [number, issuedOn && view.day(issuedOn)].filter(Boolean).join(', '),
        },
        { head: t('Nơi ban hành', 'Issuer'), lang: 'vi', cell: ({ issuer }) => issuer },
        { head: t('Giai đoạn', 'Period'), lang: 'vi', cell: ({ period }) => period },
        {
          head: t('Dẫn ở', 'Cited at'),
          cell: ({ code }) =>
            citedIn
              .get(code)
              ?.map((one) => say(criterionCode(one)))
              .join(', '),
        },
        {
          head: t('Phạm vi', 'Confidentiality'),
          cell: ({ confidentiality }) => say(secrecyName(confidentiality)),
        },
      ]}
    />
  )
}
