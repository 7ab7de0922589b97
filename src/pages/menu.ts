// The menu: every area of the product, in order, and whether somebody finds work there.
import { reachOf, type Permission } from '../domain/permissions.ts'
import { say, type Text } from '../domain/text.ts'
import type { Principal } from '../store/accounts/principal.ts'

type Me = Principal | null

interface Area {
  to: string
  text: Text
  /** The keys that go there. */
  keys: string
  shown(me: Me): boolean
}

const signedIn = (me: Me) => me !== null
const may = (permission: Permission) => (me: Me) => me !== null && reachOf(permission, me.offices).length > 0

export const menu = {
  work: { to: '/', text: say('Việc của tôi', 'My work'), keys: 'g w', shown: signedIn },
  cases: { to: '/cases', text: say('Hồ sơ', 'Cases'), keys: 'g c', shown: signedIn },
  reviews: { to: '/reviews', text: say('Đánh giá', 'Reviews'), keys: 'g d', shown: (me: Me) => me?.reviews === true },
  province: { to: '/province', text: say('Toàn tỉnh', 'Province'), keys: 'g p', shown: may('seeProvince') },
  administration: {
    to: '/administration',
    text: say('Quản trị', 'Administration'),
    keys: 'g a',
    shown: (me) => may('managePeople')(me) || may('seeRegisters')(me),
  },
  register: { to: '/xac-minh', text: say('Chứng nhận', 'Certificates'), keys: 'g r', shown: () => true },
} as const satisfies Record<string, Area>

export type MenuPlace = keyof typeof menu

/** The attribute by which the script of the shortcuts finds an element and says what it is for. */
export function shortcut(keys: string, { vi, en }: Text): { 'data-shortcut': string } {
  return { 'data-shortcut': `${keys}|${vi}|${en}` }
}
