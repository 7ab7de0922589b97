// Criteria sets: the list, two compared, one tried on what was recorded.
import { z } from 'zod'
import { diffLines } from '../../domain/criteria/diff-lines.ts'
import { diffSets } from '../../domain/criteria/diff.ts'
import { reachOf } from '../../domain/permissions.ts'
import { knownSet } from '../../http/routes/criteria.ts'
import { personOf } from '../../http/route.ts'
import type { Services } from '../../http/services.ts'
import { startSimulation } from '../../http/start-job.ts'
import { learnSets } from '../../store/publish-sets.ts'
import { withClient } from '../../store/with-client.ts'
import { jobUrl } from '../jobs/job.tsx'
import { goTo, page, type PageCall } from '../page.ts'
import type { Returned } from '../parts/act.tsx'
import { Select } from '../parts/field.tsx'
import { Faults } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { AdminPage, adminUrl, tried } from './parts.tsx'
import { StatusChip } from './set-page.tsx'

const access = { to: 'seeRoster', of: 'reach' } as const
const Key = z.string().max(200)

interface Listed {
  key: string
  status: 'published' | 'draft'
  name: string
  from: string | null
}

/** Published ones first, of these what is in force longest last. */
async function listed({ db, library }: Services, view: View): Promise<Listed[]> {
  await withClient(db, (client) => learnSets(client, library))
  return [...library.sets(), ...library.drafts()].map((key) => {
    const { status, name, effectiveFrom } = library.any(key)
    return { key, status, name: view.say(name), from: effectiveFrom }
  })
}

interface PairProps {
  view: View
  sets: readonly Listed[]
  base: string | undefined
  form: 'diff' | 'simulate'
}

function Pair({ view, sets, base, form }: PairProps) {
  const { t } = view
  const options = sets.map(({ key, name }) => [key, `${name} – ${key}`] as const)
  const first = base ?? options[0]?.[0]
  const second =
    options.find(([key]) => key !== first && key.split('/')[0] === first?.split('/')[0])?.[0] ?? options[1]?.[0]
  return (
    <>
      <Select
        view={view}
        name="from"
        id={`${form}-from`}
        label={t('Bản thứ nhất', 'From')}
        value={first}
        options={options}
      />
      <Select view={view} name="to" id={`${form}-to`} label={t('Bản thứ hai', 'To')} value={second} options={options} />
    </>
  )
}

function SetList({ view, sets }: { view: View; sets: readonly Listed[] }) {
  const { t, day } = view
  return (
    <ul class="list">
      {sets.map(({ key, status, name, from }) => (
        <li class="wide">
          <div>
            <h3>
              <a href={adminUrl('criteria', ...key.split('/'))}>{name}</a>
            </h3>
            <p>
              <code>{key}</code>
              {from && t(` · hiệu lực từ ${day(from)}`, ` · in force from ${day(from)}`)}
            </p>
          </div>
          <StatusChip view={view} status={status} />
        </li>
      ))}
    </ul>
  )
}

async function criteriaPage(call: PageCall<unknown, unknown>, base?: string, returned?: Returned) {
  const { view, services } = call
  const sets = await listed(services, view)
  const { t } = view
  const publishes = reachOf('publishSets', personOf(call).offices).length > 0
  return (
    <AdminPage
      view={view}
      area="criteria"
      title={t('Bộ tiêu chuẩn', 'Criteria sets')}
      side={
        publishes && (
          <a class="button" href={adminUrl('criteria', 'check')}>
            {t('Kiểm tra, công bố bản mới', 'Check and publish')}
          </a>
        )
      }
    >
      <div class="columns">
        <section>
          <h2 class="unseen">{t('Danh sách', 'The list')}</h2>
          <SetList view={view} sets={sets} />
        </section>
        <aside>
          <form class="card" action={adminUrl('criteria', 'diff')}>
            <h2>{t('So sánh hai bản', 'Compare two')}</h2>
            <Pair view={view} sets={sets} base={base} form="diff" />
            <button class="quiet">{t('So sánh', 'Compare')}</button>
          </form>
          <form class="card" method="post" action={adminUrl('criteria', 'simulate')}>
            <h2>{t('Chạy thử trên hồ sơ đã có', 'Try on recorded cases')}</h2>
            <p class="hint">
              {t(
                'Chấm lại các chu kỳ theo bản thứ nhất bằng quy tắc của bản thứ hai: bao nhiêu trường lên, xuống, vì mục nào. Không hồ sơ nào thay đổi.',
                'Scores cycles under the first anew by the rule of the second: who rises or falls, and why. No case changes.',
              )}
            </p>
            <Faults view={view} faults={(returned?.faults ?? []).map(({ message }) => ({ message }))} />
            <Pair view={view} sets={sets} base={base} form="simulate" />
            <button class="quiet">{t('Chạy thử', 'Simulate')}</button>
          </form>
        </aside>
      </div>
    </AdminPage>
  )
}

export const criteriaPages = [
  page({
    method: 'get',
    path: '/administration/criteria',
    access,
    query: z.object({ base: Key.optional() }),
    handle: (call) => criteriaPage(call, call.query.base),
  }),
  page({
    method: 'get',
    path: '/administration/criteria/diff',
    access,
    query: z.object({ from: Key.default(''), to: Key.default('') }),
    async handle({ view, services, query: { from, to } }) {
      const [title, ...lines] = diffLines(diffSets(await knownSet(services, from), await knownSet(services, to)))
      return (
        <AdminPage
          view={view}
          area="criteria"
          title={view.t('So sánh hai bản', 'Two editions compared')}
          lead={`${from} → ${to}`}
        >
          <section class="card" lang="vi">
            <p>
              <strong>{title}</strong>
            </p>
            <ul class="lines">
              {lines.map((line) => (
                <li class={line.startsWith('+') ? 'plus' : line.startsWith('-') ? 'minus' : undefined}>
                  {line.normalize('NFC')}
                </li>
              ))}
            </ul>
          </section>
        </AdminPage>
      )
    },
  }),
  page({
    method: 'post',
    path: '/administration/criteria/simulate',
    access,
    async handle(call) {
      const { services, fields, at } = call
      const given = { from: fields.text('from').slice(0, 200), to: fields.text('to').slice(0, 200) }
      const outcome = await tried(call, () => startSimulation({ services, me: personOf(call), at }, given))
      return 'ok' in outcome ? goTo(jobUrl(outcome.ok)) : criteriaPage(call, given.from, outcome.returned)
    },
  }),
]
