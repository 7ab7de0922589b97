// The places of the department's area: the same tabs on all of its pages, each only for those who may open it.
import { reachOf, type Permission } from '../../domain/permissions.ts'
import { say, type Text } from '../../domain/text.ts'
import { Tabs } from '../parts/tabs.tsx'
import type { View } from '../view.ts'

const places = {
  province: { to: '/province', text: say('Tổng quan', 'Overview'), may: 'seeProvince' },
  cases: { to: '/province/cases', text: say('Hồ sơ toàn tỉnh', 'All cases'), may: 'seeProvince' },
  certificates: { to: '/province/certificates', text: say('Sổ chứng nhận', 'Register'), may: 'seeRegisters' },
  drawings: { to: '/drawings', text: say('Sơ đồ quy trình', 'Drawings'), may: 'seeProvince' },
  audit: { to: '/audit', text: say('Nhật ký kiểm tra', 'Audit trail'), may: 'seeAudit' },
  failures: { to: '/failures', text: say('Việc chưa làm được', 'Failed work'), may: 'operate' },
} as const satisfies Record<string, { to: string; text: Text; may: Permission }>

export function Places({ view, here }: { view: View; here: keyof typeof places }) {
  const offices = view.me?.offices ?? []
  const open = Object.entries(places).filter(([, { may }]) => reachOf(may, offices).length > 0)
  return (
    <Tabs
      label={view.t('Các phần của khu vực Sở', 'Parts of the department’s area')}
      here={here}
      tabs={open.map(([name, { to, text }]) => [name, to, view.say(text)] as const)}
    />
  )
}
