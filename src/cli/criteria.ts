// `kiemdinh criteria`: everything that is done with criteria sets, one verb a file.
import { checkVerb } from './criteria-check.ts'
import { diffVerb } from './criteria-diff.ts'
import { exchangeVerbs } from './criteria-exchange.ts'
import { listVerb } from './criteria-list.ts'
import { mutateVerb } from './criteria-mutate.ts'
import { publishVerb } from './criteria-publish.ts'
import { schemaVerb } from './criteria-schema.ts'
import type { CommandGroup } from './index.ts'

export const criteriaCommands: CommandGroup = {
  summary: 'VIỆC ...  bộ tiêu chuẩn: gõ `kiemdinh criteria` để xem các việc',
  verbs: {
    list: listVerb,
    check: checkVerb,
    diff: diffVerb,
    publish: publishVerb,
    ...exchangeVerbs,
    mutate: mutateVerb,
    schema: schemaVerb,
  },
}
