// One criteria set to read: where it comes from, its standards, criteria and indicators, and its rule in words.
import { z } from 'zod'
import { isFramework, type AnySet, type Framework } from '../../domain/criteria/framework.ts'
import { flatten } from '../../domain/criteria/flatten.ts'
import { setKey, type Criterion, type CriteriaSet } from '../../domain/criteria/schema.ts'
import type { Text } from '../../domain/text.ts'
import { knownSet } from '../../http/routes/criteria.ts'
import { Word } from '../../http/schemas.ts'
import { page } from '../page.ts'
import type { View } from '../view.ts'
import { AdminPage, adminUrl } from './parts.tsx'
import { DecisionRules } from './rule-text.tsx'
import { kindOfNode } from './set-words.ts'

/** In the reader's language, or the one there is. */
function worded({ lang }: View, text: { vi?: string | undefined; en?: string | undefined } | undefined): string {
  return (lang === 'en' ? (text?.en ?? text?.vi) : (text?.vi ?? text?.en)) ?? ''
}

export function StatusChip({ view, status }: { view: View; status: AnySet['status'] }) {
  return (
    <span class={`chip ${status === 'published' ? 'good' : 'warn'}`}>
      {status === 'published' ? view.t('đã công bố', 'published') : view.t('dự thảo', 'draft')}
    </span>
  )
}

function CriterionPart({ view, criterion }: { view: View; criterion: Criterion }) {
  const { t } = view
  const { id, name, mandatory, levels, suggestedEvidence } = criterion
  return (
    <details class="act">
      <summary>
        <span>
          {t('Tiêu chí', 'Criterion')} {id}. {view.say(name)}{' '}
          {mandatory && <span class="chip warn">{t('bắt buộc', 'mandatory')}</span>}
        </span>
      </summary>
      {Object.entries(levels).map(([level, indicators]) => (
        <div class="demand">
          <p>
            <strong>
              {t('Mức', 'Level')} {level}
            </strong>
          </p>
          {indicators.map(({ id: letter, text, ref }) => (
            <p>
              {letter !== '*' && `${letter}) `}
              {worded(view, text)} <span class="ref">{ref}</span>
            </p>
          ))}
        </div>
      ))}
      {suggestedEvidence.length > 0 && (
        <p class="hint">
          {t('Minh chứng gợi ý', 'Suggested evidence')}: {suggestedEvidence.join('; ')}
        </p>
      )}
    </details>
  )
}

function SchoolNodes({ view, set }: { view: View; set: CriteriaSet }) {
  const { t } = view
  return (
    <>
      {set.standards.map(({ id, name, criteria }) => (
        <section class="card">
          <h2>
            {t('Tiêu chuẩn', 'Standard')} {id}. {view.say(name)}
          </h2>
          {criteria.map((criterion) => (
            <CriterionPart view={view} criterion={criterion} />
          ))}
        </section>
      ))}
      {set.level4.length > 0 && (
        <section class="card">
          <h2>{t('Nội dung mức 4', 'Level-4 items')}</h2>
          {set.level4.map(({ id, text, ref }) => (
            <p>
              <strong>{id}</strong> {worded(view, text)} <span class="hint">{ref}</span>
            </p>
          ))}
        </section>
      )}
    </>
  )
}

