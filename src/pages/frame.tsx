// The frame of every page: title, skip link, who one is, where one can go, help, the choices. Works without any script.
import type { Child } from 'hono/jsx'
import { say, type Text } from '../domain/text.ts'
import { assetUrl } from './assets.ts'
import { helpTexts } from './help.ts'
import { menu, shortcut, type MenuPlace } from './menu.ts'
import { Icon } from './parts/icon.tsx'
import { Choices } from './parts/choices.tsx'
import type { View } from './view.ts'

interface FrameProps {
  view: View
  /** What the page is, first in the browser's title. */
  title: string
  /** The place in the menu. */
  place?: MenuPlace | 'account' | 'notices' | 'jobs'
  /** What one does here and what comes next, in a few sentences; of pages in `help.ts` it is known. */
  help?: Text | undefined
  /** Scripts of this page beside those of all pages. */
  scripts?: readonly string[]
  /** Narrow pages hold one form. */
  narrow?: boolean
  children?: Child
}

export function Frame({ view, title, place, help, scripts = [], narrow = false, children }: FrameProps) {
  const product = view.t('Kiểm định chất lượng giáo dục', 'Education quality accreditation')
  const told = help ?? helpTexts[view.page]
  return (
    <html lang={view.lang} data-theme={view.theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={view.theme === 'auto' ? 'light dark' : view.theme} />
        <title>{`${title} – ${product}`}</title>
        <link rel="stylesheet" href={assetUrl('style.css')} />
        <link rel="icon" href={assetUrl('mark.svg')} type="image/svg+xml" />
        {['enhance.js', 'shortcuts.js', ...scripts].map((name) => (
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
          {told && <Help view={view} text={told} />}
          {children}
        </main>
        <footer class="foot">
          <span>{product}</span>
          <Choices view={view} />
        </footer>
      </body>
    </html>
  )
}

function Top({ view, place, product }: { view: View; place: FrameProps['place']; product: string }) {
  const { me, t } = view
  return (
    <header class="top">
      <a class="brand" href="/">
        <img src={assetUrl('mark.svg')} alt="" width="28" height="28" />
        <span>{product}</span>
      </a>
      <nav aria-label={t('Menu chính', 'Main menu')}>
        {Object.entries(menu)
          .filter(([, area]) => area.shown(me))
          .map(([name, { to, text, keys }]) => (
            <a href={to} aria-current={place === name ? 'page' : undefined} {...shortcut(keys, text)}>
              {view.say(text)}
            </a>
          ))}
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

const find = say('Tìm trường, hồ sơ, minh chứng, người', 'Find schools, cases, evidence, people')
const notices = say('Thông báo', 'Notices')

function Person({ view, place }: { view: View; place: FrameProps['place'] }) {
  const { me, t, unread } = view
  const told = t(`Thông báo: ${unread} chưa đọc`, `Notices: ${unread} unread`)
  return (
    <div class="person">
      <form class="find" action="/search" role="search" aria-label={view.say(find)}>
        <label class="unseen" for="find">
          {view.say(find)}
        </label>
        <input
          id="find"
          name="q"
          type="search"
          maxlength={100}
          placeholder={t('Tìm kiếm', 'Search')}
          {...shortcut('/', find)}
        />
      </form>
      <a class="bell" href="/notices" aria-label={told} title={told} {...shortcut('g n', notices)}>
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
          <a href="/jobs" aria-current={place === 'jobs' ? 'page' : undefined}>
            {t('Việc chạy nền', 'Background work')}
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

function Help({ view, text }: { view: View; text: Text }) {
  const name = say('Trợ giúp', 'Help')
  return (
    <details class="help">
      <summary {...shortcut('h', name)}>{view.say(name)}</summary>
      <p>{view.say(text)}</p>
    </details>
  )
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
