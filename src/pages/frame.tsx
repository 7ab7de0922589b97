// The frame of every page: title, skip link, who one is, where one can go, the language. Works without any script.
import type { Child } from 'hono/jsx'
import { reachOf } from '../domain/permissions.ts'
import { assetUrl } from './assets.ts'
import { Icon } from './parts/icon.tsx'
import type { View } from './view.ts'

interface FrameProps {
  view: View
  /** What the page is, first in the browser's title. */
  title: string
  /** The place in the menu. */
  place?: 'work' | 'cases' | 'province' | 'register' | 'account'
  /** Scripts of this page beside the one of all pages. */
  scripts?: readonly string[]
  /** Narrow pages hold one form. */
  narrow?: boolean
  children?: Child
}

export function Frame({ view, title, place, scripts = [], narrow = false, children }: FrameProps) {
  const product = view.t('Kiểm định chất lượng giáo dục', 'Education quality accreditation')
  return (
    <html lang={view.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – ${product}`}</title>
        <link rel="stylesheet" href={assetUrl('style.css')} />
        <link rel="icon" href={assetUrl('mark.svg')} type="image/svg+xml" />
        {['enhance.js', ...scripts].map((name) => (
          <script type="module" src={assetUrl(name)}></script>
        ))}
      </head>
      <body>
        <a class="skip" href="#content">
          {view.t('Đến nội dung chính', 'Skip to the content')}
        </a>
        <Top view={view} place={place} product={product} />
        {view.demo && <DemoNote view={view} />}
        <main id="content" class={narrow ? 'narrow' : undefined} tabindex={-1}>
          {children}
        </main>
        <Foot view={view} product={product} />
      </body>
    </html>
  )
}

function Top({ view, place, product }: { view: View; place: FrameProps['place']; product: string }) {
  const { me, t } = view
  const link = (to: string, name: NonNullable<FrameProps['place']>, text: string) => (
    <a href={to} aria-current={place === name ? 'page' : undefined}>
      {text}
    </a>
  )
  return (
    <header class="top">
      <a class="brand" href="/">
        <img src={assetUrl('mark.svg')} alt="" width="28" height="28" />
        <span>{product}</span>
      </a>
      <nav aria-label={t('Menu chính', 'Main menu')}>
        {me && link('/', 'work', t('Việc của tôi', 'My work'))}
        {me && link('/cases', 'cases', t('Hồ sơ', 'Cases'))}
        {me && reachOf('seeRoster', me.offices).length > 0 && link('/province', 'province', t('Toàn tỉnh', 'Province'))}
        {link('/xac-minh', 'register', t('Chứng nhận', 'Certificates'))}
      </nav>
      {me ? <Person view={view} place={place} /> : !view.here.startsWith('/sign-in') && <SignInLink view={view} />}
    </header>
  )
}

function SignInLink({ view }: { view: View }) {
  return (
    <div class="person">
      <a class="button quiet" href="/sign-in">
        {view.t('Đăng nhập', 'Sign in')}
      </a>
    </div>
  )
}

function Person({ view, place }: { view: View; place: FrameProps['place'] }) {
  const { me, t, unread } = view
  const told = t(`Thông báo: ${unread} chưa đọc`, `Notices: ${unread} unread`)
  return (
    <div class="person">
      <form class="find" action="/search" role="search" aria-label={t('Tìm trường, hồ sơ', 'Find schools and cases')}>
        <label class="unseen" for="find">
          {t('Tìm trường, hồ sơ (không cần dấu)', 'Find schools and cases')}
        </label>
        <input id="find" name="q" type="search" maxlength={100} placeholder={t('Tìm trường, hồ sơ', 'Find a school')} />
      </form>
      <a class="bell" href="/#notices" aria-label={told} title={told}>
        <Icon name="bell" />
        {unread > 0 && <span class="count">{unread > 99 ? '99+' : unread}</span>}
      </a>
      <details class="menu">
        <summary>
          <span class="face" aria-hidden="true">
            {initials(me?.name ?? '')}
          </span>
          <span class="name">{me?.name}</span>
        </summary>
        <div>
          <a href="/account" aria-current={place === 'account' ? 'page' : undefined}>
            {t('Tài khoản và bảo mật', 'Account and security')}
          </a>
          <form method="post" action="/sign-out">
            <button class="plain">{t('Đăng xuất', 'Sign out')}</button>
          </form>
        </div>
      </details>
    </div>
  )
}

/** Of `Nguyễn Thị Mai`: `NM`. */
function initials(name: string): string {
  const words = name.split(' ').filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.at(0) ?? '').join('')
}

function DemoNote({ view }: { view: View }) {
  return (
    <aside class="demo" aria-label={view.t('Dữ liệu mẫu', 'Demonstration')}>
      {view.t(
        'Đây là tỉnh mẫu: trường, người và số liệu đều là ví dụ.',
        'This is the demonstration province: schools, people and figures are examples.',
      )}
    </aside>
  )
}

function Foot({ view, product }: { view: View; product: string }) {
  const other = view.lang === 'vi' ? 'en' : 'vi'
  return (
    <footer class="foot">
      <span>{product}</span>
      <form method="post" action="/language">
        <input type="hidden" name="back" value={view.here} />
        <button class="plain" name="lang" value={other} lang={other}>
          {other === 'en' ? 'English' : 'Tiếng Việt'}
        </button>
      </form>
    </footer>
  )
}
