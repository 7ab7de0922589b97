// How a sheet looks: the texts by level with what each level demands, beside them level, evidence to cite and what can be done.
import type { SheetContent } from '../../domain/case.ts'
import type { MergeConflict } from '../../domain/merge-sheet.ts'
import { Frame } from '../frame.tsx'
import type { Fault } from '../faults.ts'
import { caseUrl, reviewUrl, sendUrl, sheetUrl } from '../page.ts'
import { SavedDraft } from '../parts/draft.tsx'
import { Done, Faults } from '../parts/say.tsx'
import { leadsOf, stateLabels } from '../cases/labels.ts'
import type { View } from '../view.ts'
import { findDefinition } from '../../../workflows/index.ts'
import type { Beside } from '../review/beside.ts'
import { EvidenceShown, Notes } from '../review/beside-parts.tsx'
import { EvidencePicker } from './evidence-picker.tsx'
import { Live } from './live.tsx'
import type { Loaded } from './load.ts'
import type { Neighbours } from './neighbours.ts'
import { PartFields, TextFields, type Held } from './sheet-fields.tsx'
import { talkDraft, TalkPart, type RefusedComment } from './talk.tsx'
import { Kept, WriteForm } from './write-form.tsx'

interface Props {
  view: View
  loaded: Loaded
  /** What reviewers have beside the sheet. */
  beside: Beside | null
  held: {
    content: SheetContent
    version: number
    faults: readonly Fault[]
    /** The sheet was saved all the same. */
    isSaved: boolean
    conflicts: readonly MergeConflict[]
    done: string | undefined
    /** What is wrong with a comment that was sent. */
    comment?: RefusedComment | undefined
    /** What is shown is not what is stored. */
    unsaved: boolean
    proposed: boolean
  }
  sendKey: string
}

export function SheetPage({ view, loaded, beside, held, sendKey }: Props) {
  const { t, say } = view
  const { sheet, subject, writable } = loaded
  const name = sheet.criterion === 'M4' ? say(subject.title) : `${sheet.criterion} ${say(subject.title)}`
  const fields: Held = { view, loaded, beside, ...held }
  return (
    <Frame
      view={view}
      title={name}
      place={beside ? 'reviews' : 'cases'}
      scripts={[
        writable ? 'sheet.js' : 'kept.js',
        'suggest.js',
        'draft.js',
        'talk.js',
        ...(beside ? ['review.js'] : []),
      ]}
    >
      <Crumbs view={view} loaded={loaded} reviewing={beside !== null} />
      <div class="head">
        <div>
          <h1>{name}</h1>
          <p class="lead">
            <Kind view={view} loaded={loaded} />
            {loaded.versions && (
              <>
                {' '}
                <a href={`${sheetUrl(sheet.process)}/versions`}>{t('Các phiên bản', 'Versions')}</a>
              </>
            )}
          </p>
        </div>
        <Around view={view} around={loaded.around} />
      </div>
      <Told view={view} loaded={loaded} held={held} />
      <div class={beside ? 'columns scoring' : 'columns'}>
        {writable ? (
          <WriteForm {...held} fields={fields} sendKey={sendKey} />
        ) : (
          <div>
            <Kept view={view} process={sheet.process} />
            <PartFields {...fields} />
            <TextFields {...fields} />
          </div>
        )}
        <aside>
          <section class="card">
            <h2>{t('Kết quả', 'Result')}</h2>
            <Live view={view} loaded={loaded} />
          </section>
          <Offers view={view} loaded={loaded} sendKey={sendKey} />
          <EvidencePicker view={view} loaded={loaded} />
          {beside && <EvidenceShown view={view} />}
          {beside && <Notes view={view} loaded={loaded} beside={beside} />}
          {loaded.talk && <TalkPart view={view} process={sheet.process} talk={loaded.talk} refused={held.comment} />}
        </aside>
      </div>
    </Frame>
  )
}

/** What came of what was sent last. */
function Told({ view, loaded: { sheet, again }, held }: Pick<Props, 'view' | 'loaded' | 'held'>) {
  const { t } = view
  const { done, faults, conflicts, isSaved } = held
  return (
    <>
      {done === 'saveSheet' && <Done>{t('Đã lưu phiếu.', 'The sheet is saved.')}</Done>}
      {done === 'comment' && <SavedDraft view={view} what={talkDraft(sheet.process)} />}
      {done === 'comment' && <Done>{t('Đã gửi trao đổi.', 'Your comment is there.')}</Done>}
      {done && !['saveSheet', 'comment'].includes(done) && <Done>{t('Đã ghi nhận.', 'Recorded.')}</Done>}
      <Faults view={view} faults={faults} title={isSaved ? savedOnly(view, sheet.kind) : undefined} />
      {conflicts.length > 0 && <Conflicted view={view} />}
      {again && <Again view={view} reason={again} />}
    </>
  )
}

