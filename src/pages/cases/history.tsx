// The history of a case: who did what, when.
import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import { groundOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { findCase } from '../../store/views/cases.ts'
import { caseHistory, type HistoryRow } from '../../store/views/papers.ts'
import { withClient } from '../../store/with-client.ts'
import { definitions } from '../../../workflows/index.ts'
import { Frame } from '../frame.tsx'
import { caseUrl, page } from '../page.ts'
import { More } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { CaseHead } from './head.tsx'

export function HistoryItems({ view, items }: { view: View; items: readonly HistoryRow[] }) {
  return (
    <ul class="list">
      {items.map(({ process, at, event, actorName, actorId }) => (
        <li class="wide">
          <span>
            <strong>{eventLabel(view, process, event)}</strong>
            <br />
            <small>{actorName ?? (actorId === 'system' ? view.t('Hệ thống', 'The system') : actorId)}</small>
          </span>
          <time datetime={at}>{view.moment(at)}</time>
        </li>
      ))}
    </ul>
  )
}

const ownWords: Readonly<Record<string, readonly [string, string]>> = {
  start: ['Bắt đầu', 'Started'],
  saveSheet: ['Lưu phiếu', 'Sheet saved'],
  attachEvidence: ['Thêm minh chứng', 'Evidence added'],
  reviseEvidence: ['Thay bản mới của minh chứng', 'Evidence revised'],
}

export function eventLabel(view: View, process: string, event: string): string {
  const name = process.split('/')[1] ?? ''
  const entry = definitions.find((one) => one.process === name && Object.hasOwn(one.events, event))?.events[event]
  const [vi, en] = ownWords[event] ?? [event, event]
  return entry ? view.say(entry.label) : view.t(vi, en)
}

export const historyPages = [
  page({
    method: 'get',
    path: '/cases/{cycle}/history',
    access: { to: 'seeHistory', of: 'cycle' },
    params: params.cycle,
    query: z.object({ cursor: z.string().max(500).optional() }),
    async handle({ view, services, params: { cycle }, query: { cursor }, ...call }) {
      const [found, history] = await withClient(services.db, async (client) => [
        await findCase(client, cycle),
        await caseHistory(client, { cycle, cursor, limit: 50 }),
      ])
      if (!found) throw notFound()
      const next = history.next && `${caseUrl(cycle)}/history?cursor=${encodeURIComponent(history.next)}`
      return (
        <Frame view={view} title={view.t('Nhật ký', 'History')} place="cases">
          <CaseHead view={view} found={found} place="history" ground={groundOf(call)} />
          <h2>{view.t('Ai đã làm gì, khi nào', 'Who did what, when')}</h2>
          <HistoryItems view={view} items={history.items} />
          <More view={view} href={next} />
        </Frame>
      )
    },
  }),
]
