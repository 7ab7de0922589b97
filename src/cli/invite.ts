// `kiemdinh invite`: an operator of the server enters the first people of a province, who then invite everybody else.
import { z } from 'zod'
import { journal } from '../commands/journal.ts'
import { readConfig } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { roles } from '../domain/roles.ts'
import { mailLink } from '../store/accounts/links.ts'
import { newId } from '../store/accounts/principal.ts'
import { readSecretKey } from '../store/secret-key.ts'
import { inTransaction, type Client } from '../store/with-client.ts'
import type { Command } from './index.ts'
import { withProduct } from './with-product.ts'

/** Roles of an organisation; those of one case come from its events. */
const offices = roles.filter(
  (role) => !/^(council|team|working|reviewer|system)/.test(role),
) as (typeof roles)[number][]

const usage = `Cách dùng: kiemdinh invite EMAIL --name HỌ_TÊN --role VAI --organisation MÃ_ĐƠN_VỊ
  VAI là một trong: ${offices.join(', ')}`

const Order = z.object({
  email: z.email(),
  name: z.string().trim().min(1).max(200),
  role: z.enum(roles).refine((role) => offices.includes(role)),
  organisation: z.string().min(1),
})
type Order = z.infer<typeof Order>

export const inviteCommand: Command = {
  summary: 'EMAIL --name HỌ_TÊN --role VAI --organisation MÃ  mời người đầu tiên của một đơn vị và in liên kết',
  options: {
    name: { type: 'string', default: '' },
    role: { type: 'string', default: '' },
    organisation: { type: 'string', default: '' },
  },
  run(options, [email = '']) {
    const order = Order.safeParse({ ...options, email })
    if (!order.success) {
      process.stderr.write(`${usage}\n`)
      return Promise.resolve(2)
    }
    return withProduct(async ({ db, engine }) => {
      const config = readConfig(process.env)
      const at = engine.now()
      const { person, secret } = await inTransaction(db, (client) =>
        enter(client, readSecretKey(config), order.data, at),
      )
      process.stdout.write(`Đã mời ${order.data.email}, mã người ${person}. Liên kết dùng một lần trong 7 ngày:\n`)
      process.stdout.write(`${config.publicUrl}/invitation#${secret}\n`)
      return 0
    })
  },
}

/** Answers the person and the secret of the link. Throws `notFound` for an organisation that is not stored, `conflict` for an account in use. */
async function enter(client: Client, key: Buffer, { email, name, role, organisation }: Order, at: string) {
  const there = await client.query({ text: 'select 1 from organisations where id = $1', values: [organisation] })
  if (there.rows.length === 0)
    throw new AppError(
      'notFound',
      say(`Không có đơn vị “${organisation}”.`, `There is no organisation “${organisation}”.`),
    )
  const known = `select person_id as person, status from accounts where lower(email) = lower($1)`
  const [account] = (await client.query<{ person: string; status: string }>({ text: known, values: [email] })).rows
  if (account && account.status !== 'invited')
    throw new AppError('conflict', say('Email này đã có tài khoản.', 'This e-mail address has an account already.'))
  const person = account?.person ?? newId()
  if (!account) {
    const add = 'insert into people (id, name, organisation_id) values ($1, $2, $3)'
    await client.query({ text: add, values: [person, name, organisation] })
    const open = `insert into accounts (person_id, email, status, created_at) values ($1, $2, 'invited', $3)`
    await client.query({ text: open, values: [person, email, at] })
  }
  const office = `insert into offices (person_id, role, organisation_id, since) select $1, $2, $3, $4
    where not exists (select 1 from offices where person_id = $1 and role = $2 and organisation_id = $3 and until is null)`
  await client.query({ text: office, values: [person, role, organisation, at] })
  const subject = { kind: 'person' as const, id: person }
  await journal(client, { at, actor: 'operator', action: 'invitePerson', subject, details: { role, organisation } })
  return { person, secret: await mailLink(client, key, { person, purpose: 'invitation', at }) }
}
