// How the visit looks: the plan by days, the form of a session, and the minutes as they were recorded.
import type { Act } from '../../store/paper-history.ts'
import type { VisitRow, VisitSession } from '../../store/views/reviews.ts'
import type { Fault } from '../faults.ts'
import { reviewUrl, sendUrl } from '../page.ts'
import { Input } from '../parts/field.tsx'
import { Faults, Nothing } from '../parts/say.tsx'
import { Sure } from '../parts/sure.tsx'
import { subjectsOf } from '../sheets/parts.ts'
import { paperUrl, TakePaper } from '../parts/take-paper.tsx'
import type { View } from '../view.ts'
import { leads, type Review } from './load.ts'
import { SessionText } from './session.tsx'

/** A session while it is typed. */
export interface SessionDraft extends Omit<VisitSession, 'members' | 'criteria'> {
  id: string
  /** The version that was seen; '' of a new one. */
  version: string
  members: string[]
  criteria: string[]
}

interface Props {
  view: View
  review: Review
}

export function Plan({ view, review, sessions }: Props & { sessions: readonly VisitRow[] }) {
  const { t } = view
  const days = [...new Set(sessions.map(({ heldOn }) => heldOn))]
  if (sessions.length === 0)
    return (
      <Nothing title={t('Chưa có kế hoạch khảo sát.', 'The visit is not planned yet.')}>
        {leads(review)
          ? t(
              'Thêm từng buổi ở dưới: ai gặp ai, ở đâu, về tiêu chí nào. Trường cũng xem được kế hoạch.',
              'Add sessions below: who meets whom, where, about which criteria. The school sees the plan too.',
            )
          : t('Trưởng đoàn hoặc thư ký lập kế hoạch.', 'The lead or the secretary makes the plan.')}
      </Nothing>
    )
  return (
    <>
      {days.map((day) => (
        <section>
          <h2>{view.day(day)}</h2>
          <ul class="list">
            {sessions
              .filter(({ heldOn }) => heldOn === day)
              .map((one) => (
                <Session view={view} review={review} session={one} />
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Session({ view, review, session }: Props & { session: VisitRow }) {
  const { t } = view
  const { id, what } = session
  const nameOf = (person: string) => review.matters.team.find(({ personId }) => personId === person)?.name ?? person
  const url = reviewUrl(review.found.id, 'visit')
  return (
    <li class="wide">
      <SessionText view={view} session={session} nameOf={nameOf} />
      {leads(review) && (
        <div class="buttons">
          <a class="button quiet small" href={`${url}?edit=${id}#session`}>
            {t('Sửa', 'Change')}
            <span class="unseen"> {what}</span>
          </a>
          <Sure
            action={`${url}/${id}/remove`}
            words={t('Bỏ', 'Remove')}
            of={what}
            sure={t('Bỏ buổi này khỏi kế hoạch', 'Take this session out of the plan')}
          />
        </div>
      )}
    </li>
  )
}

export function SessionForm({
  view,
  review,
  draft,
  faults,
}: Props & { draft: SessionDraft; faults: readonly Fault[] }) {
  const { t } = view
  const fault = (name: string) => faults.find(({ field }) => field === name)?.message
  const input = (name: 'heldOn' | 'starts' | 'ends' | 'what' | 'place' | 'meets', label: string, rest = {}) => (
    <Input view={view} name={name} label={label} value={draft[name]} fault={fault(name)} {...rest} />
  )
  return (
    <form method="post" action={reviewUrl(review.found.id, 'visit')} class="card screen" id="session" novalidate>
      <h2>
        {draft.version === '' ? t('Thêm buổi làm việc', 'Add a session') : t('Sửa buổi làm việc', 'Change the session')}
      </h2>
      <Faults view={view} faults={faults} />
      <input type="hidden" name="id" value={draft.id} />
      <input type="hidden" name="version" value={draft.version} />
      <div class="pair">
        {input('heldOn', t('Ngày', 'Day'), { type: 'date', required: true })}
        {input('starts', t('Từ giờ', 'From'), { type: 'time', required: true })}
        {input('ends', t('Đến giờ', 'To'), { type: 'time', required: true })}
      </div>
      {input('what', t('Nội dung', 'What'), { maxlength: 500, required: true })}
      <div class="pair">
        {input('place', t('Địa điểm', 'Place'), { maxlength: 300, optional: true })}
        {input('meets', t('Gặp ai của trường', 'Whom of the school'), { maxlength: 500, optional: true })}
      </div>
      <Whom view={view} review={review} draft={draft} wrong={fault('members') !== undefined} />
      <div class="buttons">
        <button>{t('Ghi buổi làm việc', 'Put in the plan')}</button>
        {draft.version !== '' && (
          <a class="button quiet" href={reviewUrl(review.found.id, 'visit')}>
            {t('Thôi', 'Cancel')}
          </a>
        )}
      </div>
    </form>
  )
}

function Whom({ view, review, draft, wrong }: Props & { draft: SessionDraft; wrong: boolean }) {
  const { t } = view
  return (
    <>
      <fieldset class={wrong ? 'bare wrong' : 'bare'} id="members">
        <legend>{t('Ai của đoàn', 'Who of the team')}</legend>
        <div class="choices">
          {review.matters.team.map(({ personId, name }) => (
            <label>
              <input type="checkbox" name="members" value={personId} checked={draft.members.includes(personId)} />{' '}
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      <details open={draft.criteria.length > 0} id="criteria">
        <summary>{t('Tiêu chí cần xem (không bắt buộc)', 'Criteria to look at (optional)')}</summary>
        <fieldset class="bare">
          <legend class="unseen">{t('Tiêu chí cần xem', 'Criteria to look at')}</legend>
          <div class="choices">
            {subjectsOf(review.set).map(({ id, title }) => (
              <label>
                <input type="checkbox" name="criteria" value={id} checked={draft.criteria.includes(id)} />{' '}
                {id === 'M4' ? '' : id} {view.say(title)}
              </label>
            ))}
          </div>
        </fieldset>
      </details>
    </>
  )
}

const visits = ['recordPreliminaryVisit', 'recordFormalVisit', 'recordVisit'] as const
const papers: Record<(typeof visits)[number], string> = {
  recordPreliminaryVisit: 'preliminary-visit-minutes',
  recordFormalVisit: 'visit-minutes',
  recordVisit: 'visit-minutes',
}

export function Minutes({ view, review, acts }: Props & { acts: readonly Act[] }) {
  const { t, say } = view
  const since = acts.findLastIndex(({ event }) => event === 'appointTeam' || event === 'appointCouncil')
  const made = visits.filter((event) => acts.slice(since).some((act) => act.event === event))
  const open = review.about.allowed.filter(({ event }) => (visits as readonly string[]).includes(event))
  const paper = (event: (typeof visits)[number]) => paperUrl(review.found.id, papers[event])
  const names = {
    recordPreliminaryVisit: t('Biên bản khảo sát sơ bộ', 'Minutes of the preliminary visit'),
    recordFormalVisit: t('Biên bản khảo sát chính thức', 'Minutes of the formal visit'),
    recordVisit: t('Biên bản kiểm tra thực tế', 'Minutes of the visit'),
  }
  return (
    <section class="card">
      <h2>{t('Biên bản', 'Minutes')}</h2>
      {made.length === 0 && <p class="hint">{t('Chưa có biên bản nào.', 'No minutes yet.')}</p>}
      <ul class="codes">
        {made.map((event) => (
          <li>
            <span>{names[event]}</span>
            <span>
              <a href={paper(event)} target="_blank" rel="noopener">
                {t('Xem', 'Read')}
                <span class="unseen"> {names[event]}</span>
              </a>{' '}
              <TakePaper
                view={view}
                cycle={review.found.id}
                paper={papers[event]}
                title={names[event]}
                formats={['pdf']}
              />
            </span>
          </li>
        ))}
      </ul>
      <ul class="actions">
        {open.map(({ event, label }) => (
          <li>
            <a class="button" href={sendUrl(review.about.id, event)}>
              {say(label)}
            </a>
          </li>
        ))}
      </ul>
      {open.some(({ event }) => event !== 'recordPreliminaryVisit') && (
        <p class="hint">
          {t(
            'Ngày, nơi xem, người gặp theo kế hoạch và ghi chép trong đợt khảo sát được điền sẵn; trước khi cả đoàn chấm xong chỉ có ghi chép của bạn.',
            'Days, places and people of the plan and the notes of the visit are filled in; until all have scored, your own notes alone.',
          )}
        </p>
      )}
    </section>
  )
}
