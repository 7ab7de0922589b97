// What the page of the team says when nobody is to be appointed: not yet, or who was.
import type { MemberRow } from '../../store/views/cases.ts'
import type { Shown } from '../cases/process-part.tsx'
import { caseUrl } from '../page.ts'
import type { View } from '../view.ts'
import { roleIn } from '../words.ts'

/** Before the review stands where a team is appointed. */
export function TooEarly({ view, shown }: { view: View; shown: Shown }) {
  const step = shown.label.map(view.say).join('; ')
  return (
    <p class="told warn">
      {view.t(
        `Chưa tới bước thành lập: hồ sơ đang ở bước “${step}”. Có thể chọn người trước.`,
        `Not at this step yet: the review stands at “${step}”. People may be chosen before.`,
      )}
    </p>
  )
}

interface AppointedProps {
  view: View
  cycle: string
  edition: string | undefined
  /** Who sits in it now, or sat in it last. */
  team: readonly MemberRow[]
}

/** Once there is a team, who sits in it; whoever leaves is replaced by a step of the case. */
export function Appointed({ view, cycle, edition, team }: AppointedProps) {
  const { t, say } = view
  return (
    <section class="card">
      <h2>
        {team.some(({ until }) => until === null)
          ? t('Đoàn, hội đồng đã thành lập', 'The team that was appointed')
          : t('Đoàn, hội đồng đã xong việc', 'The team that has done its work')}
      </h2>
      <ul class="codes">
        {team.map(({ name, role }) => (
          <li>
            <span>{name}</span>
            <small>{say(roleIn(edition, role))}</small>
          </li>
        ))}
      </ul>
      {team.some(({ until }) => until === null) && (
        <p>
          <a href={caseUrl(cycle)}>
            {t('Thay thành viên: ở trang Tiến trình', 'To replace somebody: on the page of the case')}
          </a>
        </p>
      )}
    </section>
  )
}
