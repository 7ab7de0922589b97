// The administration at a glance: its areas, each with what is done there.
import { Frame } from '../frame.tsx'
import { page } from '../page.ts'
import { Nothing } from '../parts/say.tsx'
import { adminUrl, areasOf } from './parts.tsx'

export const hubPages = [
  page({
    method: 'get',
    path: '/administration',
    access: { to: 'person' },
    handle({ view }) {
      const shown = areasOf(view)
      const { t, say } = view
      return Promise.resolve(
        <Frame view={view} title={t('Quản trị', 'Administration')} place="administration">
          <h1>{t('Quản trị', 'Administration')}</h1>
          {shown.length === 0 && (
            <Nothing title={t('Vai trò của bạn không có phần quản trị.', 'There is nothing here for your role.')}>
              <a href="/">{t('Về việc của tôi', 'To my work')}</a>
            </Nothing>
          )}
          <h2 class="unseen">{t('Các phần', 'Areas')}</h2>
          <ul class="cards">
            {shown.map(({ name, text, about }) => (
              <li class="card">
                <h3>
                  <a href={adminUrl(name)}>{say(text)}</a>
                </h3>
                <p>{say(about)}</p>
              </li>
            ))}
          </ul>
        </Frame>,
      )
    },
  }),
]
