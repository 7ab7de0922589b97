// The council of a self-assessment and its working groups: who is what, and who rates which criterion.
import { z } from 'zod'
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import { say, type Text } from '../../domain/text.ts'
import { params } from '../../http/schemas.ts'
import { CaseHead } from '../cases/head.tsx'
import { Frame } from '../frame.tsx'
import { page, sheetUrl } from '../page.ts'
import { Note, Nothing } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import { OffersOf } from './offers.tsx'
import { loadSelf } from './self-assessment.ts'

const Named = z.looseObject({ personId: z.string(), name: z.string() })
const Matters = z.looseObject({
  councilDecision: z.looseObject({ number: z.string(), date: z.string() }).nullish(),
  council: z.array(Named.extend({ duty: z.string(), position: z.string().nullish() })).default([]),
  secretariat: z.array(Named).default([]),
  groups: z
    .array(z.looseObject({ name: z.string(), lead: Named, members: z.array(Named), criteria: z.array(z.string()) }))
    .default([]),
})
type Matters = z.infer<typeof Matters>

const duties: Readonly<Record<string, Text>> = {
  chair: say('Chủ tịch', 'Chair'),
  viceChair: say('Phó Chủ tịch', 'Vice chair'),
  secretary: say('Thư ký', 'Secretary'),
  member: say('Ủy viên', 'Member'),
}

const events = ['establishCouncil', 'changeCouncil', 'assignWork', 'changeAssignment']

export const councilPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/council',
    access: { to: 'attachEvidence', of: 'cycle' },
    params: params.cycle,
    async handle(call) {
      const { view } = call
      const { t } = view
      const { found, ground, shown, set, matters, sheets } = await loadSelf(call)
      const known = Matters.parse(matters)
      const own = new Map(sheets.filter(({ kind }) => kind === 'school').map((one) => [one.criterion, one.process]))
      return (
        <Frame
          view={view}
          title={`${t('Hội đồng và nhóm công tác', 'Council and groups')} · ${found.schoolName}`}
          place="cases"
        >
          <CaseHead view={view} found={found} place="council" ground={ground} />
          <div class="columns">
            <div>
              <Council view={view} known={known} />
              {known.groups.length > 0 && <Assignments view={view} set={set} known={known} sheets={own} />}
            </div>
            <aside>
              <section class="card screen">
                <h2>{t('Việc có thể làm', 'What can be done')}</h2>
                <OffersOf view={view} shown={shown} events={events} />
              </section>
              <Groups view={view} known={known} />
            </aside>
          </div>
        </Frame>
      )
    },
  }),
]

function Council({ view, known: { council, secretariat, councilDecision } }: { view: View; known: Matters }) {
  const { t } = view
  if (council.length === 0)
    return (
      <Nothing title={t('Chưa thành lập hội đồng tự đánh giá.', 'There is no council yet.')}>
        {t('Hiệu trưởng ra quyết định thành lập ở bên cạnh.', 'The principal sets it up beside.')}
      </Nothing>
    )
  return (
    <section>
      <h2>{t('Hội đồng tự đánh giá', 'Council')}</h2>
      {councilDecision && (
        <p class="lead">
          {t('Quyết định', 'Decision')} {councilDecision.number}, {view.day(councilDecision.date)}
        </p>
      )}
      <Table
        rows={council}
        columns={[
          { head: t('Họ và tên', 'Name'), is: 'name', cell: ({ name }) => name },
          { head: t('Chức vụ', 'Position'), bare: true, lang: 'vi', cell: ({ position }) => position },
          {
            head: t('Nhiệm vụ', 'Duty'),
            cell: ({ duty, personId }) =>
              view.say(duties[duty] ?? say(duty, duty)) +
              (secretariat.some((one) => one.personId === personId) ? t(', nhóm thư ký', ', secretariat') : ''),
          },
        ]}
      />
    </section>
  )
}

interface AssignmentProps {
  view: View
  set: CriteriaSet
  known: Matters
  sheets: ReadonlyMap<string, string>
}

/** Every criterion with its group, by standard; those without one stand out. */
function Assignments({ view, set, known: { groups }, sheets }: AssignmentProps) {
  const { t, say: told } = view
  const criteria = set.standards.flatMap((standard) => standard.criteria)
  const open = criteria.map(({ id }) => id).filter((id) => !groups.some((group) => group.criteria.includes(id)))
  return (
    <section>
      <h2>{t('Phân công theo tiêu chí', 'Who rates what')}</h2>
      {open.length > 0 && (
        <Note>{t(`Chưa phân công: ${open.join(', ')}.`, `Without a group: ${open.join(', ')}.`)}</Note>
      )}
      <Table
        columns={[
          {
            head: t('Tiêu chí', 'Criterion'),
            is: 'name',
            cell: ({ id, name }) => <Linked to={sheets.get(id)} text={`${id} ${told(name)}`} />,
          },
          {
            head: t('Nhóm', 'Group'),
            lang: 'vi',
            cell: ({ group }) => group?.name ?? <span class="chip warn">{t('chưa có', 'none')}</span>,
          },
          { head: t('Trưởng nhóm', 'Lead'), cell: ({ group }) => group?.lead.name },
        ]}
        rows={criteria.map(({ id, name }) => ({ id, name, group: groups.find((one) => one.criteria.includes(id)) }))}
      />
    </section>
  )
}

function Linked({ to, text }: { to: string | undefined; text: string }) {
  return to ? <a href={sheetUrl(to)}>{text}</a> : <>{text}</>
}

function Groups({ view, known: { groups } }: { view: View; known: Matters }) {
  const { t } = view
  if (groups.length === 0) return null
  return (
    <section class="card">
      <h2>{t('Nhóm công tác', 'Working groups')}</h2>
      {groups.map(({ name, lead, members, criteria }) => (
        <>
          <h3 lang="vi">{name}</h3>
          <p>
            {lead.name} ({t('trưởng nhóm', 'lead')})
            {members
              .filter(({ personId }) => personId !== lead.personId)
              .map((member) => `, ${member.name}`)
              .join('')}
          </p>
          <p class="hint">
            {t('Tiêu chí: ', 'Criteria: ')}
            {criteria.join(', ') || '–'}
          </p>
        </>
      ))}
    </section>
  )
}
