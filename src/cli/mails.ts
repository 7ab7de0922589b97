// `kiemdinh mails`: what has not gone out and why, for an operator; `--retry ID` tries one again that was given up.
import { retryMail, unsentMails } from '../store/outbox.ts'
import { withClient } from '../store/with-client.ts'
import type { Command } from './index.ts'
import { withProduct } from './with-product.ts'

const shown = 200

export const mailsCommand: Command = {
  summary: 'liệt kê thư chưa gửi được; --retry MÃ_THƯ để gửi lại',
  options: { retry: { type: 'string', default: '' } },
  run: ({ retry }) =>
    withProduct(async ({ db, engine }) => {
      const id = String(retry)
      if (id !== '' && !/^\d{1,18}$/.test(id)) {
        process.stderr.write('Mã thư phải là số.\n')
        return 2
      }
      const mails = await withClient(db, async (client) => {
        if (id !== '') await retryMail(client, id, engine.now())
        return unsentMails(client, shown)
      })
      for (const { id: mail, template, person, status, attempts, error } of mails)
        process.stdout.write(`${mail} ${template} ${person} ${status} ${attempts}: ${error ?? 'chưa thử'}\n`)
      process.stdout.write(`${mails.length}${mails.length === shown ? '+' : ''} thư chưa gửi.\n`)
      return mails.some(({ status }) => status === 'failed') ? 1 : 0
    }),
}
