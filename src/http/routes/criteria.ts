// Criteria sets in the making: checked, compared, taken away in three formats, and published.
import { z } from 'zod'
import { publishSet } from '../../commands/criteria/publish.ts'
import { diffLines } from '../../domain/criteria/diff-lines.ts'
import { diffSets } from '../../domain/criteria/diff.ts'
import { exportCase } from '../../exchange/case/export.ts'
import { exportXlsx } from '../../exchange/xlsx/export.ts'
import { setNamed } from '../../jobs/simulations.ts'
import { checkFile } from '../../store/check-set.ts'
import { learnSets } from '../../store/publish-sets.ts'
import { withClient } from '../../store/with-client.ts'
import { personOf, Reply, route } from '../route.ts'
import { Word } from '../schemas.ts'
import type { Services } from '../services.ts'
import { dispositionOf } from '../uploads/range.ts'

const Text = z.strictObject({ text: z.string().min(1).max(900_000) })
const Key = z.string().min(1).max(200)
const Problem = z.strictObject({
  file: z.string(),
  line: z.int(),
  column: z.int(),
  path: z.string(),
  message: z.string(),
})

const types = {
  yaml: 'application/yaml; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  case: 'application/json; charset=utf-8',
}

/** A set by its key, drafts and those published by other servers too. Throws `notFound`. */
export async function knownSet({ db, library }: Pick<Services, 'db' | 'library'>, key: string) {
  await withClient(db, (client) => learnSets(client, library))
  return setNamed(library, key)
}

async function written(services: Services, key: string, format: keyof typeof types): Promise<string | Uint8Array> {
  const set = await knownSet(services, key)
  if (format === 'yaml') return services.library.setText(key)
  return format === 'case' ? exportCase(set) : exportXlsx(set)
}

export const criteriaRoutes = [
  route({
    method: 'get',
    path: '/api/criteria-sets/{set}/{edition}/file',
    tag: 'rules',
    summary: { vi: 'Tệp của bộ tiêu chuẩn: YAML, Excel hoặc CASE', en: 'A criteria set as YAML, workbook or CASE' },
    access: { to: 'person' },
    params: z.object({ set: Word, edition: Word }),
    query: z.strictObject({ format: z.enum(['yaml', 'xlsx', 'case']).default('yaml') }),
    async handle({ services, params: { set, edition }, query: { format } }) {
      const content = await written(services, `${set}/${edition}`, format)
      const name = `${set}-${edition}.${format === 'case' ? 'json' : format}`
      return new Response(typeof content === 'string' ? content : new Blob([new Uint8Array(content)]), {
        headers: { 'content-type': types[format], 'content-disposition': dispositionOf('attachment', name) },
      })
    },
  }),
  route({
    method: 'get',
    path: '/api/criteria-diff',
    tag: 'rules',
    summary: { vi: 'Hai bản bộ tiêu chuẩn khác nhau ở đâu', en: 'What differs between two editions' },
    access: { to: 'person' },
    query: z.strictObject({ from: Key, to: Key }),
    response: z.strictObject({ lines: z.array(z.string()) }),
    handle: async ({ services, query: { from, to } }) => ({
      lines: diffLines(diffSets(await knownSet(services, from), await knownSet(services, to))),
    }),
  }),
  route({
    method: 'post',
    path: '/api/criteria-checks',
    tag: 'rules',
    summary: { vi: 'Kiểm tra văn bản YAML của một bộ tiêu chuẩn', en: 'Check the YAML of a criteria set' },
    access: { to: 'publishSets', of: 'reach' },
    body: Text,
    response: z.strictObject({
      file: z.string(),
      ok: z.boolean(),
      set: z.string().nullable(),
      edition: z.string().nullable(),
      status: z.enum(['published', 'draft']).nullable(),
      counts: z.record(z.string(), z.int()),
      examples: z.int(),
      errors: z.array(Problem),
      warnings: z.array(Problem),
    }),
    handle: ({ body }) => Promise.resolve(checkFile(body.text, 'yaml')),
  }),
  route({
    method: 'post',
    path: '/api/criteria-sets',
    tag: 'rules',
    summary: { vi: 'Công bố một bản bộ tiêu chuẩn', en: 'Publish an edition of a criteria set' },
    access: { to: 'publishSets', of: 'reach' },
    body: Text,
    response: z.strictObject({ id: z.string(), hash: z.string(), fresh: z.boolean() }),
    status: 201,
    async handle({ services, body, at, ...call }) {
      const made = await publishSet(services.db, services.library, {
        ...body,
        actor: personOf(call).personId,
        at,
      })
      return new Reply(made, {}, made.fresh ? 201 : 200)
    },
  }),
]
