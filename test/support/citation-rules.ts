// What a procedure says of citing, for tests of texts and registers without a whole procedure.
import type { CitationRules } from '../../src/domain/evidence-citations.ts'
import { say } from '../../src/domain/text.ts'

const sourced = { name: say('Dẫn minh chứng', 'Citing'), source: 'Ví dụ', verified: true }

/** Codes look like `pattern`; a claim has to cite one unless told otherwise. */
export function citationRules(pattern: string, required = true): CitationRules {
  return {
    id: 'example',
    evidenceCode: { ...sourced, kind: 'plain', pattern, example: '', brackets: 'round' },
    numbers: { 'sheets.citationsRequired': { ...sourced, value: Number(required) } },
  }
}
