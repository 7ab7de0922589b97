// What the dossier still lacks before it is handed in: the same list the department checks by, each point a link to where it is mended.
import type { DossierPoint } from '../../domain/dossier-check.ts'
import { params } from '../../http/schemas.ts'
import { dossierPoints, returnedPoints } from '../../store/views/dossier-check.ts'
import { withClient } from '../../store/with-client.ts'
import { CaseHead, opensSchool } from '../cases/head.tsx'
import { ReturnedPoints } from '../cases/returned-points.tsx'
import { evidenceUrl } from '../evidence/case-of.ts'
import { Frame } from '../frame.tsx'
import { page, sheetUrl, type PageCall } from '../page.ts'
import { Done, Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { dataUrl, schoolUrl } from './head.tsx'
import { OffersOf } from './offers.tsx'
import { loadSelf } from './self-assessment.ts'

/** Events that a complete dossier is needed for. */
const handIn = [
  'registerReview',
  'requestRecognition',
  'resubmitDossier',
  'completeRating',
  'submitReport',
  'adoptReport',
  'approveReport',
]

/** Where each point is mended. */
interface Places {
  cycle: string
  /** `null` for who may not open the pages of the school. */
  school: string | null
  /** Criterion -> its sheet of the school. */
  sheets: ReadonlyMap<string, string>
}

function hrefOf({ kind, criterion, code, field }: DossierPoint, { cycle, school, sheets }: Places): string | null {
  if (kind === 'missingTable') return school && dataUrl(school)
  if (kind === 'missingText') return school && `${schoolUrl(school)}/texts#${field}`
  if (kind === 'uncited' && code) return evidenceUrl(cycle, code)
  const sheet = sheets.get(criterion ?? '')
  return sheet === undefined ? null : `${sheetUrl(sheet)}${field ? `#${field}` : ''}`
}

async function checkPage(call: PageCall<{ cycle: string }, unknown>) {
  const { services, view } = call
  const { t } = view
  const { found, ground, shown, sheets } = await loadSelf(call)
  const [points, returned] = await withClient(services.db, async (client) => [
    await dossierPoints(client, services, found.id, { register: 'present' }),
    await returnedPoints(client, found.id),
  ])
  const own = sheets
    .filter(({ kind }) => kind === 'school')
    .map(({ criterion, process }) => [criterion, process] as const)
  const places = { cycle: found.id, school: opensSchool(ground) ? found.school : null, sheets: new Map(own) }
  const [stops, warns] = [points ?? [], points ?? []].map((all, index) =>
    all.filter(({ weight }) => weight === (index === 0 ? 'stops' : 'warns')),
  )
  return (
    <Frame
      view={view}
      title={`${t('Kiểm tra trước khi nộp', 'Check before handing in')} · ${found.schoolName}`}
      place="cases"
    >
      <CaseHead view={view} found={found} place="check" ground={ground} />
      <h2>{t('Kiểm tra trước khi nộp', 'Check before handing in')}</h2>
      <ReturnedPoints view={view} cycle={found.id} points={returned} />
      {stops?.length === 0 ? (
        <Done>{t('Hồ sơ đủ: mọi tiêu chí đã thống nhất.', 'The dossier is complete: every criterion is agreed.')}</Done>
      ) : (
        <Points view={view} title={t('Phải xong mới nộp được', 'Must be done')} points={stops ?? []} places={places} />
      )}
      {warns && warns.length > 0 && (
        <Points
          view={view}
          title={t('Nộp được, nhưng nơi tiếp nhận sẽ hỏi', 'Can be handed in, but will be asked about')}
          points={warns}
          places={places}
        />
      )}
      {points?.length === 0 && (
        <Nothing title={t('Không còn điểm nào.', 'No point is left.')}>
          {t('Nơi tiếp nhận kiểm tra bằng đúng danh sách này.', 'Whoever takes it in checks by this very list.')}
        </Nothing>
      )}
      <section class="card">
        <h2>{t('Bước tiếp theo', 'Next')}</h2>
        <OffersOf view={view} shown={shown} events={handIn} />
        <p class="hint">
          {t('Nơi tiếp nhận kiểm tra bằng đúng danh sách này.', 'Whoever takes it in checks by this very list.')}
        </p>
      </section>
    </Frame>
  )
}

interface PointsProps {
  view: View
  title: string
  points: readonly DossierPoint[]
  places: Places
}

function Points({ view, title, points, places }: PointsProps) {
  return (
    <>
      <h3>
        {title} ({points.length})
      </h3>
      <ul class="list">
        {points.map((point) => {
          const href = hrefOf(point, places)
          return (
            <li>
              <span>
                <span class={point.weight === 'stops' ? 'chip bad' : 'chip warn'}>
                  {point.weight === 'stops' ? view.t('thiếu', 'missing') : view.t('nên sửa', 'mend')}
                </span>{' '}
                {href ? <a href={href}>{view.say(point.text)}</a> : view.say(point.text)}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}

export const checkPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/check',
    access: { to: 'attachEvidence', of: 'cycle' },
    params: params.cycle,
    handle: checkPage,
  }),
]
