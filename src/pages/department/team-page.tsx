// How the choice of a team looks: the roster as a table with a seat for each person, beside it what the rules say of the choice.
import type { Issue } from '../../domain/process.ts'
import type { CaseRow, MemberRow } from '../../store/views/cases.ts'
import type { ReviewerRow } from '../../store/views/roster.ts'
import type { Ground } from '../../store/views/standing.ts'
import { CaseHead } from '../cases/head.tsx'
import type { Shown } from '../cases/process-part.tsx'
import { Frame } from '../frame.tsx'
import { caseUrl, sendUrl } from '../page.ts'
import { Input } from '../parts/field.tsx'
import { Nothing } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import { Appointed, TooEarly } from './team-standing.tsx'
import { roleIn } from '../words.ts'

export interface Choice {
  personId: string
  role: 'teamLead' | 'teamSecretary' | 'reviewer'
}

export interface About {
  /** Of the review, which names the seats. */
  edition: string | undefined
  process: string | null
  event: string | null
  /** This person may send it now. */
  open: boolean
  choice: readonly Choice[]
  issues: readonly Issue[]
  cycle: string
}

interface Props {
  view: View
  found: CaseRow
  ground: Ground
  about: About
  roster: readonly ReviewerRow[]
  q: string
  shown: Shown | null
  /** The review stands where a team is appointed. */
  now: boolean
  /** Who sits in it now, or sat in it last. */
  team: readonly MemberRow[]
}

export function TeamPage({ view, found, ground, about, roster, q, shown, now, team }: Props) {
  const { t } = view
  const appointed = !now && team.length > 0
  const url = `${caseUrl(about.cycle)}/team`
  const refused = shown?.refused.find(({ event }) => event === about.event)
  return (
    <Frame view={view} title={t('Lập đoàn, hội đồng', 'Team')} place="cases" scripts={['team.js']}>
      <CaseHead view={view} found={found} place="team" ground={ground} />
      {about.process === null ? (
        <Nothing
          title={t('Trường chưa đăng ký đánh giá ngoài, thẩm định.', 'The school has not registered for a review.')}
        >
          {t(
            'Khi trường đăng ký và hồ sơ được chấp nhận, danh sách người đánh giá hiện ở đây để chọn.',
            'Once it has registered and its dossier is accepted, the roster shows here to choose from.',
          )}
        </Nothing>
      ) : appointed ? (
        <Appointed view={view} cycle={about.cycle} edition={about.edition} team={team} />
      ) : (
        <form id="team" action={url} class="columns">
          <div>
            <p>
              {t(
                'Chọn vai trò cho từng người. Người có xung đột lợi ích với trường bị ghi rõ lý do và không được bổ nhiệm.',
                'Choose a seat for each person. Whoever stands in conflict with the school is named with the reason and cannot be appointed.',
              )}
            </p>
            {!now && shown && <TooEarly view={view} shown={shown} />}
            {refused && <p class="told warn">{refused.reasons.map(view.say).join(' ')}</p>}
            <div class="filter">
              <Input
                view={view}
                name="q"
                type="search"
                label={t('Tìm theo tên (không cần dấu)', 'Find by name')}
                value={q}
                maxlength={100}
              />
              <button class="quiet">{t('Tìm', 'Find')}</button>
            </div>
            <Roster view={view} roster={roster} about={about} />
            <Kept roster={roster} choice={about.choice} />
          </div>
          <aside>
            <div class="buttons" data-without-script>
              <button class="quiet">{t('Kiểm tra lựa chọn', 'Check the choice')}</button>
            </div>
            <Chosen view={view} about={about} roster={roster} />
          </aside>
        </form>
      )}
      {about.process !== null && about.event !== null && !appointed && <Send view={view} about={about} />}
    </Frame>
  )
}

function Roster({ view, roster, about }: { view: View; roster: readonly ReviewerRow[]; about: About }) {
  const { t } = view
  if (roster.length === 0)
    return (
      <Nothing title={t('Không có ai như vậy trong danh sách người đánh giá.', 'Nobody like that is on the roster.')} />
    )
  return (
    <Table
      label={t('Danh sách người đánh giá', 'Roster')}
      columns={[
        { head: t('Người đánh giá', 'Reviewer'), is: 'name', cell: (one) => <Person view={view} one={one} /> },
        {
          head: t('Vai trò', 'Seat'),
          bare: true,
          cell: (one) => (
            <Seat
              view={view}
              one={one}
              edition={about.edition}
              seat={about.choice.find(({ personId }) => personId === one.id)?.role ?? ''}
            />
          ),
        },
        { head: t('Đang tham gia', 'Running'), is: 'number', wraps: true, cell: ({ running }) => running },
        { head: t('Đã tham gia', 'Before'), is: 'number', wraps: true, cell: ({ reviewed }) => reviewed },
        {
          head: t('Năm trong ngành', 'Years'),
          is: 'number',
          wraps: true,
          cell: (one) => (one.educationSector ? one.yearsInSector : t('ngoài ngành', 'outside')),
        },
      ]}
      rows={roster}
    />
  )
}

