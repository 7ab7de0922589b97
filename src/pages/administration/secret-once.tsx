// A secret that is shown once: only its hash or seal is kept.
import type { View } from '../view.ts'

export function SecretOnce({ view, secret }: { view: View; secret: string }) {
  const { t } = view
  return (
    <div class="told good" role="status">
      <div>
        <strong>{t('Chép lại ngay, mã chỉ hiện một lần này:', 'Copy it now, it is shown this once:')}</strong>
        <p>
          <code class="secret">{secret}</code>
        </p>
      </div>
    </div>
  )
}
