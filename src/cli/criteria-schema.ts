// `kiemdinh criteria schema`: the JSON Schema of a set's file, with which an editor checks and completes while one writes.
import { z } from 'zod'
import { Framework } from '../domain/criteria/framework.ts'
import { CriteriaSet } from '../domain/criteria/schema.ts'
import type { Command } from './index.ts'
import { print, refusing, wants } from './refuse.ts'

export const schemaVerb: Command = {
  summary: 'in JSON Schema của tệp bộ tiêu chuẩn, cho trình soạn thảo',
  options: { json: { type: 'boolean', default: false } },
  run: ({ json }, positionals) =>
    refusing(() => {
      wants(positionals, 0, 0, 'criteria schema')
      // What a person writes: keys with a default may be left out.
      const schema = z.toJSONSchema(z.union([CriteriaSet, Framework]), { io: 'input' })
      print(json ? JSON.stringify(schema) : JSON.stringify(schema, null, 2))
      return 0
    }),
}
