// The list of cases, and how a case and a school show in any list: names are found without diacritics.
import { z } from 'zod'
import { personOf } from '../../http/route.ts'
import { Search } from '../../http/schemas.ts'
import { reachOf } from '../../domain/permissions.ts'
import { listCases, type CaseRow } from '../../store/views/cases.ts'
import type { SchoolRow } from '../../store/views/schools.ts'
import { withClient } from '../../store/with-client.ts'
import { findDefinition } from '../../../workflows/index.ts'
import { Frame } from '../frame.tsx'
import { caseUrl, page, withQuery } from '../page.ts'
import { More, Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { kindName } from '../words.ts'
import { stateLabels } from './labels.ts'
import { FilterForm, SearchInput } from '../parts/filter-form.tsx'

export function CaseItem({ view, row }: { view: View; row: CaseRow }) {
  return (
    <li class="wide">
      <div>
        <h3>
          <a href={caseUrl(row.id)}>
            {row.schoolName} · {row.period}
          </a>
        </h3>
        <p>{view.say(kindName(row.kind))}</p>
      </div>
      <div>
        {row.processes
          .filter(({ ended }, _, all) => !ended || all.every((one) => one.ended))
          .slice(-2)
          .map(({ process, edition, state, ended }) => (
            <>
              <span class={ended ? 'chip none' : 'chip'}>{standing(view, process, edition, state)}</span>{' '}
            </>
          ))}
      </div>
    </li>
  )
}

function standing(view: View, process: string, edition: string, state: string): string {
  const definition = findDefinition(process, edition)
  const labels = definition ? stateLabels(definition, state).map(view.say) : []
  // Parts of an award that were never asked for say nothing.
  const told = labels.filter((label) => !/^(Không đề nghị|Not requested|Không có khiếu nại|No complaint)/.test(label))
  return (told.length > 0 ? told : labels).join(' · ') || state
}

export function SchoolItem({ view, row }: { view: View; row: SchoolRow }) {
  return (
    <li>
      <h3>
        <a href={`/schools/${encodeURIComponent(row.id)}`}>{row.name}</a>
      </h3>
      <p>{[view.say(kindName(row.kind)), row.communeName].filter(Boolean).join(' · ')}</p>
    </li>
  )
}

const paged = { cursor: z.string().max(500).optional() }

export const listPages = [
  page({
    method: 'get',
    path: '/cases',
    access: { to: 'person' },
    query: z.object({ ...paged, q: Search.optional() }),
    async handle({ view, services, query: { q, cursor }, at, ...call }) {
      const { personId, offices } = personOf(call)
      const filter = { person: personId, offices, at, search: q?.trim() || undefined, cursor, limit: 50 }
      const { items, next } = await withClient(services.db, (client) => listCases(client, filter))
      const { t } = view
      const more = next && withQuery('/cases', { q, cursor: next })
      return (
        <Frame view={view} title={t('Hồ sơ', 'Cases')} place="cases">
          <h1>{t('Hồ sơ kiểm định', 'Accreditation cases')}</h1>
          <FilterForm view={view} action="/cases">
            <SearchInput view={view} label={t('Tên trường (không cần dấu)', 'Name of the school')} value={q} />
          </FilterForm>
          <h2 class="unseen">{t('Các hồ sơ', 'The cases')}</h2>
          {items.length === 0 ? (
            <Nothing title={t('Chưa có hồ sơ nào.', 'No cases.')}>
              {q
                ? t('Thử một phần ngắn hơn của tên trường.', 'Try a shorter part of the name.')
                : t('Hồ sơ bắt đầu khi trường mở một chu kỳ.', 'A case begins when a school opens a cycle.')}{' '}
              {reachOf('seeRoster', offices).length > 0 && (
                <a href="/administration/organisations?kind=school">
                  {t('Tìm một trường để mở chu kỳ', 'Find a school to open a cycle for')}
                </a>
              )}
            </Nothing>
          ) : (
            <ul class="list">
              {items.map((row) => (
                <CaseItem view={view} row={row} />
              ))}
            </ul>
          )}
          <More view={view} href={more} />
        </Frame>
      )
    },
  }),
]
