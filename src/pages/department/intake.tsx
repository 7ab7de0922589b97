// The check of a dossier that came in: the same list of points the school saw; what is ticked goes back to it with one press.
import { notFound } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import type { DossierPoint } from '../../domain/dossier-check.ts'
import { processView } from '../../http/process-view.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { findCase, type CaseRow } from '../../store/views/cases.ts'
import { dossierPoints, returnedPoints } from '../../store/views/dossier-check.ts'
import { viewerOf } from '../../store/views/evidence.ts'
import { listSubmissions, type SubmissionRow } from '../../store/views/papers.ts'
import { withClient } from '../../store/with-client.ts'
import { CaseHead } from '../cases/head.tsx'
import type { Shown } from '../cases/process-part.tsx'
import { ReturnedPoints } from '../cases/returned-points.tsx'
import { Frame } from '../frame.tsx'
import { caseUrl, page, sendUrl } from '../page.ts'
import { Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'

export const intakePages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/intake',
    access: { to: 'takeIn', of: 'cycle' },
    params: params.cycle,
    async handle({ view, services, params: { cycle }, at, ...call }) {
      const ground = groundOf(call)
      const viewer = viewerOf(ground.standing.personId, rolesFor('takeIn', ground.standing, ground.place), at)
      const [found, points, submissions, returned] = await withClient(services.db, async (client) => [
        await findCase(client, cycle),
        await dossierPoints(client, services, cycle, viewer),
        (await listSubmissions(client, cycle)).filter(({ kind }) => kind === 'dossier'),
        await returnedPoints(client, cycle),
      ])
      if (!found) throw notFound()
      const review = latestReview(found)
      const shown = review ? await processView(services, review, personOf(call), at) : null
      return (
        <Frame view={view} title={view.t('Kiểm tra hồ sơ', 'Dossier check')} place="cases">
          <CaseHead view={view} found={found} place="intake" ground={ground} />
          <ReturnedPoints view={view} cycle={cycle} points={returned} />
          {points === null || shown === null ? (
            <Nothing title={view.t('Trường chưa nộp hồ sơ.', 'The school has not handed in its dossier.')}>
              {view.t(
                'Khi trường nộp, các điểm cần xem hiện ở đây.',
                'Once it does, the points to look at stand here.',
              )}
            </Nothing>
          ) : (
            <Check view={view} cycle={cycle} points={points} submissions={submissions} shown={shown} />
          )}
        </Frame>
      )
    },
  }),
]

/** The review that the dossier came in for: the last one. */
export function latestReview({ processes }: CaseRow): string | null {
  return processes.findLast(({ process }) => process === 'externalReview')?.id ?? null
}

interface CheckProps {
  view: View
  cycle: string
  points: readonly DossierPoint[]
  submissions: readonly SubmissionRow[]
  shown: Shown
}

const returning = ['requestCompletion', 'requestCompletionAtCommune']
const taking = ['acceptDossier', 'forwardDossier', 'refuseDossier']

