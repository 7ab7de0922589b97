// The parts of the account page: password, recovery codes, and the second factor in each of its states.
import { create } from 'qrcode'
import { Input } from '../parts/field.tsx'
import type { View } from '../view.ts'

export function Password({ view }: { view: View }) {
  const { t } = view
  return (
    <form method="post" action="/account/password" class="card">
      <h2>{t('Đổi mật khẩu', 'Change the password')}</h2>
      <Input
        view={view}
        name="current"
        type="password"
        label={t('Mật khẩu hiện tại', 'Present password')}
        autocomplete="current-password"
        maxlength={200}
      />
      <Input
        view={view}
        name="password"
        type="password"
        label={t('Mật khẩu mới (ít nhất 12 ký tự)', 'New password (at least 12 characters)')}
        autocomplete="new-password"
        maxlength={200}
      />
      <div class="buttons">
        <button class="quiet">{t('Đổi mật khẩu', 'Change')}</button>
      </div>
    </form>
  )
}

export function Codes({ view, codes }: { view: View; codes: readonly string[] }) {
  return (
    <section class="card" aria-labelledby="codes">
      <h2 id="codes">{view.t('Mã dự phòng, chỉ hiện một lần', 'Recovery codes, shown once')}</h2>
      <p>
        {view.t(
          'Cất ở nơi an toàn; mỗi mã thay được ứng dụng xác thực một lần.',
          'Keep them safe; each replaces the authenticator once.',
        )}
      </p>
      <ul>
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Factor({ view, on, strong, must, made }: FactorProps) {
  const { t } = view
  return (
    <section class="card">
      <h2>{t('Xác thực hai bước', 'Second factor')}</h2>
      {must && !on && (
        <p class="told warn">
          {t(
            'Chức vụ của bạn có quyền quyết định: phải bật xác thực hai bước.',
            'Your office decides: the second factor has to be on.',
          )}
        </p>
      )}
      {made ? (
        <Confirm view={view} made={made} />
      ) : on && strong ? (
        <Running view={view} />
      ) : on ? (
        <form method="post" action="/account/second-factor/give">
          <p>
            {t(
              'Đang bật. Nhập mã để phiên này được ra quyết định.',
              'On. Enter a code so that this session may decide.',
            )}
          </p>
          <Code view={view} />
          <button>{t('Xác thực phiên này', 'Confirm this session')}</button>
        </form>
      ) : (
        <form method="post" action="/account/second-factor">
          <Proof view={view} />
          <button class="quiet">{t('Bật xác thực hai bước', 'Turn on the second factor')}</button>
        </form>
      )}
    </section>
  )
}

function Proof({ view }: { view: View }) {
  const label = view.t('Mật khẩu', 'Password')
  return (
    <Input view={view} name="proof" type="password" label={label} autocomplete="current-password" maxlength={200} />
  )
}

function Code({ view }: { view: View }) {
  const label = view.t('Mã 6 số', 'The 6 digits')
  return <Input view={view} name="code" label={label} autocomplete="one-time-code" inputmode="numeric" maxlength={40} />
}

function Confirm({ view, made }: { view: View; made: { secret: string; uri: string } }) {
  const { t } = view
  return (
    <form method="post" action="/account/second-factor/confirm">
      <p>
        {t(
          'Quét mã này bằng ứng dụng xác thực, rồi nhập mã 6 số nó hiện.',
          'Scan this with an authenticator and enter its 6 digits.',
        )}
      </p>
      <Picture uri={made.uri} label={t('Mã QR để quét', 'QR code to scan')} />
      <p class="hint">
        {t('Không quét được? Nhập khóa: ', 'Cannot scan? Enter the key: ')}
        <code>{made.secret}</code>
      </p>
      <Code view={view} />
      <button>{t('Xác nhận', 'Confirm')}</button>
    </form>
  )
}

function Running({ view }: { view: View }) {
  const { t } = view
  return (
    <form method="post" action="/account/second-factor/disable">
      <p>
        <span class="chip good">{t('Đang bật', 'On')}</span>
      </p>
      <details>
        <summary>{t('Tắt xác thực hai bước', 'Turn it off')}</summary>
        <Proof view={view} />
        <Code view={view} />
        <button class="quiet">{t('Tắt', 'Turn off')}</button>
      </details>
    </form>
  )
}

interface FactorProps {
  view: View
  on: boolean
  strong: boolean
  must: boolean
  made: { secret: string; uri: string } | undefined
}

/** The QR code as one path, drawn in place. */
function Picture({ uri, label }: { uri: string; label: string }) {
  const { modules } = create(uri, { errorCorrectionLevel: 'M' })
  const cells = Array.from({ length: modules.size * modules.size }, (_, index) => index).filter(
    (index) => modules.data[index],
  )
  const path = cells.map((index) => `M${index % modules.size} ${Math.floor(index / modules.size)}h1v1h-1z`).join('')
  return (
    <svg
      class="qr"
      role="img"
      aria-label={label}
      viewBox={`-2 -2 ${modules.size + 4} ${modules.size + 4}`}
      shape-rendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  )
}