function Person({ view: { t, say }, one }: { view: View; one: ReviewerRow }) {
  return (
    <>
      {one.name}
      <br />
      <small>{one.organisationName}</small>{' '}
      {!one.trained && <span class="chip warn">{t('chưa tập huấn', 'not trained')}</span>}
      {one.conflicts.map((text) => (
        <p class="fault">{say(text)}</p>
      ))}
    </>
  )
}

function Seat({
  view,
  one,
  seat,
  edition,
}: {
  view: View
  one: ReviewerRow
  seat: string
  edition: string | undefined
}) {
  const { t, say } = view
  return (
    <select
      name={`role.${one.id}`}
      aria-label={t(`Vai trò của ${one.name}`, `Seat of ${one.name}`)}
      disabled={one.conflicts.length > 0}
    >
      <option value="">–</option>
      {(['teamLead', 'teamSecretary', 'reviewer'] as const).map((role) => (
        <option value={role} selected={seat === role}>
          {say(roleIn(edition, role))}
        </option>
      ))}
    </select>
  )
}

/** Whoever was chosen before the search narrowed the list stays chosen. */
function Kept({ roster, choice }: { roster: readonly ReviewerRow[]; choice: readonly Choice[] }) {
  const hidden = choice.filter(({ personId }) => roster.every(({ id }) => id !== personId))
  return (
    <>
      {hidden.map(({ personId, role }) => (
        <input type="hidden" name={`role.${personId}`} value={role} />
      ))}
    </>
  )
}

/** What the rules say of the choice: put in place anew by the script whenever a seat changes. */
export function Chosen({ view, about, roster }: { view: View; about: About; roster: readonly ReviewerRow[] }) {
  const { t, say } = view
  const { choice, issues } = about
  // The paper of the decision is filled in on the form of the event.
  const told = issues.filter(({ path }) => path[0] !== 'delegation' && path[0] !== 'decision')
  const later = issues.filter(({ path }) => path[0] === 'delegation')
  const nameOf = (id: string) => roster.find((one) => one.id === id)?.name ?? id
  return (
    <section class="card" id="chosen" aria-live="polite">
      <h2>{t(`Đã chọn ${choice.length} người`, `${choice.length} chosen`)}</h2>
      <ul class="codes">
        {choice.map(({ personId, role }) => (
          <li>
            <span>{nameOf(personId)}</span>
            <small>{say(roleIn(about.edition, role))}</small>
          </li>
        ))}
      </ul>
      {choice.length > 0 && told.length === 0 && (
        <p class="told good">{t('Đủ điều kiện theo quy trình.', 'The rules are met.')}</p>
      )}
      {told.length > 0 && (
        <ul class="told bad stacked">
          {told.map(({ message }) => (
            <li>{say(message)}</li>
          ))}
        </ul>
      )}
      {later.map(({ message }) => (
        <p class="told">{say(message)}</p>
      ))}
      {choice.map(({ personId, role }, index) => (
        <>
          <input type="hidden" form="appoint" name={`p.members.${index}.personId`} value={personId} />
          <input type="hidden" form="appoint" name={`p.members.${index}.role`} value={role} />
        </>
      ))}
      {about.open && choice.length > 0 && (
        <div class="buttons">
          <button form="appoint">{t('Lập quyết định với những người này', 'Go on to the decision')}</button>
        </div>
      )}
      {!about.open && choice.length > 0 && (
        <p class="hint">
          {t(
            'Người có thẩm quyền mở địa chỉ này để ký; lựa chọn nằm sẵn trong địa chỉ.',
            'Whoever decides opens this address to sign; the choice is in the address.',
          )}
        </p>
      )}
    </section>
  )
}

function Send({ view, about }: { view: View; about: About }) {
  return (
    <form
      id="appoint"
      method="post"
      action={sendUrl(about.process ?? '', about.event ?? '')}
      aria-label={view.t('Quyết định', 'Decision')}
    >
      <input type="hidden" name="_fill" value="1" />
    </form>
  )
}
