// The law as data, for everybody who works with it: criteria sets and procedures.
import { z } from 'zod'
import { Text } from '../../domain/text.ts'
import { notFound } from '../../domain/errors.ts'
import { learnSets } from '../../store/publish-sets.ts'
import { withClient } from '../../store/with-client.ts'
import { checkTemplates } from '../../reports/check-templates.ts'
import { route } from '../route.ts'
import { Word } from '../schemas.ts'

const Set = z.strictObject({
  key: z.string(),
  hash: z.string(),
  status: z.enum(['published', 'draft']),
  name: Text,
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
})

export const ruleRoutes = [
  route({
    method: 'get',
    path: '/api/criteria-sets',
    tag: 'rules',
    summary: { vi: 'Các bộ tiêu chí đã công bố', en: 'The published criteria sets' },
    access: { to: 'person' },
    response: z.strictObject({ items: z.array(Set) }),
    async handle({ services: { db, library } }) {
      await withClient(db, (client) => learnSets(client, library))
      const items = library.sets().map((key) => {
        const { status, name, effectiveFrom, effectiveTo } = library.any(key)
        return { key, hash: library.setHash(key), status, name, effectiveFrom, effectiveTo }
      })
      return { items }
    },
  }),
  route({
    method: 'get',
    path: '/api/criteria-sets/{set}/{edition}',
    tag: 'rules',
    summary: { vi: 'Một bộ tiêu chí đầy đủ', en: 'A criteria set, whole' },
    access: { to: 'person' },
    params: z.object({ set: Word, edition: Word }),
    response: z.record(z.string(), z.unknown()),
    async handle({ services: { db, library }, params: { set, edition } }) {
      const key = `${set}/${edition}`
      await withClient(db, (client) => learnSets(client, library, key))
      if (!library.sets().includes(key)) throw notFound()
      return library.any(key) as unknown as Record<string, unknown>
    },
  }),
  route({
    method: 'get',
    path: '/api/procedures/{procedure}',
    tag: 'rules',
    summary: {
      vi: 'Một thủ tục: con số, thời hạn, mẫu và căn cứ',
      en: 'A procedure: numbers, terms, forms and their sources',
    },
    access: { to: 'person' },
    params: z.object({ procedure: Word }),
    response: z.record(z.string(), z.unknown()),
    async handle({ services: { library }, params: { procedure } }) {
      if (!library.procedures().includes(procedure)) throw notFound()
      return library.procedure(procedure) as unknown as Record<string, unknown>
    },
  }),
  route({
    method: 'get',
    path: '/api/procedures',
    tag: 'rules',
    summary: { vi: 'Các thủ tục', en: 'The procedures' },
    access: { to: 'person' },
    response: z.strictObject({ items: z.array(z.strictObject({ id: z.string(), name: Text })) }),
    async handle({ services: { library } }) {
      return { items: library.procedures().map((id) => ({ id, name: library.procedure(id).name })) }
    },
  }),
  route({
    method: 'get',
    path: '/api/templates',
    tag: 'rules',
    summary: { vi: 'Các mẫu văn bản và lỗi của mẫu riêng', en: 'The templates, and what is wrong with own ones' },
    access: { to: 'seeRoster', of: 'reach' },
    response: z.strictObject({
      items: z.array(
        z.strictObject({
          file: z.string(),
          titles: z.array(Text),
          own: z.boolean(),
          faults: z.array(z.strictObject({ path: z.string(), line: z.int(), name: z.string(), message: z.string() })),
        }),
      ),
    }),
    handle: async ({ services: { templatesDir } }) => ({
      items: await checkTemplates(templatesDir, { ownOnly: true }),
    }),
  }),
]
