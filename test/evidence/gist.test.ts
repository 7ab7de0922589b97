// What a sheet keeps beside its long texts for whoever only counts and checks: held against the texts themselves.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SheetContent } from '../../src/domain/case.ts'
import { checkCitations, citingCriteria } from '../../src/domain/evidence-citations.ts'
import { readLibrary } from '../../src/store/library.ts'
import { withClient } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'

const codes = ['H1-1.1-01', 'H12-3.10-123', 'MC.1.1.01', 'MC.4.9.123']
const around = [
  '',
  ' ',
  '\n',
  '\t',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '[',
  ']',
  '(',
  '.',
  ',',
  '-',
  'ạ',
  'H',
  '7',
  '²',
  '😀',
  '“',
  '—',
]
const text = fc
  .array(fc.constantFrom(...codes, ...around, 'Nhà trường', 'năm 2025', 'x'), { maxLength: 8 })
  .map((parts) => parts.join(''))
const content = fc.record({
  currentState: fc.dictionary(fc.constantFrom('1', '2', 'M4.1'), text, { noNullPrototype: true }),
  strengths: text,
  weaknesses: text,
  plan: text,
  unclear: text,
  ratings: fc.constant({ '1.1:1:a': true }),
})

it('the same codes are found cited, dead or missing in what a sheet keeps beside its texts as in the texts', async () => {
  const db = await freshDatabase()
  const sheets = fc.sample(content, { numRuns: 800, seed: 20251126 }).map((one) => SheetContent.parse(one))
  const read =
    'select public.sheet_gist(content) as gist from jsonb_array_elements($1) with ordinality s (content, n) order by n'
  const values = [JSON.stringify([{}, ...sheets])]
  const found = await withClient(db, (client) => client.query<{ gist: SheetContent }>({ text: read, values }))
  const gists = found.rows.map(({ gist }) => SheetContent.parse(gist))
  expect(gists[0]).toEqual(SheetContent.parse({}))
  const library = readLibrary()
  const cited = new Set<string>()
  for (const procedure of ['vn-2018', 'vn-2026']) {
    const rules = library.procedure(procedure)
    const { pattern } = rules.evidenceCode
    const told = (of: SheetContent) => {
      const sheet = [{ criterion: '1.1', content: of }]
      return {
        checks: checkCitations(rules, sheet, [{ code: codes[0] ?? '' }]),
        cited: citingCriteria(pattern, sheet),
      }
    }
    for (const [index, sheet] of sheets.entries()) {
      const gist = gists[index + 1]
      expect(gist && told(gist), JSON.stringify(sheet)).toEqual(told(sheet))
      for (const code of told(sheet).cited.keys()) cited.add(code)
    }
  }
  expect(codes.every((code) => cited.has(code))).toBe(true)
})
