// `kiemdinh criteria`: everything that is done with criteria sets, one verb a file.
import type { CommandGroup } from './index.ts'

export const criteriaCommands: CommandGroup = {
  summary: 'VIỆC ...  bộ tiêu chuẩn: gõ `kiemdinh criteria` để xem các việc',
  verbs: {
    list: async () => (await import('./criteria-list.ts')).listVerb,
    check: async () => (await import('./criteria-check.ts')).checkVerb,
    diff: async () => (await import('./criteria-diff.ts')).diffVerb,
    publish: async () => (await import('./criteria-publish.ts')).publishVerb,
    export: async () => (await import('./criteria-exchange.ts')).exportVerb,
    import: async () => (await import('./criteria-exchange.ts')).importVerb,
    mutate: async () => (await import('./criteria-mutate.ts')).mutateVerb,
    schema: async () => (await import('./criteria-schema.ts')).schemaVerb,
  },
}