function FlatNodes({ view, set }: { view: View; set: Framework }) {
  return (
    <section class="card">
      <h2>{view.t('Các mục', 'Nodes')}</h2>
      <ul class="codes">
        {flatten(set).map(({ id, kind, name, text }) => (
          <li>
            <span>
              <strong>{id}</strong> {worded(view, name) || worded(view, text)}
            </span>
            <small>{view.say(kindOfNode(kind))}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Rules({ view, set }: { view: View; set: AnySet }) {
  const { decision, decisions = {} } = set.scoring
  const all = Object.entries(decision ? { decision, ...decisions } : decisions)
  if (all.length === 0) return null
  return (
    <section>
      <h2>{view.t('Quy tắc kết luận', 'The rule')}</h2>
      {all.map(([name, one]) => (
        <DecisionRules view={view} set={set} name={name} decision={one} />
      ))}
    </section>
  )
}

function About({ view, set }: { view: View; set: AnySet }) {
  const { t, day } = view
  const notes: readonly Text[] = isFramework(set) ? set.unverified : []
  const basis = isFramework(set)
    ? set.sources.map(({ what, verified }) => `${what}${verified ? '' : t(' (chưa kiểm chứng)', ' (not verified)')}`)
    : [set.legalBasis.circular, set.legalBasis.amendedBy ?? '', set.legalBasis.guidance ?? ''].filter(Boolean)
  const counts = Object.entries(set.counts).filter((one): one is [string, number] => typeof one[1] === 'number')
  const checked = isFramework(set) ? [] : [set.verification.source, set.verification.paraphrase]
  return (
    <section class="card">
      <h2>{t('Về bộ này', 'About this set')}</h2>
      <p>
        <StatusChip view={view} status={set.status} />{' '}
        {set.effectiveFrom && t(`hiệu lực từ ${day(set.effectiveFrom)}`, `in force from ${day(set.effectiveFrom)}`)}
        {set.effectiveTo && t(` đến ${day(set.effectiveTo)}`, ` to ${day(set.effectiveTo)}`)}
      </p>
      <ul lang="vi">
        {basis.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
      <p>
        {counts.map(([kind, count]) => `${count} ${view.say(countName(kind)).toLowerCase()}`).join(' · ')}
        {' · '}
        {t(`${set.examples.length} ví dụ tính thử`, `${set.examples.length} worked examples`)}
      </p>
      {notes.map((note) => (
        <p class="hint">{view.say(note)}</p>
      ))}
      {checked.length > 0 && (
        <details>
          <summary>{t('Đã kiểm chứng đến đâu', 'What was verified')}</summary>
          {checked.map((note) => (
            <p class="hint" lang="en">
              {note}
            </p>
          ))}
        </details>
      )}
    </section>
  )
}

const plural: Readonly<Record<string, string>> = {
  standards: 'standard',
  criteria: 'criterion',
  mandatory: 'mandatory',
  levels: 'level',
  level4Criteria: 'item',
}

function countName(kind: string): Text {
  if (kind === 'mandatory') return { vi: 'tiêu chí bắt buộc', en: 'mandatory' }
  if (kind === 'levels') return { vi: 'mức', en: 'levels' }
  return kindOfNode(plural[kind] ?? kind)
}

function Files({ view, id }: { view: View; id: string }) {
  const link = (format: string, text: string) => (
    <a class="button quiet small" href={`/api/criteria-sets/${id}/file?format=${format}`}>
      {text}
    </a>
  )
  return (
    <>
      {link('yaml', 'YAML')}
      {link('xlsx', 'Excel')}
      {link('case', 'CASE')}
      <a class="button quiet small" href={`${adminUrl('criteria')}?base=${encodeURIComponent(id)}`}>
        {view.t('So sánh, chạy thử', 'Compare, simulate')}
      </a>
    </>
  )
}

export const setPages = [
  page({
    method: 'get',
    path: '/administration/criteria/{set}/{edition}',
    access: { to: 'seeRoster', of: 'reach' },
    params: z.object({ set: Word, edition: Word }),
    query: z.object({ done: z.string().max(20).optional() }),
    async handle({ view, services, params: { set: name, edition }, query: { done } }) {
      const set = await knownSet(services, `${name}/${edition}`)
      return (
        <AdminPage
          view={view}
          area="criteria"
          title={view.say(set.name)}
          done={
            done && view.t('Đã công bố: từ nay nội dung này không đổi.', 'Published: from now on it does not change.')
          }
          side={<Files view={view} id={setKey(set)} />}
        >
          <About view={view} set={set} />
          <Rules view={view} set={set} />
          {isFramework(set) ? <FlatNodes view={view} set={set} /> : <SchoolNodes view={view} set={set} />}
        </AdminPage>
      )
    },
  }),
]
