// Codes in texts, under both patterns: found, renamed at once, and held against the register.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { citationRules } from '../../test/support/citation-rules.ts'
import { SheetContent } from './case.ts'
import { checkCitations, citationsIn, misspeltIn, renameCitations } from './evidence-citations.ts'
import { evidenceCode } from './evidence-code.ts'

const box = String.raw`^\[?H(\d{1,2})-([1-5])\.(\d{1,2})-(\d{2,3})\]?$`
const plain = String.raw`^MC\.([1-4])\.([1-9])\.(\d{2,3})$`
const codes = (text: string, pattern: string) => citationsIn(text, pattern).map(({ code }) => code)

describe('a text cites evidence', () => {
  it('by the codes of 2018 in square brackets, several parted by a semicolon', () => {
    expect(codes('Có chiến lược [H1-1.1-01; H1-1.1-02]. Đã niêm yết [H1-1.1-03].', box)).toEqual([
      'H1-1.1-01',
      'H1-1.1-02',
      'H1-1.1-03',
    ])
  })

  it('by the codes of 2026 in round brackets, several parted by a comma', () => {
    expect(codes('Đủ giáo viên (MC.2.1.01, MC.2.1.02).', plain)).toEqual(['MC.2.1.01', 'MC.2.1.02'])
  })

  it('not by what only looks like a code within a longer word', () => {
    expect(codes('Số AH1-1.1-01, H1-1.1-01b và 3.H1-1.1-01', box)).toEqual([])
  })
})

describe('a code that is mistyped', () => {
  const rules = (pattern: string, example: string) => ({ ...citationRules(pattern).evidenceCode, example })

  it('is told from one that is right, under both patterns', () => {
    const text = 'Đủ (MC.2.1.01, MC.2.1.1), mc 3.1.02 và MC.9.9.99; theo QĐ 12.3 của MC và nhà H1.'
    expect(misspeltIn(text, rules(plain, '(MC.1.1.01)'))).toEqual(['MC.2.1.1', 'mc 3.1.02', 'MC.9.9.99'])
    const older = 'Có [H1-1.1-01; H1-1.1.02] và H1.1.1.03, ở nhà H1, phòng AH1-2.'
    expect(misspeltIn(older, rules(box, '[H1-1.1-01]'))).toEqual(['H1-1.1.02', 'H1.1.1.03'])
  })
})

describe('renaming', () => {
  it('lets two codes change places', () => {
    const names = new Map([
      ['H1-1.1-01', 'H1-1.1-02'],
      ['H1-1.1-02', 'H1-1.1-01'],
    ])
    expect(renameCitations('A [H1-1.1-01]. B [H1-1.1-02; H1-1.2-01].', box, names)).toBe(
      'A [H1-1.1-02]. B [H1-1.1-01; H1-1.2-01].',
    )
  })

  it('there and back again leaves every text as it was, whatever stands around the codes', () => {
    const serials = fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { minLength: 2, maxLength: 8 })
    const piece = fc.oneof(fc.string({ maxLength: 12, unit: 'grapheme' }), fc.integer({ min: 1, max: 120 }))
    fc.assert(
      fc.property(serials, fc.array(piece, { maxLength: 20 }), fc.constantFrom('box', 'plain'), (all, pieces, kind) => {
        const pattern = kind === 'box' ? box : plain
        const code = (serial: number) => evidenceCode(kind, '1.1', serial)
        const text = pieces.map((one) => (typeof one === 'number' ? `[${code(one)}]` : one)).join(' ')
        const there = new Map(all.map((serial, place) => [code(serial), code(all[(place + 1) % all.length] ?? 0)]))
        const back = new Map([...there].map(([from, to]) => [to, from]))
        expect(renameCitations(renameCitations(text, pattern, there), pattern, back)).toBe(text)
      }),
    )
  })
})

describe('texts against the register', () => {
  const sheet = (criterion: string, content: object) => ({ criterion, content: SheetContent.parse(content) })

  it('shows dead codes, claims that cite nothing, and evidence that nobody cites', () => {
    const sheets = [
      sheet('1.1', {
        currentState: { '1': 'Có [H1-1.1-01].', '2': 'Không dẫn gì.', '3': ' ' },
        plan: 'Như [H1-1.1-07].',
      }),
      sheet('1.2', { currentState: { '1': 'Dẫn [H1-1.2-09] và lại [H1-1.2-09].' } }),
    ]
    const register = ['H1-1.1-01', 'H1-1.1-02'].map((code) => ({ code }))
    const found = {
      dead: [
        { criterion: '1.1', part: 'plan', code: 'H1-1.1-07' },
        { criterion: '1.2', part: '1', code: 'H1-1.2-09' },
      ],
      bare: [{ criterion: '1.1', part: '2' }],
      uncited: ['H1-1.1-02'],
    }
    expect(checkCitations(citationRules(box), sheets, register)).toEqual(found)
    // Where the procedure does not ask for it, a claim may stand alone.
    expect(checkCitations(citationRules(box, false), sheets, register)).toEqual({ ...found, bare: [] })
  })

  it('is silent when every claim cites evidence and all evidence is cited', () => {
    const sheets = [sheet('1.1', { currentState: { '1': 'Có [H1-1.1-01].' } })]
    expect(checkCitations(citationRules(box), sheets, [{ code: 'H1-1.1-01' }])).toEqual({
      dead: [],
      bare: [],
      uncited: [],
    })
  })
})
