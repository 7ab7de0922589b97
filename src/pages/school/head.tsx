// The head of the pages about a school: its name and the places beside.
import { reachOf } from '../../domain/permissions.ts'
import type { SchoolPage } from '../../store/views/schools.ts'
import type { View } from '../view.ts'
import { kindName } from '../words.ts'
import { Tabs } from '../parts/tabs.tsx'

export const schoolUrl = (school: string) => `/schools/${encodeURIComponent(school)}`
export const dataUrl = (school: string, table?: string) =>
  `${schoolUrl(school)}/data${table === undefined ? '' : `/${encodeURIComponent(table)}`}`

interface Props {
  view: View
  school: SchoolPage
  place: 'school' | 'data' | 'texts'
}

export function SchoolHead({ view, school, place }: Props) {
  const { t } = view
  const url = schoolUrl(school.id)
  return (
    <>
      <div class="head">
        <div>
          <p class="crumbs">{[view.say(kindName(school.kind)), school.communeName].filter(Boolean).join(' · ')}</p>
          <h1>{school.name}</h1>
          <p class="lead">{school.data.address}</p>
        </div>
      </div>
      <Tabs
        label={t('Các phần về trường', 'Parts of the school')}
        here={place}
        tabs={[
          ['school', url, t('Các chu kỳ', 'Cycles')],
          ['data', `${url}/data`, t('Số liệu hằng năm', 'Yearly data')],
          ['texts', `${url}/texts`, t('Thông tin và lời văn báo cáo', 'Particulars and texts')],
          ...(looksAfter(view, school)
            ? [
                [
                  'people',
                  `/administration/people?organisation=${encodeURIComponent(school.id)}`,
                  t('Người', 'People'),
                ] as const,
              ]
            : []),
        ]}
      />
    </>
  )
}

/** Whether the reader invites and names the people of the school. */
function looksAfter({ me }: View, { id, department }: Props['school']): boolean {
  const reach = me === null ? [] : reachOf('managePeople', me.offices)
  return Array.isArray(reach) && (reach.includes(id) || reach.includes(department))
}
