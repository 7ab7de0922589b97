// What a department does first, in order, while it has no case yet: each step with the page where it is done.
import type { Beginnings } from '../../store/views/beginnings.ts'
import { Icon } from '../parts/icon.tsx'
import type { View } from '../view.ts'

interface Step {
  done: boolean
  to: string
  what: string
  how: string
}

function stepsOf({ t }: View, begun: Beginnings): Step[] {
  const schools = '/administration/organisations?kind=school'
  return [
    {
      done: begun.secondFactor,
      to: '/account',
      what: t('Bật xác thực hai bước', 'Turn on the second factor'),
      how: t('Ai ký quyết định thì bắt buộc.', 'Whoever signs decisions needs it.'),
    },
    {
      done: begun.colleagues,
      to: '/administration/people',
      what: t('Mời người của Sở', 'Invite the people of the department'),
      how: t('Chuyên viên, văn thư, lãnh đạo.', 'Officers, clerk, heads.'),
    },
    {
      done: begun.schools,
      to: '/administration/imports',
      what: t('Nhập xã và trường', 'Import communes and schools'),
      how: t('Tải sổ tính mẫu, điền, chạy thử rồi ghi.', 'Take the workbook, fill it in, try it, then write it.'),
    },
    {
      done: begun.principals,
      to: schools,
      what: t('Mời hiệu trưởng', 'Invite a principal'),
      how: t(
        'Chọn trường, bấm “Người”, thêm người rồi giao chức vụ.',
        'Choose a school, then “People”; enter and give the office.',
      ),
    },
    {
      done: begun.cycles,
      to: schools,
      what: t('Mở chu kỳ đầu tiên của một trường', 'Open the first cycle of a school'),
      how: t(
        'Mở trang của trường; hiệu trưởng cũng mở được.',
        'On the page of the school; its principal may do it too.',
      ),
    },
  ]
}

export function FirstSteps({ view, begun }: { view: View; begun: Beginnings }) {
  const { t } = view
  return (
    <section>
      <h2>{t('Bắt đầu', 'Getting started')}</h2>
      <ol class="list">
        {stepsOf(view, begun).map(({ done, to, what, how }) => (
          <li class="wide">
            <div>
              <h3>
                <a href={to}>{what}</a>
              </h3>
              <p>{how}</p>
            </div>
            {done && (
              <span class="chip good">
                <Icon name="check" /> {t('đã làm', 'done')}
              </span>
            )}
          </li>
        ))}
      </ol>
      <p class="hint">
        {t(
          'Giám đốc Sở và Chủ tịch UBND tỉnh, nếu chưa có, do người vận hành máy chủ mời (lệnh “invite”).',
          'A director and the provincial chair who are not there yet are invited by the operator of the server (command “invite”).',
        )}
      </p>
    </section>
  )
}
