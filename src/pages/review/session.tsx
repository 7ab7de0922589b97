// One session of the visit in words, and the whole plan by days for those who only read it.
import type { VisitRow } from '../../store/views/reviews.ts'
import type { View } from '../view.ts'

interface Props {
  view: View
  session: VisitRow
  nameOf(person: string): string
}

export function SessionText({ view, session, nameOf }: Props) {
  const { t } = view
  const { starts, ends, what, place, meets, members, criteria } = session
  const parts = [
    place && `${t('Tại', 'At')}: ${place}`,
    members.length > 0 && `${t('Đoàn', 'Team')}: ${members.map(nameOf).join(', ')}`,
    meets && `${t('Gặp', 'Meet')}: ${meets}`,
    criteria.length > 0 && `${t('Tiêu chí', 'Criteria')}: ${criteria.join(', ')}`,
  ]
  return (
    <div>
      <h3 lang="vi">
        {starts}–{ends} {what}
      </h3>
      <p>{parts.filter(Boolean).join(' · ')}</p>
    </div>
  )
}

/** The plan on the page of the case, nothing while there is none. */
export function VisitPlan({ view, sessions, nameOf }: Omit<Props, 'session'> & { sessions: readonly VisitRow[] }) {
  if (sessions.length === 0) return null
  const days = [...new Set(sessions.map(({ heldOn }) => heldOn))]
  return (
    <section class="card" id="visit-plan">
      <h2>{view.t('Kế hoạch khảo sát tại trường', 'Plan of the visit')}</h2>
      {days.map((day) => (
        <>
          <p>
            <strong>{view.day(day)}</strong>
          </p>
          <ul class="list">
            {sessions
              .filter(({ heldOn }) => heldOn === day)
              .map((session) => (
                <li class="wide">
                  <SessionText view={view} session={session} nameOf={nameOf} />
                </li>
              ))}
          </ul>
        </>
      ))}
    </section>
  )
}
