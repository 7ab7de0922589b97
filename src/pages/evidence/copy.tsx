// Evidence of an earlier cycle taken over: ticked, each gets a new code with the old one beside it; what is there already says so.
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import { copyEvidence } from '../../commands/evidence/copy.ts'
import type { EvidenceItem } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { Id, params } from '../../http/schemas.ts'
import { listCases, type CaseRow } from '../../store/views/cases.ts'
import { copiedFrom, listEvidence } from '../../store/views/evidence.ts'
import { withClient } from '../../store/with-client.ts'
import { CaseHead } from '../cases/head.tsx'
import { faultsOf, type Fault } from '../faults.ts'
import { Frame } from '../frame.tsx'
import { caseUrl, goTo, page, type PageCall, withQuery } from '../page.ts'
import { Faults, Nothing } from '../parts/say.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import { caseOf, evidenceUrl, viewerIn } from './case-of.ts'
import { Tabs } from '../parts/tabs.tsx'

const Query = z.object({ from: Id.optional() })
type Call = PageCall<{ cycle: string }, z.output<typeof Query>>

const mostPieces = 1000

async function copyPage(call: Call, faults: readonly Fault[] = []) {
  const { services, params: named, query, view, fields, at } = call
  const { personId: person, offices } = personOf(call)
  return withClient(services.db, async (client) => {
    const found = await caseOf(client, named.cycle)
    const filter = { person, offices, at, school: found.school, limit: 50 }
    const earlier = (await listCases(client, filter)).items.filter(({ id }) => id !== found.id)
    const wish = query.from ?? fields.text('from')
    const from = earlier.find(({ id }) => id === wish) ?? earlier[0]
    const viewer = viewerIn(call)
    const items = from ? (await listEvidence(client, { cycle: from.id, viewer, limit: mostPieces })).items : []
    const copied = from ? await copiedFrom(client, found.id, from.id) : new Map<string, string>()
    return (
      <Frame view={view} title={view.t('Lấy minh chứng từ chu kỳ trước', 'Evidence of an earlier cycle')} place="cases">
        <CaseHead view={view} found={found} place="evidence" ground={groundOf(call)} />
        <p class="crumbs">
          <a href={evidenceUrl(found.id)}>{view.t('← Danh mục minh chứng', '← Register of evidence')}</a>
        </p>
        <h2>{view.t('Lấy minh chứng từ chu kỳ trước', 'Take evidence from an earlier cycle')}</h2>
        <Faults view={view} faults={faults} />
        {from ? (
          <>
            <Cycles view={view} cycle={found.id} earlier={earlier} from={from.id} />
            <Pieces view={view} cycle={found.id} from={from.id} items={items} copied={copied} />
          </>
        ) : (
          <Nothing title={view.t('Trường chưa có chu kỳ nào trước.', 'There is no earlier cycle.')} />
        )}
      </Frame>
    )
  })
}

interface CyclesProps {
  view: View
  cycle: string
  earlier: readonly CaseRow[]
  from: string
}

function Cycles({ view, cycle, earlier, from }: CyclesProps) {
  return (
    <Tabs
      label={view.t('Các chu kỳ trước', 'Earlier cycles')}
      here={from}
      tabs={earlier.map(
        ({ id, period }) => [id, withQuery(`${caseUrl(cycle)}/evidence-copy`, { from: id }), period] as const,
      )}
    />
  )
}

interface PiecesProps {
  view: View
  cycle: string
  from: string
  items: readonly EvidenceItem[]
  /** Code there -> code here. */
  copied: ReadonlyMap<string, string>
}

function Pieces({ view, cycle, from, items, copied }: PiecesProps) {
  const { t } = view
  if (items.length === 0) return <Nothing title={t('Chu kỳ này không có minh chứng.', 'That cycle has no evidence.')} />
  return (
    <form method="post" action={`${caseUrl(cycle)}/evidence-copy`}>
      <input type="hidden" name="from" value={from} />
      <Table
        narrow
        columns={[
          {
            head: t('Lấy', 'Take'),
            cell: ({ code, title }) =>
              copied.has(code) ? (
                <span class="chip good">{copied.get(code)}</span>
              ) : (
                <input type="checkbox" name="codes" value={code} aria-label={`${code} ${title}`} />
              ),
          },
          { head: t('Mã cũ', 'Old code'), is: 'name', cell: ({ code }) => code },
          { head: t('Tên minh chứng', 'Title'), lang: 'vi', cell: ({ title }) => title },
        ]}
        rows={items}
      />
      <div class="buttons save">
        <button>{t('Lấy các minh chứng đã đánh dấu', 'Take what is ticked')}</button>
        <button type="button" class="quiet" data-tick="codes" hidden>
          {t('Đánh dấu tất cả', 'Tick all')}
        </button>
      </div>
    </form>
  )
}

async function copyTicked(call: Call) {
  const { services, params: named, fields, at } = call
  const { db, engine, library } = services
  const codes = fields.all('codes').slice(0, mostPieces)
  if (codes.length === 0)
    return copyPage(call, [
      { message: say('Hãy đánh dấu ít nhất một minh chứng.', 'Tick at least one piece of evidence.') },
    ])
  try {
    const acting = { cycle: named.cycle, from: fields.text('from'), codes, actor: personOf(call).personId, at }
    const copied = await copyEvidence(db, engine, library, acting)
    const made = copied.map(({ code }) => code).join(', ')
    return goTo(`${evidenceUrl(named.cycle)}?done=${encodeURIComponent(made.slice(0, 90))}`)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error
    return copyPage(
      call,
      faultsOf(error).map(({ message }) => ({ message })),
    )
  }
}

const access = { to: 'keepEvidence', of: 'cycle' } as const
const path = '/cases/{cycle}/evidence-copy'

export const copyPages = [
  page({ method: 'get', path, access, params: params.cycle, query: Query, handle: (call) => copyPage(call) }),
  page({ method: 'post', path, access, params: params.cycle, query: Query, handle: copyTicked }),
]
