// Dead letters: what an event set off and could not be carried out, mails that do not go out, deadlines that were not taken; tried again here.
import { z } from 'zod'
import { effectAgain, mailAgain } from '../../commands/operations/again.ts'
import { notFound } from '../../domain/errors.ts'
import { reachOf } from '../../domain/permissions.ts'
import { personOf } from '../../http/route.ts'
import {
  failedEffectsIn,
  failedMailsIn,
  stuckDeadlinesIn,
  type FailedEffect,
  type FailedMail,
  type StuckDeadline,
} from '../../store/views/failures.ts'
import { departmentsOf } from '../../store/views/province.ts'
import { withClient } from '../../store/with-client.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { Frame } from '../frame.tsx'
import { caseUrl, goTo, page } from '../page.ts'
import { Done, Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { Places } from './places.tsx'

const operate = { to: 'operate', of: 'reach' } as const

interface Found {
  effects: readonly FailedEffect[]
  mails: readonly FailedMail[]
  deadlines: readonly StuckDeadline[]
}

function FailuresPage({ view, found, done }: { view: View; found: Found; done: boolean }) {
  const { t } = view
  const { effects, mails, deadlines } = found
  return (
    <Frame view={view} title={t('Việc chưa làm được', 'Failed work')} place="province">
      <h1>{t('Việc chưa làm được', 'Failed work')}</h1>
      <Places view={view} here="failures" />
      {done && <Done>{t('Đã đưa vào hàng chờ để làm lại.', 'It waits to be tried again.')}</Done>}
      {effects.length + mails.length + deadlines.length === 0 && (
        <Nothing title={t('Mọi việc đều đã làm xong.', 'Everything was carried out.')}>
          {t(
            'Việc hệ thống thử nhiều lần mà không được sẽ hiện ở đây cùng nguyên nhân.',
            'What the system has tried several times without success is listed here with the reason.',
          )}
        </Nothing>
      )}
      {effects.length > 0 && <Effects view={view} items={effects} />}
      {mails.length > 0 && <Mails view={view} items={mails} />}
      {deadlines.length > 0 && <Deadlines view={view} items={deadlines} />}
    </Frame>
  )
}

const effectNames: Readonly<Record<string, readonly [string, string]>> = {
  notify: ['Gửi thông báo', 'Tell people'],
  produceDocument: ['Lập văn bản', 'Make a paper'],
  publish: ['Công bố', 'Publish'],
}

function Again({
  view,
  action,
  values,
}: {
  view: View
  action: string
  values: Readonly<Record<string, string | number>>
}) {
  return (
    <form method="post" action={action}>
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={String(value)} />
      ))}
      <button class="quiet small">{view.t('Làm lại', 'Try again')}</button>
    </form>
  )
}

function Effects({ view, items }: { view: View; items: readonly FailedEffect[] }) {
  const { t } = view
  return (
    <section>
      <h2>{t('Việc sau sự kiện', 'What events set off')}</h2>
      <p class="hint">
        {t('Những việc sau đó của cùng quy trình đang chờ việc này.', 'What follows in the same process waits for it.')}
      </p>
      <ul class="list">
        {items.map(({ process, seq, n, cycle, schoolName, type, attempts, error }) => (
          <li class="wide">
            <div>
              <h3>
                <a href={caseUrl(cycle)}>{schoolName}</a> <span>· {t(...(effectNames[type] ?? [type, type]))}</span>
              </h3>
              <p>
                {t(`Đã thử ${attempts} lần`, `Tried ${attempts} times`)}: <code>{error}</code>
              </p>
            </div>
            <Again view={view} action="/failures/effects" values={{ process, seq, n }} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Mails({ view, items }: { view: View; items: readonly FailedMail[] }) {
  const { t } = view
  return (
    <section>
      <h2>{t('Thư chưa gửi được', 'Mails')}</h2>
      <ul class="list">
        {items.map(({ id, personName, status, attempts, createdAt, nextAt, error }) => (
          <li class="wide">
            <div>
              <h3>{personName}</h3>
              <p>
                {view.moment(createdAt)} · {t(`đã thử ${attempts} lần`, `tried ${attempts} times`)}
                {status === 'waiting' && t(`, lần tới ${view.moment(nextAt)}`, `, next ${view.moment(nextAt)}`)}:{' '}
                <code>{error}</code>
              </p>
            </div>
            {status === 'failed' && <Again view={view} action="/failures/mails" values={{ mail: id }} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Deadlines({ view, items }: { view: View; items: readonly StuckDeadline[] }) {
  const { t, say } = view
  return (
    <section>
      <h2>{t('Thời hạn không thực hiện được', 'Deadlines that were not taken')}</h2>
      <ul class="list">
        {items.map(({ processName, edition, event, cycle, schoolName, dueAt, error }) => {
          const label = findDefinition(processName, edition)?.events[event]?.label
          return (
            <li>
              <h3>
                <a href={caseUrl(cycle)}>{schoolName}</a> <span>· {label ? say(label) : event}</span>
              </h3>
              <p>
                {view.moment(dueAt)}: <code>{error}</code>
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

export const failurePages = [
  page({
    method: 'get',
    path: '/failures',
    access: operate,
    query: z.object({ done: z.string().max(20).optional() }),
    async handle({ view, services, query, ...call }) {
      const found = await withClient(services.db, async (client) => {
        const departments = await departmentsOf(client, reachOf('operate', personOf(call).offices))
        return {
          effects: await failedEffectsIn(client, departments),
          mails: await failedMailsIn(client, departments),
          deadlines: await stuckDeadlinesIn(client, departments),
        }
      })
      return <FailuresPage view={view} found={found} done={query.done !== undefined} />
    },
  }),
  page({
    method: 'post',
    path: '/failures/effects',
    access: operate,
    async handle({ services, fields, at, ...call }) {
      const [seq, n] = [Number(fields.text('seq')), Number(fields.text('n'))]
      const named = [seq, n].every((one) => Number.isSafeInteger(one) && one > 0 && one < 2_147_483_647)
      if (!named) throw notFound()
      const actor = personOf(call).personId
      await effectAgain(services.db, { process: fields.text('process'), seq, n, actor, at })
      return goTo('/failures?done=effect')
    },
  }),
  page({
    method: 'post',
    path: '/failures/mails',
    access: operate,
    async handle({ services, fields, at, ...call }) {
      await mailAgain(services.db, { mail: fields.text('mail'), actor: personOf(call).personId, at })
      return goTo('/failures?done=mail')
    },
  }),
]
