// What the pages of the administration share: its areas by permission, the head of each page, forms that come back with faults.
import type { Child } from 'hono/jsx'
import { AppError } from '../../domain/errors.ts'
import { reachOf, type Permission } from '../../domain/permissions.ts'
import { say, type Text } from '../../domain/text.ts'
import { faultsOf } from '../faults.ts'
import { Frame } from '../frame.tsx'
import type { PageCall } from '../page.ts'
import type { Returned } from '../parts/act.tsx'
import { Done } from '../parts/say.tsx'
import type { View } from '../view.ts'

interface Area {
  name: string
  text: Text
  about: Text
  to: Permission
}

/** In the order in which an administrator needs them. */
export const areas: readonly Area[] = [
  {
    name: 'people',
    text: say('Người dùng', 'People'),
    about: say('Mời, giao chức vụ, tạm khóa, đính chính', 'Invite, name, suspend, correct'),
    to: 'managePeople',
  },
  {
    name: 'organisations',
    text: say('Đơn vị', 'Organisations'),
    about: say('Sở, xã, trường và người của từng đơn vị', 'Department, communes, schools and their people'),
    to: 'seeRoster',
  },
  {
    name: 'roster',
    text: say('Đội ngũ đánh giá', 'Reviewers'),
    about: say('Tập huấn, thâm niên, số đoàn đang tham gia', 'Training, years, present load'),
    to: 'seeRoster',
  },
  {
    name: 'imports',
    text: say('Nhập dữ liệu', 'Imports'),
    about: say('Trường, số liệu năm, chứng nhận cũ, hồ sơ đang chạy', 'Schools, figures, certificates, running cases'),
    to: 'importData',
  },
  {
    name: 'criteria',
    text: say('Bộ tiêu chuẩn', 'Criteria sets'),
    about: say('Xem, kiểm tra, so sánh, chạy thử, công bố', 'Read, check, compare, simulate, publish'),
    to: 'seeRoster',
  },
  {
    name: 'procedures',
    text: say('Thủ tục', 'Procedures'),
    about: say(
      'Con số của từng thông tư, căn cứ và đã kiểm chứng chưa',
      'The numbers of each circular and their sources',
    ),
    to: 'seeRoster',
  },
  {
    name: 'holidays',
    text: say('Ngày nghỉ', 'Holidays'),
    about: say(
      'Lịch tính thời hạn theo ngày làm việc, sửa theo thông báo nghỉ',
      'The calendar of working days, kept up to date',
    ),
    to: 'seeRoster',
  },
  {
    name: 'templates',
    text: say('Mẫu văn bản', 'Templates'),
    about: say('Mẫu của hệ thống và mẫu riêng của Sở', "The shipped templates and the department's own"),
    to: 'seeRoster',
  },
  {
    name: 'registers',
    text: say('Sổ số văn bản', 'Numbers'),
    about: say('Số đã cấp của từng loại văn bản theo năm', 'The last number of each kind of paper, by year'),
    to: 'seeRegisters',
  },
  {
    name: 'reports',
    text: say('Báo cáo của Sở', 'Reports'),
    about: say('Báo cáo hằng năm (Mẫu số 7) và bảng tính toàn tỉnh', 'The yearly report and the table of the province'),
    to: 'seeYearlyReport',
  },
  {
    name: 'tokens',
    text: say('Mã truy cập', 'Tokens'),
    about: say('Mã cho phần mềm khác gọi vào hệ thống', 'For other software that calls this system'),
    to: 'manageTokens',
  },
  {
    name: 'webhooks',
    text: say('Gửi tin tự động', 'Webhooks'),
    about: say('Nơi nhận tin, các lần gửi và gửi lại', 'Subscribers, deliveries, sending again'),
    to: 'manageTokens',
  },
]

/** The areas this person works in. */
export function areasOf(view: View): Area[] {
  const { me } = view
  return me ? areas.filter(({ to }) => reachOf(to, me.offices).length > 0) : []
}

export const adminUrl = (area: string, ...rest: string[]) =>
  ['/administration', area, ...rest.map((one) => encodeURIComponent(one))].join('/')

interface AdminPageProps {
  view: View
  area: string
  title: string
  lead?: string | undefined
  /** What was done just now. */
  done?: string | undefined
  /** Links at the right of the title. */
  side?: Child
  /** The page one came from, when it is not the area's own. */
  up?: readonly [to: string, text: string]
  children?: Child
}

/** A page of the administration in its frame. */
export function AdminPage({ view, area, title, lead, done, side, up, children }: AdminPageProps) {
  const { t, say: told } = view
  const own = areas.find(({ name }) => name === area)
  return (
    <Frame view={view} title={title} place="administration">
      <div class="head">
        <div>
          <p class="crumbs">
            <a href="/administration">{t('Quản trị', 'Administration')}</a>
            {own && told(own.text) !== title && (
              <>
                {' / '}
                <a href={adminUrl(area)}>{told(own.text)}</a>
              </>
            )}
            {up && (
              <>
                {' / '}
                <a href={up[0]}>{up[1]}</a>
              </>
            )}
          </p>
          <h1>{title}</h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {side && <div class="formats">{side}</div>}
      </div>
      {done && <Done>{done}</Done>}
      {children}
    </Frame>
  )
}

/** Whether a value of the law was compared with its original. */
export function Verified({ view, verified }: { view: View; verified: boolean }) {
  return (
    <span class={`chip ${verified ? 'good' : 'warn'}`}>
      {verified ? view.t('đã kiểm chứng', 'verified') : view.t('chưa kiểm chứng', 'not verified')}
    </span>
  )
}

/** Does the work of a form; what the product refuses comes back to be shown beside it. Other faults are the frame's to tell. */
export async function tried<T>(
  { fields }: Pick<PageCall<unknown, unknown>, 'fields'>,
  work: () => Promise<T>,
): Promise<{ ok: T } | { returned: Returned }> {
  try {
    return { ok: await work() }
  } catch (error) {
    const told = ['invalid', 'conflict', 'forbidden', 'notAllowed', 'keyReused', 'serviceUnavailable', 'configuration']
    if (!(error instanceof AppError) || !told.includes(error.code)) throw error
    return { returned: { act: fields.text('act'), fields, faults: faultsOf(error) } }
  }
}
