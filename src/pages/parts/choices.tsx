// What a reader chooses for this browser: colours and language, and the list of the page's keys where scripts run.
import type { View } from '../view.ts'

const themes = [
  ['auto', 'Theo máy', 'As the machine'],
  ['light', 'Nền sáng', 'Light'],
  ['dark', 'Nền tối', 'Dark'],
] as const

export function Choices({ view }: { view: View }) {
  const { t } = view
  const other = view.lang === 'vi' ? 'en' : 'vi'
  return (
    <div class="choose">
      <button type="button" class="plain" data-keys hidden>
        {t('Phím tắt', 'Shortcuts')} <kbd>?</kbd>
      </button>
      <form method="post" action="/theme" aria-label={t('Màu nền', 'Colours')}>
        <input type="hidden" name="back" value={view.here} />
        {themes.map(([name, vi, en]) => (
          <button class="plain" name="theme" value={name} aria-pressed={view.theme === name ? 'true' : 'false'}>
            {t(vi, en)}
          </button>
        ))}
      </form>
      <form method="post" action="/language">
        <input type="hidden" name="back" value={view.here} />
        <button class="plain" name="language" value={other} lang={other}>
          {other === 'en' ? 'English' : 'Tiếng Việt'}
        </button>
      </form>
    </div>
  )
}
