// Words the text of one criterion in the review's report. The team's ratings, on which it agreed, stay as they are.
import { SheetContent } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { isReportWorded } from '../../domain/report-text.ts'
import type { Engine } from '../../engine/ports.ts'
import { keepingRefusals } from '../../engine/refusals.ts'
import type { Database } from '../../store/connect.ts'
import type { Library } from '../../store/library.ts'
import { unitOf } from '../../store/process-store.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { authorize, record } from '../record.ts'

export type ReportText = Pick<SheetContent, 'strengths' | 'weaknesses' | 'plan' | 'unclear'>

export interface WordReport {
  /** The team's sheet of the criterion. */
  process: string
  text: ReportText
  actor: string
  at: string
  /** The version the writer began from. */
  expectedVersion?: number | undefined
}

/**
 * Answers the sheet's new version; its history keeps the text before. Throws `notFound`, `forbidden`, `notAllowed` outside the
 * steps at which the report is worded, `staleVersion` with the present text.
 */
export function wordReport(db: Database, engine: Engine, library: Library, input: WordReport) {
  const { actor, process: id, at } = input
  return keepingRefusals(engine, { at, actorId: actor, processId: id, event: 'wordReport' }, () =>
    inTransaction(db, async (client): Promise<{ version: number }> => {
      const unit = unitOf(client, library)
      const { process, actor: who } = await authorize(unit, id, actor, ['teamSecretary', 'teamLead'], at)
      if (process.sheet?.kind !== 'team')
        throw new AppError('notFound', say('Không tìm thấy phiếu.', 'The sheet was not found.'))
      if (!(await isWorded(client, process.cycleId, process.sheet.round)))
        throw new AppError(
          'notAllowed',
          say(
            'Chỉ sửa lời báo cáo khi đoàn đang viết dự thảo hoặc hoàn thiện báo cáo.',
            'The words of the report are changed only while the team drafts or completes it.',
          ),
        )
      const found = await client.query<{ content: unknown }>({
        text: 'select content from sheets where process_id = $1',
        values: [id],
      })
      const content = SheetContent.parse(found.rows[0]?.content ?? {})
      if (input.expectedVersion !== undefined && input.expectedVersion !== process.version)
        throw new AppError(
          'staleVersion',
          say(
            'Người khác vừa sửa lời báo cáo của tiêu chí này.',
            'Somebody else just changed the report on this criterion.',
          ),
          {
            version: process.version,
            content,
          },
        )
      const worded = { ...content, ...input.text }
      const text = 'update sheets set content = $2, version = version + 1 where process_id = $1'
      await client.query({ text, values: [id, JSON.stringify(worded)] })
      return { version: await record(client, process, { event: 'saveSheet', payload: worded, actor: who, at }) }
    }),
  )
}

async function isWorded(client: Client, cycle: string, round: number): Promise<boolean> {
  const text = `select state, (context->>'round')::int as round from processes where cycle_id = $1 and process = 'externalReview'
    order by length(part) desc, part desc limit 1`
  const [review] = (await client.query<{ state: string; round: number | null }>({ text, values: [cycle] })).rows
  return review !== undefined && isReportWorded(review.state) && (review.round ?? 1) === round
}
