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
      {items.map(({ process, at, event, actorName, actorId, evidence }) => (
        <li class="wide">
          <span>
            <strong>{eventLabel(view, process, event)}</strong>
            {evidence && ` ${evidence}`}
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
  reviseEvidence: ['Sửa, thay bản mới của minh chứng', 'Evidence revised'],
  copyEvidence: ['Lấy minh chứng của chu kỳ trước', 'Evidence copied from an earlier cycle'],
  importEvidence: ['Nhập danh mục minh chứng từ Excel', 'Register of evidence imported'],
  renumberEvidence: ['Đánh lại mã minh chứng', 'Evidence renumbered'],
  grantEvidence: ['Mở minh chứng hạn chế', 'Restricted evidence opened'],
  withdrawGrant: ['Đóng lại minh chứng hạn chế', 'Restricted evidence closed'],
  importCase: ['Nhập hồ sơ có sẵn', 'Entered from what was there before'],
  moveToEdition: ['Chuyển sang phiên bản quy trình khác', 'Moved to another edition of the process'],
}

/** What is done to sheets and evidence beside the events of processes. */
export const writingActs: readonly string[] = Object.keys(ownWords).filter((name) =>
  /Sheet$|Evidence$|Grant$/.test(name),
)

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
