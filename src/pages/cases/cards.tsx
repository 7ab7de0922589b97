// What stands beside the processes of a case: drafts of the report, who takes part, what was handed over.
import type { MemberRow } from '../../store/views/cases.ts'
import type { SubmissionRow } from '../../store/views/papers.ts'
import { draftsUrl } from '../review/replies.tsx'
import type { View } from '../view.ts'
import { roleIn, submissionName } from '../words.ts'

export function Drafts({ view, cycle, sent }: { view: View; cycle: string; sent: number }) {
  if (sent === 0) return null
  return (
    <section class="card">
      <h2>{view.t('Dự thảo báo cáo của đoàn', 'Draft report of the team')}</h2>
      <p>
        <a href={draftsUrl(cycle)}>
          {view.t(
            `Dự thảo và phản hồi, ${sent} vòng`,
            `Drafts and replies, ${sent} ${sent === 1 ? 'round' : 'rounds'}`,
          )}
        </a>
      </p>
    </section>
  )
}

interface MembersProps {
  view: View
  members: readonly MemberRow[]
  /** Of the review; none while there is no review. */
  edition: string | undefined
}

export function Members({ view, members, edition }: MembersProps) {
  const present = members.filter(({ until }) => until === null)
  const people = [...new Map(present.map((one) => [one.personId, one])).values()]
  const { t, say } = view
  return (
    <section class="card">
      <h2>{t('Người tham gia', 'People')}</h2>
      {people.length === 0 ? (
        <p>{t('Chưa có hội đồng, đoàn nào được thành lập.', 'No council or team yet.')}</p>
      ) : (
        <ul class="codes">
          {people.map(({ personId, name }) => (
            <li>
              <span>{name}</span>
              <small>
                {present
                  .filter((one) => one.personId === personId)
                  .map(({ role }) => say(roleIn(edition, role)))
                  .join(', ')}
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export function Submissions({ view, items }: { view: View; items: readonly SubmissionRow[] }) {
  if (items.length === 0) return null
  return (
    <section class="card">
      <h2>{view.t('Đã nộp, đã chốt', 'Handed over')}</h2>
      <ul class="codes">
        {items.map(({ kind, version, at }) => (
          <li>
            <span>
              {view.say(submissionName(kind))}, {view.t('lần', 'version')} {version}
            </span>
            <time datetime={at}>{view.day(at)}</time>
          </li>
        ))}
      </ul>
    </section>
  )
}