function Check({ view, cycle, points, submissions, shown }: CheckProps) {
  const { t, say } = view
  const back = shown.allowed.find(({ event }) => returning.includes(event))
  const others = shown.allowed.filter(({ event }) => taking.includes(event))
  const stops = points.filter(({ weight }) => weight === 'stops').length
  return (
    <div class="columns">
      <div>
        <p>
          {points.length === 0
            ? t('Không thấy điểm nào cần xem: hồ sơ đủ thành phần.', 'Nothing to look at: the dossier is complete.')
            : t(
                `${points.length} điểm cần xem, trong đó ${stops} điểm hồ sơ chưa đủ.`,
                `${points.length} points, of which ${stops} make the dossier incomplete.`,
              )}
        </p>
        {back ? (
          <ReturnForm view={view} points={points} action={sendUrl(shown.id, back.event)} label={say(back.label)} />
        ) : (
          <Points view={view} points={points} />
        )}
      </div>
      <aside>
        <HandedIn view={view} cycle={cycle} submissions={submissions} checking={back !== undefined} />
        {others.length > 0 && (
          <section class="card">
            <h2>{t('Kết luận', 'Conclusion')}</h2>
            <ul class="actions">
              {others.map(({ event, label }, index) => (
                <li>
                  <a class={index === 0 ? 'button' : 'button quiet'} href={sendUrl(shown.id, event)}>
                    {say(label)} <Icon name="arrow" />
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </aside>
    </div>
  )
}

/** Every version of the dossier, and where to read it. */
function HandedIn({
  view,
  cycle,
  submissions,
  checking,
}: Pick<CheckProps, 'view' | 'cycle' | 'submissions'> & { checking: boolean }) {
  const { t } = view
  const last = submissions.at(-1)
  return (
    <section class="card">
      <h2>{t('Hồ sơ đã nộp', 'Handed in')}</h2>
      <ul class="codes">
        {submissions.map(({ version, at }) => (
          <li>
            <span>
              {t('Lần', 'Version')} {version}
              {checking && version === last?.version ? t(' (đang kiểm tra)', ' (being checked)') : ''}
            </span>
            <time datetime={at}>{view.moment(at)}</time>
          </li>
        ))}
      </ul>
      <ul class="actions">
        <li>
          <a class="button quiet" href={`${caseUrl(cycle)}/papers`}>
            {t('Đọc báo cáo và văn bản', 'Read report and papers')} <Icon name="arrow" />
          </a>
        </li>
        <li>
          <a class="button quiet" href={`${caseUrl(cycle)}/evidence`}>
            {t('Xem minh chứng', 'See the evidence')} <Icon name="arrow" />
          </a>
        </li>
      </ul>
    </section>
  )
}

interface ReturnProps {
  view: View
  points: readonly DossierPoint[]
  action: string
  label: string
}

/** What is ticked here begins the generated form of the event; there only the notice's number and day are left. */
function ReturnForm({ view, points, action, label }: ReturnProps) {
  const { t } = view
  return (
    <form class="card" method="post" action={action}>
      <input type="hidden" name="_fill" value="1" />
      <fieldset class="bare">
        <legend>{t('Chọn các điểm trả lại trường', 'Tick what goes back to the school')}</legend>
        {points.length === 0 && (
          <p>
            {t(
              'Không thấy điểm nào; có thể ghi điểm khác bên dưới.',
              'Nothing was found; you may write other points below.',
            )}
          </p>
        )}
        <ul class="points">
          {points.map((point, index) => (
            <li>
              <input
                type="checkbox"
                id={`point-${index}`}
                name="p.items"
                value={point.text.vi}
                checked={point.weight === 'stops'}
              />
              <label for={`point-${index}`}>
                <Weight view={view} point={point} /> {view.say(point.text)}
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <Field view={view} id="more" label={t('Điểm khác, mỗi dòng một điểm', 'Other points, one a line')} optional>
        <textarea id="more" name="p.items" maxlength={20_000}></textarea>
      </Field>
      <Field view={view} id="reason" label={t('Lý do', 'Reason')}>
        <textarea id="reason" name="p.reason" maxlength={8000} lang="vi">
          Hồ sơ chưa đủ thành phần, nội dung theo quy định.
        </textarea>
      </Field>
      <div class="buttons">
        <button>{label}</button>
      </div>
    </form>
  )
}

function Points({ view, points }: { view: View; points: readonly DossierPoint[] }) {
  if (points.length === 0) return null
  return (
    <ul class="list">
      {points.map((point) => (
        <li>
          <p>
            <Weight view={view} point={point} /> {view.say(point.text)}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Weight({ view, point }: { view: View; point: DossierPoint }) {
  return point.weight === 'stops' ? (
    <span class="chip bad">{view.t('chưa đủ', 'incomplete')}</span>
  ) : (
    <span class="chip warn">{view.t('nên xem', 'to look at')}</span>
  )
}
