// The heat map of criteria: a row a criterion, a column a level, darker where more cases are; the first column is what fails.
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import { said, type Text } from '../../domain/text.ts'
import type { ProvinceFilter } from '../../store/views/province.ts'
import type { View } from '../view.ts'
import { Behind, Figure, Heat } from './charts.tsx'
import type { Found } from './province-page.tsx'
import { levelName, listUrl } from './steps.ts'
import { Tabs } from '../parts/tabs.tsx'
import { withQuery } from '../page.ts'

interface Props {
  view: View
  filter: ProvinceFilter
  found: Pick<Found, 'set' | 'results' | 'counts'>
  criteria: CriteriaSet
  /** Set -> its name. */
  names: ReadonlyMap<string, Text>
}

export function FailingCriteria({ view, filter, found, criteria, names: sets }: Props) {
  const { t, say } = view
  const { set, results, counts } = found
  const reached = [...new Set([...results.keys()].map((key) => key.split('|')[1] ?? ''))]
  const levels = [...new Set(['0', ...reached.filter((level) => level !== '?').toSorted()])]
  const columns = reached.includes('?') ? [...levels, '?'] : levels
  const rows = criteria.standards.flatMap((standard) =>
    standard.criteria.map(({ id, name }) => ({
      id,
      name: `${id} ${say(name)}`,
      cells: columns.map((level) => ({
        n: results.get(`${id}|${level}`) ?? 0,
        href: listUrl({ ...filter, set: set ?? undefined, result: `${id}|${level}` }),
      })),
    })),
  )
  const names = columns.map((level) => levelName(view, level))
  const title = t('Tiêu chí theo mức đạt được', 'Criteria by level')
  return (
    <Figure
      title={title}
      hint={t(
        'Theo kết quả mới nhất đã nộp: của đoàn, hội đồng nếu đã có báo cáo, nếu chưa thì của trường. Cột đầu là tiêu chí không đạt.',
        'By the latest results handed in: those of the review, else the school’s own. The first column is what fails.',
      )}
    >
      {counts.set.size < 2 ? (
        <h3>{say(criteria.name)}</h3>
      ) : (
        <Sets view={view} filter={filter} sets={counts.set} here={set} names={sets} />
      )}
      <Heat label={title} columns={names} rows={rows.map(({ id, cells }) => ({ label: id, cells }))} />
      <Behind
        view={view}
        head={[t('Tiêu chí', 'Criterion'), ...names]}
        rows={rows.map(({ name, cells }) => [name, ...cells.map(({ n }) => n)])}
      />
    </Figure>
  )
}

interface SetsProps {
  view: View
  filter: ProvinceFilter
  sets: ReadonlyMap<string, number>
  here: string | null
  names: Props['names']
}

/** Another set is another page: its criteria are others. */
function Sets({ view, filter, sets, here, names }: SetsProps) {
  const urlOf = (set: string) => `${withQuery('/province', { ...filter, set })}#criteria`
  return (
    <div id="criteria">
      <Tabs
        label={view.t('Bộ tiêu chuẩn', 'Criteria set')}
        here={here ?? ''}
        tabs={[...sets]
          .toSorted()
          .map(([set, n]) => [set, urlOf(set), `${view.say(names.get(set) ?? said(set))}: ${n}`] as const)}
      />
    </div>
  )
}
