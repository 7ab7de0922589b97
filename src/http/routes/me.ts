// What everybody does with their own account: password, second factor, links from mails, and a copy of their data.
import { z } from 'zod'
import { changePassword } from '../../commands/access/change-password.ts'
import { requestReset } from '../../commands/access/request-reset.ts'
import { confirmSecondFactor, disableSecondFactor, enrolSecondFactor } from '../../commands/access/second-factor.ts'
import { useLink } from '../../commands/access/use-link.ts'
import { personalData } from '../../store/views/personal-data.ts'
import { withClient } from '../../store/with-client.ts'
import { addressOf } from '../address.ts'
import { personOf, Reply, route, sessionOf, type Call } from '../route.ts'
import { Code, Email, Secret } from './session.ts'

const unseen = { 'cache-control': 'no-store' }
const Link = z.strictObject({ secret: Secret, password: Secret })
const Used = z.strictObject({ email: z.string() })

function linkUsed(purpose: 'invitation' | 'reset') {
  return async ({ services, body, raw, at }: Call<unknown, unknown, z.output<typeof Link>>) => {
    const address = addressOf(raw, services.behindProxy) ?? 'local'
    return useLink(services.db, services.secretKey, { purpose, ...body, address, at })
  }
}

export const meRoutes = [
  route({
    method: 'put',
    path: '/api/me/password',
    tag: 'me',
    summary: { vi: 'Đổi mật khẩu', en: 'Change the password' },
    access: { to: 'person' },
    body: z.strictObject({ current: Secret, password: Secret }),
    async handle({ services, body, at, ...call }) {
      const { personId: person, email, sessionHash: session } = sessionOf(call)
      await changePassword(services.db, services.secretKey, { person, email, session, ...body, at })
    },
  }),
  route({
    method: 'post',
    path: '/api/password-resets',
    tag: 'me',
    summary: { vi: 'Xin liên kết đặt lại mật khẩu', en: 'Ask for a link to reset the password' },
    access: { to: 'public' },
    body: z.strictObject({ email: Email }),
    response: z.strictObject({ message: z.string() }),
    status: 202,
    async handle({ services, body: { email }, raw, at }) {
      const address = addressOf(raw, services.behindProxy) ?? 'local'
      await requestReset(services.db, services.secretKey, { email, address, at })
      return { message: 'Nếu có tài khoản với email này, liên kết đặt lại mật khẩu đã được gửi tới đó.' }
    },
  }),
  route({
    method: 'post',
    path: '/api/password-resets/use',
    tag: 'me',
    summary: { vi: 'Đặt mật khẩu mới bằng liên kết', en: 'Set a new password with a link' },
    access: { to: 'public' },
    body: Link,
    response: Used,
    handle: linkUsed('reset'),
  }),
  route({
    method: 'post',
    path: '/api/invitations/use',
    tag: 'me',
    summary: { vi: 'Nhận lời mời và đặt mật khẩu', en: 'Accept an invitation and set a password' },
    access: { to: 'public' },
    body: Link,
    response: Used,
    handle: linkUsed('invitation'),
  }),
  route({
    method: 'post',
    path: '/api/me/second-factor',
    tag: 'me',
    summary: { vi: 'Đặt xác thực hai bước', en: 'Set up the second factor' },
    access: { to: 'person' },
    body: z.strictObject({ password: Secret }),
    response: z.strictObject({ secret: z.string(), uri: z.string() }),
    async handle({ services, body, at, ...call }) {
      const { personId: person, email } = sessionOf(call)
      const made = await enrolSecondFactor(services.db, services.secretKey, { person, email, ...body, at })
      return new Reply(made, unseen)
    },
  }),
  route({
    method: 'post',
    path: '/api/me/second-factor/confirm',
    tag: 'me',
    summary: { vi: 'Xác nhận xác thực hai bước', en: 'Confirm the second factor' },
    access: { to: 'person' },
    body: z.strictObject({ code: Code }),
    response: z.strictObject({ recoveryCodes: z.array(z.string()) }),
    async handle({ services, body, at, ...call }) {
      const { personId: person, email, sessionHash: session } = sessionOf(call)
      const input = { person, email, session, ...body, at }
      return new Reply(await confirmSecondFactor(services.db, services.secretKey, input), unseen)
    },
  }),
  route({
    method: 'post',
    path: '/api/me/second-factor/disable',
    tag: 'me',
    summary: { vi: 'Tắt xác thực hai bước', en: 'Disable the second factor' },
    access: { to: 'person' },
    body: z.strictObject({ password: Secret, code: Code }),
    async handle({ services, body, at, ...call }) {
      const { personId: person, email } = sessionOf(call)
      await disableSecondFactor(services.db, services.secretKey, { person, email, ...body, at })
    },
  }),
  route({
    method: 'get',
    path: '/api/me/export',
    tag: 'me',
    summary: { vi: 'Bản sao dữ liệu của tôi', en: 'A copy of my data' },
    access: { to: 'person' },
    response: z.record(z.string(), z.unknown()),
    async handle({ services, ...call }) {
      const { personId } = personOf(call)
      const data = await withClient(services.db, (client) => personalData(client, personId))
      return new Reply(data, { ...unseen, 'content-disposition': 'attachment; filename="du-lieu-cua-toi.json"' })
    },
  }),
]
