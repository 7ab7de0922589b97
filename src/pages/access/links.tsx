// What the links in mails open: an invitation or a new password, and the page on which one asks for such a link.
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import { requestReset } from '../../commands/access/request-reset.ts'
import { useLink } from '../../commands/access/use-link.ts'
import { AppError } from '../../domain/errors.ts'
import { addressOf } from '../../http/address.ts'
import { Frame } from '../frame.tsx'
import { Drawn, goTo, page } from '../page.ts'
import { Input } from '../parts/field.tsx'
import { Done, Faults } from '../parts/say.tsx'
import { faultsOf, type Fault } from '../faults.ts'
import type { View } from '../view.ts'

type Purpose = 'invitation' | 'reset'

function LinkPage({ view, purpose, secret = '', faults = [] }: LinkProps) {
  const { t } = view
  const title =
    purpose === 'invitation'
      ? t('Nhận tài khoản', 'Accept the invitation')
      : t('Đặt mật khẩu mới', 'Set a new password')
  const of = (name: string) => faults.find(({ field }) => field === name)?.message
  return (
    <Frame view={view} title={title} narrow>
      <h1>{title}</h1>
      <form method="post" action={`/${purpose}`} class="card">
        <Faults view={view} faults={faults} />
        <Input
          view={view}
          name="secret"
          label={t('Mã trong liên kết', 'Code in the link')}
          hint={t(
            'Phần đứng sau dấu # trong liên kết ở thư; trình duyệt thường tự điền.',
            'What follows the # in the link of the mail; the browser usually fills it in.',
          )}
          value={secret}
          maxlength={200}
          autocomplete="off"
          required
          fault={of('secret')}
          {...{ 'data-secret': 'yes' }}
        />
        <Input
          view={view}
          name="password"
          type="password"
          label={t('Mật khẩu mới', 'New password')}
          hint={t(
            'Ít nhất 12 ký tự; một câu dễ nhớ với mình và khó đoán với người khác là tốt nhất.',
            'At least 12 characters; a sentence you remember and nobody guesses is best.',
          )}
          autocomplete="new-password"
          maxlength={200}
          required
          fault={of('password')}
        />
        <Input
          view={view}
          name="again"
          type="password"
          label={t('Nhập lại mật khẩu', 'The password again')}
          autocomplete="new-password"
          maxlength={200}
          required
          fault={of('again')}
        />
        <div class="buttons">
          <button>{t('Đặt mật khẩu', 'Set the password')}</button>
        </div>
      </form>
      {purpose === 'reset' && <AskForm view={view} />}
    </Frame>
  )
}

interface LinkProps {
  view: View
  purpose: Purpose
  secret?: string
  faults?: readonly Fault[]
}

function AskForm({ view }: { view: View }) {
  const { t } = view
  return (
    <form method="post" action="/reset/ask" class="card">
      <h2>{t('Chưa có liên kết?', 'No link yet?')}</h2>
      <Input
        view={view}
        name="email"
        type="email"
        label={t('Email của tài khoản', 'E-mail of the account')}
        autocomplete="username"
        maxlength={254}
        required
      />
      <div class="buttons">
        <button class="quiet">{t('Gửi liên kết đặt lại mật khẩu', 'Send the link')}</button>
      </div>
    </form>
  )
}

const show = (purpose: Purpose) =>
  page({
    method: 'get',
    path: `/${purpose}`,
    access: { to: 'public' },
    handle: ({ view }) => Promise.resolve(<LinkPage view={view} purpose={purpose} />),
  })

const use = (purpose: Purpose) =>
  page({
    method: 'post',
    path: `/${purpose}`,
    access: { to: 'public' },
    async handle({ view, fields, services, raw, at }) {
      const secret = fields.text('secret').trim().replace(/^.*#/, '')
      const password = fields.text('password')
      const address = addressOf(raw, services.behindProxy) ?? 'local'
      if (password !== fields.text('again')) {
        const faults = [
          {
            field: 'again',
            message: say('Hai lần nhập mật khẩu chưa giống nhau.', 'The two passwords are not the same.'),
          },
        ]
        return <LinkPage view={view} purpose={purpose} secret={secret} faults={faults} />
      }
      try {
        await useLink(services.db, services.secretKey, { purpose, secret, password, address, at })
        return goTo('/sign-in?done=password')
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        return <LinkPage view={view} purpose={purpose} secret={secret} faults={faultsOf(error, 'secret')} />
      }
    },
  })

export const linkPages = [
  show('invitation'),
  use('invitation'),
  show('reset'),
  use('reset'),
  page({
    method: 'post',
    path: '/reset/ask',
    access: { to: 'public' },
    async handle({ view, fields, services, raw, at }) {
      const email = z.email().max(254).safeParse(fields.text('email').trim())
      if (!email.success) {
        const faults = [
          {
            field: 'email',
            message: say(
              'Email chưa đúng, ví dụ: ten@truong.edu.vn.',
              'This is no e-mail address; one looks like name@school.edu.vn.',
            ),
          },
        ]
        return <LinkPage view={view} purpose="reset" faults={faults} />
      }
      const address = addressOf(raw, services.behindProxy) ?? 'local'
      await requestReset(services.db, services.secretKey, { email: email.data, address, at })
      return new Drawn(<AskedPage view={view} byHand={services.byHand === true} />)
    },
  }),
]

function AskedPage({ view, byHand }: { view: View; byHand: boolean }) {
  const { t } = view
  if (byHand)
    return (
      <Frame view={view} title={t('Chưa gửi được thư', 'No mail is sent')} narrow>
        <h1>{t('Máy chủ chưa gửi được thư', 'This server sends no mail yet')}</h1>
        <p class="told warn">
          {t(
            'Chưa có máy chủ thư nên liên kết không tới được hộp thư. Hãy báo người vận hành máy chủ đặt SMTP_URL rồi xin lại.',
            'There is no mail server, so the link reaches nobody. Tell the operator of the server to set SMTP_URL, then ask again.',
          )}
        </p>
        <p>
          <a href="/sign-in">{t('Về trang đăng nhập', 'Back to signing in')}</a>
        </p>
      </Frame>
    )
  return (
    <Frame view={view} title={t('Đã nhận yêu cầu', 'Request received')} narrow>
      <h1>{t('Hãy xem hộp thư', 'Look at your mail')}</h1>
      <Done>
        {t(
          'Nếu có tài khoản với email này, liên kết đặt lại mật khẩu đã được gửi tới đó và dùng được trong 1 giờ.',
          'If there is an account with this e-mail, the link has been sent there; it can be used for an hour.',
        )}
      </Done>
      <p>
        <a href="/sign-in">{t('Về trang đăng nhập', 'Back to signing in')}</a>
      </p>
    </Frame>
  )
}