/** The sheet was saved, and what was asked beyond that was not done. */
function savedOnly({ t }: View, kind: string): string {
  return kind === 'school'
    ? t('Phiếu đã lưu nhưng chưa nộp được.', 'The sheet is saved but not handed in.')
    : t('Phiếu đã lưu nhưng chưa xong việc tiếp theo.', 'The sheet is saved, but what comes next was not done.')
}

function Crumbs({ view, loaded: { found, sheet }, reviewing }: { view: View; loaded: Loaded; reviewing: boolean }) {
  const { t } = view
  return (
    <p class="crumbs">
      <a href={caseUrl(found.id)}>{found.schoolName}</a> /{' '}
      {reviewing ? (
        <a href={reviewUrl(found.id, sheet.kind === 'team' ? 'moderation' : 'scores')}>
          {sheet.kind === 'team' ? t('Thống nhất kết quả', 'Moderation') : t('Chấm điểm', 'Scores')}
        </a>
      ) : (
        <a href={`${caseUrl(found.id)}/board`}>{t('Tiêu chí', 'Criteria')}</a>
      )}
    </p>
  )
}

function Kind({ view, loaded: { sheet } }: { view: View; loaded: Loaded }) {
  const { t } = view
  const whose = {
    school: t('Phiếu của trường', 'Sheet of the school'),
    reviewer: t('Phiếu riêng của thành viên', 'Sheet of one reviewer'),
    team: t('Phiếu chung của đoàn', 'Sheet of the team'),
  }
  const definition = findDefinition('criterionSheet', 'v1')
  return (
    <>
      {whose[sheet.kind]}{' '}
      <span class="chip">{definition ? stateLabels(definition, sheet.state).map(view.say).join() : sheet.state}</span>
    </>
  )
}

/** The sheet was returned or opened again: what is asked for stands above what is written. */
function Again({ view, reason }: { view: View; reason: string }) {
  return (
    <div class="told warn">
      <p>
        <strong>{view.t('Phiếu được trả lại hoặc mở lại để sửa: ', 'Returned or opened again: ')}</strong>
        <span lang="vi">{reason}</span>
      </p>
    </div>
  )
}

function Conflicted({ view }: { view: View }) {
  return (
    <div class="told warn" role="alert" id="faults" tabindex={-1}>
      <p>
        {view.t(
          'Trong lúc bạn viết, người khác đã lưu cùng một mục. Chữ của bạn còn nguyên trong ô; bản đang lưu ở ngay dưới ô đó. Sửa thành bản chung rồi lưu lại. Các mục khác đã được ghép.',
          'Somebody else saved the same part while you were writing. Your text is still in its field, what is stored stands below it. Make one of both and save again. All else is merged.',
        )}
      </p>
    </div>
  )
}

/** The criteria before and after. */
function Around({ view, around: { before, after } }: { view: View; around: Neighbours }) {
  if (!before && !after) return null
  return (
    <nav class="around" aria-label={view.t('Tiêu chí trước và sau', 'Criteria before and after')}>
      {before && (
        <a class="button quiet small" href={before.href} data-shortcut="k|Tiêu chí trước|Criterion before">
          ← {before.id}
        </a>
      )}
      {after && (
        <a class="button quiet small" href={after.href} data-shortcut="j|Tiêu chí sau|Next criterion">
          {after.id} →
        </a>
      )}
    </nav>
  )
}

/** What can be done with the sheet beside writing it: at once where nothing has to be filled in. */
function Offers({ view, loaded, sendKey }: { view: View; loaded: Loaded; sendKey: string }) {
  const { allowed, refused, id, version } = loaded.about
  const definition = findDefinition('criterionSheet', 'v1')
  const leads = definition ? leadsOf(definition, loaded.about.state) : () => 0
  const own = allowed
    .filter(({ event }) => event !== 'submitSheet' || !loaded.writable)
    .toSorted((a, b) => leads(b.event) - leads(a.event))
  const stopped = refused.filter(({ event }) => event !== 'submitSheet' || !loaded.writable)
  if (own.length + stopped.length === 0) return null
  const isEmpty = (payload: Record<string, unknown>) => Object.keys(Object(payload['properties'])).length === 0
  return (
    <section class="card screen">
      <h2>{view.t('Việc có thể làm', 'What can be done')}</h2>
      <ul class="actions">
        {own.map(({ event, label, payload }) => (
          <li>
            {isEmpty(payload) ? (
              <form method="post" action={sendUrl(id, event)}>
                <input type="hidden" name="_key" value={sendKey} />
                <input type="hidden" name="_version" value={String(version)} />
                <button class="button">{view.say(label)}</button>
              </form>
            ) : (
              <a class={leads(event) === 2 ? 'button' : 'button quiet'} href={sendUrl(id, event)}>
                {view.say(label)}
              </a>
            )}
          </li>
        ))}
      </ul>
      {stopped.map(({ label, reasons }) => (
        <p class="stopped">
          <strong>{view.say(label)}</strong>: {reasons.map(view.say).join(' ')}
        </p>
      ))}
    </section>
  )
}
