// How one piece of evidence looks.
import type { EvidenceItem } from '../../domain/case.ts'
import type { CaseRow } from '../../store/views/cases.ts'
import type { GrantRow, RevisionRow } from '../../store/views/evidence.ts'
import type { SheetRow } from '../../store/views/sheets.ts'
import type { Ground } from '../../store/views/standing.ts'
import { CaseHead } from '../cases/head.tsx'
import type { Fault } from '../faults.ts'
import type { Fields } from '../fields.ts'
import { Frame } from '../frame.tsx'
import { sheetUrl } from '../page.ts'
import { Done, Faults } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { criterionCode, secrecyName } from '../words.ts'
import { named, type KeptFile } from './add-form.tsx'
import { evidenceUrl } from './case-of.ts'
import { Grants, ReviseForm } from './piece-forms.tsx'
import { Preview, type Shown } from './preview.tsx'
import { Fact } from '../parts/fact.tsx'

export interface Known {
  found: CaseRow
  item: EvidenceItem
  revisions: readonly RevisionRow[]
  /** The revision that is looked at. */
  shown: RevisionRow
  citedIn: readonly { criterion: string; part: string }[]
  sheets: readonly SheetRow[]
  grants: readonly GrantRow[]
  reviewers: readonly (readonly [id: string, name: string])[]
  /** It is restricted, and this person may open it to others. */
  restricted: boolean
  /** What was handed over is shown, and not what the school has by now. */
  frozen: boolean
}

export interface PieceProps {
  view: View
  ground: Ground
  known: Known
  preview: Shown
  may: { add: boolean; keep: boolean }
  faults: readonly Fault[]
  typed: Fields
  kept: KeptFile | undefined
  done: 'revised' | 'granted' | 'withdrawn' | undefined
  sendKey: string
}

export function PiecePage(props: PieceProps) {
  const { view, ground, known, preview, may, faults, done } = props
  const { found, item, shown, restricted } = known
  const { t } = view
  const file = `/api/cycles/${encodeURIComponent(found.id)}/evidence/${encodeURIComponent(item.code)}/file`
  const asked = `?revision=${shown.revision}`
  const words = {
    revised: t('Đã lưu bản mới; bản cũ vẫn còn bên dưới.', 'The new revision is there; the old one stays below.'),
    granted: t('Đã mở minh chứng.', 'The evidence is opened.'),
    withdrawn: t('Đã đóng lại minh chứng.', 'The evidence is closed again.'),
  }
  return (
    <Frame view={view} title={`${item.code} ${item.title}`} place="cases" scripts={may.add ? ['upload.js'] : []}>
      <CaseHead view={view} found={found} place="evidence" ground={ground} />
      {done && <Done>{words[done]}</Done>}
      <Faults view={view} faults={named(faults)} />
      <div class="card">
        <h2>
          {item.code} <span lang="vi">{item.title}</span>
        </h2>
        <Facts view={view} item={item} />
        <Cited view={view} known={known} />
        <div class="buttons">
          <a class="button" href={`${file}${asked}&inline=1`} target="_blank" rel="noopener">
            {t('Mở tệp', 'Open the file')}
          </a>
          <a class="button quiet" href={`${file}${asked}`}>
            {t('Tải về', 'Download')} ({megabytes(shown.file.size)})
          </a>
        </div>
      </div>
      <Preview view={view} shown={preview} name={shown.file.name} src={`${file}${asked}&inline=1`}>
        {known.frozen && (
          <p class="hint">
            {t(
              `Bản ${shown.revision}, như trong hồ sơ trường đã nộp; tệp trường thay sau đó không hiện ở đây.`,
              `Revision ${shown.revision}, as it was handed over; what the school replaced since is not shown.`,
            )}
          </p>
        )}
      </Preview>
      <Revisions view={view} known={known} />
      {may.add && <ReviseForm {...props} />}
      {restricted && <Grants {...props} />}
    </Frame>
  )
}

function Facts({ view, item }: { view: View; item: EvidenceItem }) {
  const { t, say } = view
  return (
    <dl class="facts">
      <Fact name={t('Số, ký hiệu', 'Number')} value={item.number} lang="vi" />
      <Fact name={t('Ngày ban hành', 'Issued on')} value={item.issuedOn ? view.day(item.issuedOn) : ''} lang="vi" />
      <Fact name={t('Nơi ban hành', 'Issuer')} value={item.issuer} lang="vi" />
      <Fact name={t('Giai đoạn', 'Period')} value={item.period} lang="vi" />
      <Fact name={t('Nơi lưu bản gốc', 'Where it is kept')} value={item.place} lang="vi" />
      <Fact name={t('Phạm vi', 'Confidentiality')} value={say(secrecyName(item.confidentiality))} lang="vi" />
      <Fact name={t('Mã cũ', 'Former codes')} value={item.formerCodes.join(', ')} lang="vi" />
      <Fact name={t('Ghi chú', 'Note')} value={item.note} lang="vi" />
    </dl>
  )
}

/** Where it is cited, each place a link where its sheet is this person's to read. */
function Cited({ view, known: { citedIn, sheets } }: { view: View; known: Known }) {
  const { t } = view
  const criteria = [...new Set(citedIn.map(({ criterion }) => criterion))]
  if (criteria.length === 0)
    return <p class="hint">{t('Chưa phiếu nào dẫn minh chứng này.', 'No sheet cites this evidence.')}</p>
  return (
    <p>
      {t('Được dẫn ở tiêu chí: ', 'Cited at criteria: ')}
      {criteria.map((criterion, index) => {
        const sheet = sheets.find((one) => one.criterion === criterion && one.kind === 'school')
        const code = view.say(criterionCode(criterion))
        return (
          <>
            {index > 0 && ', '}
            {sheet ? <a href={sheetUrl(sheet.process)}>{code}</a> : code}
          </>
        )
      })}
    </p>
  )
}

function Revisions({ view, known: { found, item, revisions, shown } }: { view: View; known: Known }) {
  const { t } = view
  return (
    <>
      <h2>{t('Các bản', 'Revisions')}</h2>
      <ul class="list">
        {revisions.toReversed().map(({ revision, at, file: { name } }) => (
          <li class="wide">
            <span>
              <a
                href={`${evidenceUrl(found.id, item.code)}?revision=${revision}`}
                aria-current={revision === shown.revision ? 'true' : undefined}
              >
                {t('Bản', 'Revision')} {revision}
              </a>{' '}
              · <span lang="vi">{name}</span>
              {revision === shown.revision && <> · {t('đang xem', 'shown above')}</>}
            </span>
            <time datetime={at}>{view.moment(at)}</time>
          </li>
        ))}
      </ul>
    </>
  )
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
