// The parts of a subscription's page: each delivery with what came back, and ending it.
import type { DeliveryRow } from '../../store/views/webhooks.ts'
import { eventLabel } from '../cases/history.tsx'
import { Act } from '../parts/act.tsx'
import type { View } from '../view.ts'
import { adminUrl } from './parts.tsx'

/** `certification.grantAccreditation` as people call it. */
function eventName(view: View, written: string): string {
  const [process = '', event = ''] = written.split('.')
  return eventLabel(view, `/${process}`, event)
}

export function Delivery({ view, webhook, row }: { view: View; webhook: string; row: DeliveryRow }) {
  const { t } = view
  const [tone, words] = {
    waiting: ['warn', t('đang chờ', 'waiting')],
    delivered: ['good', t('đã nhận', 'delivered')],
    dead: ['bad', t('đã thôi gửi', 'given up')],
  }[row.status] as [string, string]
  const name = eventName(view, row.event)
  return (
    <li class="wide">
      <div>
        <h3>{name}</h3>
        <p>
          {view.moment(row.createdAt)} · {t(`${row.attempts} lần gửi`, `${row.attempts} attempts`)}
          {row.answer !== null && ` · HTTP ${row.answer}`}
          {row.error && ` · ${row.error}`}
        </p>
      </div>
      <div class="formats">
        <span class={`chip ${tone}`}>{words}</span>
        {row.status !== 'waiting' && (
          <form method="post" action={adminUrl('webhooks', webhook, row.id, 'again')}>
            <button
              class="quiet small"
              aria-label={t(
                `Gửi lại: ${name}, ${view.moment(row.createdAt)}`,
                `Send again: ${name}, ${view.moment(row.createdAt)}`,
              )}
            >
              {t('Gửi lại', 'Send again')}
            </button>
          </form>
        )}
      </div>
    </li>
  )
}

/** Ending cannot be taken back, so it is asked for twice. */
export function End({ view, action, ended }: { view: View; action: string; ended: string | null }) {
  const { t } = view
  if (ended !== null)
    return <p class="stopped">{t(`Đã dừng gửi ${view.moment(ended)}.`, `Ended ${view.moment(ended)}.`)}</p>
  return (
    <section class="card">
      <Act
        view={view}
        name="end"
        title={t('Dừng gửi tới nơi này', 'End the subscription')}
        action={action}
        button={t('Dừng hẳn', 'End it for good')}
      >
        <p>
          {t(
            'Không mở lại được: muốn gửi tiếp thì đăng ký mới, với mã bí mật mới.',
            'This cannot be undone: to send again, subscribe anew with a new secret.',
          )}
        </p>
      </Act>
    </section>
  )
}
