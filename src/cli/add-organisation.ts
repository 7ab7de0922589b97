// `kiemdinh add-organisation`: an operator enters what stands above the communes and schools that are imported, once for a province.
import { z } from 'zod'
import { journal } from '../commands/journal.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { inTransaction, type Client } from '../store/with-client.ts'
import type { Command } from './index.ts'
import { print, refusing, wants } from './refuse.ts'
import { withProduct } from './with-product.ts'

/** Each stands under one of the kind before it; a ministry under nothing. */
const above = { ministry: null, province: 'ministry', department: 'province', commune: 'province' } as const
const kinds = Object.keys(above) as (keyof typeof above)[]

const Order = z.object({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,49}$/),
  kind: z.enum(kinds),
  name: z.string().trim().min(1).max(300),
  parent: z.string().optional(),
  code: z.string().min(1).max(50).optional(),
})
type Order = z.infer<typeof Order>

const usage = `add-organisation MÃ --kind ${kinds.join('|')} --name TÊN [--parent MÃ_CẤP_TRÊN] [--code MÃ_NGÀNH]`

export const addOrganisationCommand: Command = {
  summary: 'MÃ --kind LOẠI --name TÊN [--parent MÃ] [--code MÃ_NGÀNH]  thêm bộ, tỉnh, sở hoặc xã',
  options: {
    kind: { type: 'string' },
    name: { type: 'string' },
    parent: { type: 'string' },
    code: { type: 'string' },
  },
  run: (options, positionals) =>
    refusing(async () => {
      wants(positionals, 1, 1, usage)
      const order = Order.safeParse({ ...options, id: positionals[0] })
      if (!order.success) throw new AppError('invalid', say(`Hãy chạy: kiemdinh ${usage}`, `Run: kiemdinh ${usage}`))
      await withProduct(({ db, engine }) => inTransaction(db, (client) => add(client, order.data, engine.now())))
      print(`Đã thêm ${order.data.name} (${order.data.id}).`)
      return 0
    }),
}

/** Throws `invalid` for an id in use, or a parent that is not of the kind above. */
async function add(client: Client, { id, kind, name, parent, code }: Order, at: string): Promise<void> {
  const wanted = above[kind]
  const find = { text: 'select kind from organisations where id = $1', values: [parent ?? null] }
  const [found] = (await client.query<{ kind: string }>(find)).rows
  if ((found?.kind ?? null) !== wanted)
    throw new AppError(
      'invalid',
      wanted === null
        ? say('Bộ không có cấp trên.', 'The ministry has nothing above it.')
        : say(`--parent phải là mã của một ${wanted}.`, `--parent must be the id of a ${wanted}.`),
    )
  const text = `insert into organisations (id, kind, name, parent_id, code) values ($1, $2, $3, $4, $5) on conflict do nothing`
  const made = await client.query({ text, values: [id, kind, name, parent ?? null, code ?? null] })
  if (made.rowCount === 0)
    throw new AppError(
      'invalid',
      say(`Mã ${id} hoặc mã ngành này đã có.`, `The id ${id} or this sector code is taken.`),
    )
  const subject = { kind: 'organisation' as const, id }
  await journal(client, { at, actor: 'operator', action: 'addOrganisation', subject, details: { kind, name, parent } })
}
