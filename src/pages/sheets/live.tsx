// What follows from a sheet as it is saved: its level, what blocks the next award, which claims and codes are at fault.
import type { View } from '../view.ts'
import type { LoadedLive } from './load.ts'

export function Live({ view, loaded }: { view: View; loaded: LoadedLive }) {
  const { t, say } = view
  const { standing, sheet } = loaded
  const level = standing?.levels[sheet.criterion]
  return (
    <div id="live" aria-live="polite">
      <p class="level">
        {level === undefined || level === 'incomplete'
          ? t('Chưa xét xong', 'Not yet decided')
          : level === 0
            ? t('Chưa đạt Mức 1', 'Level 1 not met')
            : t(`Đạt Mức ${level}`, `Level ${level}`)}{' '}
        <small>{t('của tiêu chí này', 'of this criterion')}</small>
      </p>
      <Citations view={view} loaded={loaded} />
      {standing && (
        <ul class="codes" aria-label={t('Cả trường', 'The whole school')}>
          {standing.outcomes.map(({ name, label, decided }) => (
            <li>
              <span>{say(name)}</span>
              <span class={decided ? 'chip' : 'chip none'}>{say(label)}</span>
            </li>
          ))}
        </ul>
      )}
      {standing && standing.blockers.length > 0 && (
        <details>
          <summary>{t('Cả trường còn thiếu gì?', 'What is the school missing?')}</summary>
          <ul>
            {standing.blockers.map((sentence) => (
              <li>{say(sentence)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

/** What is at fault with the codes in its texts. */
function Citations({ view, loaded: { subject, faults } }: { view: View; loaded: LoadedLive }) {
  const { t, say } = view
  const title = (part: string) => {
    const found = subject.parts.find(({ key }) => key === part)
    return found ? say(found.title) : part
  }
  return (
    <>
      {faults.bare.length > 0 && (
        <p class="told warn">
          {t('Nhận định chưa dẫn minh chứng: ', 'Claims without evidence: ')}
          {faults.bare.map(title).join(', ')}
        </p>
      )}
      {faults.dead.length > 0 && (
        <p class="told bad">
          {t('Mã không có trong danh mục: ', 'Codes that do not exist: ')}
          {faults.dead.join(', ')}
        </p>
      )}
      {faults.misspelt.length > 0 && (
        <p class="told bad">
          {t(`Chưa đúng mẫu mã ${faults.example}: `, `Not written as ${faults.example}: `)}
          {faults.misspelt.join(', ')}
        </p>
      )}
      {faults.uncited.length > 0 && (
        <p class="hint">
          {t('Minh chứng chưa được dẫn: ', 'Evidence not cited: ')}
          {faults.uncited.join(', ')}
        </p>
      )}
    </>
  )
}
