// A case of the province table in words: states by their names, deadlines by what they send, awards as people call them.
import { findDefinition } from '../../../workflows/index.ts'
import { activeMeta, type StateValue } from '../../engine/definition.ts'
import { kindNames } from '../../reports/parts/words.ts'
import type { ProvinceRow } from '../../store/views/province-table.ts'
import type { ProvinceCase } from './tables.ts'

const statuses: Readonly<Record<string, string>> = {
  valid: 'Còn hiệu lực',
  inRemedy: 'Đang khắc phục',
  suspended: 'Đang đình chỉ',
  revoked: 'Đã thu hồi',
  expired: 'Đã hết hạn',
  superseded: 'Đã được thay thế',
}

export async function* provinceCases(rows: AsyncIterable<ProvinceRow>): AsyncGenerator<ProvinceCase> {
  for await (const row of rows) yield caseOf(row)
}

function caseOf({ processes, awards, due, kind, ...row }: ProvinceRow): ProvinceCase {
  const state = (name: string) => {
    const process = processes.find((one) => one.process === name)
    return process ? stateLabel(name, process.edition, process.value) : ''
  }
  return {
    ...row,
    kind: (kindNames as Readonly<Record<string, string>>)[kind] ?? kind,
    commune: row.commune ?? '',
    selfAssessment: state('selfAssessment'),
    externalReview: state('externalReview'),
    certification: state('certification'),
    due: due ? (findDefinition(due.process, due.edition)?.events[due.event]?.label.vi ?? due.event) : '',
    dueAt: due?.at ?? null,
    // The latest of its kind is the last.
    awards: Object.fromEntries(
      awards.map((award) => [award.award, { ...award, status: statuses[award.status] ?? award.status }]),
    ),
  }
}

/** Where a process stands, in Vietnamese. */
export function stateLabel(process: string, edition: string, value: StateValue): string {
  const definition = findDefinition(process, edition)
  const labels = definition ? activeMeta(definition, value).map(({ meta }) => meta.label.vi) : []
  return [...new Set(labels)].join('; ')
}
