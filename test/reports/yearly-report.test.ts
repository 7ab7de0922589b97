// The department's yearly report: counts by kind of school that add up, lists of certificates, and lines left to the department.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KindCount, YearlyInput } from '../../src/reports/yearly-report/build.ts'
import { buildYearlyReport } from '../../src/reports/yearly-report/build.ts'
import { renderYearlyReport } from '../../src/reports/yearly-report/render.ts'
import { sampleYearly } from '../../src/reports/sample/yearly.ts'
import { docxParagraphs } from './read-files.ts'
import { linkFaults, tableRows, textOf } from './look.ts'

const input: YearlyInput = { ...sampleYearly(), revoked: [] }
const page = async (of: YearlyInput) => new TextDecoder().decode(await renderYearlyReport(of, 'html'))

describe('the yearly report', () => {
  it('counts schools by kind and level with a total, and shares of those that assessed themselves', async () => {
    expect(tableRows(await page(input), 'Kết quả tự đánh giá')).toEqual([
      ['Tiểu học', '1.200', '1.150', '95,8%', '150', '800', '200'],
      ['Mầm non', '300', '300', '100%', '0', '300', '0'],
      ['Cộng', '1.500', '1.450', '96,7%', '150', '1.100', '200'],
    ])
    expect(tableRows(await page(input), 'Trường có Bằng').at(-1)).toEqual(['Cộng', '1.500', '400', '20', '28%'])
  })

  it('lists what was granted, withdrawn and runs out, and says that nothing was', async () => {
    const html = await page(input)
    const row = ['1', 'Trường Tiểu học &lt;Mẫu&gt;', 'Xã Tân Mẫu', '1', '9/QĐ-SGDĐT', '02/3/2027']
    expect(tableRows(html, 'Trường được công nhận')).toEqual([row])
    expect(tableRows(html, 'Bằng bị thu hồi')).toEqual([['Không có']])
    expect(tableRows(html, 'Bằng hết hạn')[0]?.at(-1)).toBe('05/02/2028')
  })

  it('bears number, form and signer, and leaves what the department judges to be written by hand', async () => {
    const html = await page(input)
    for (const fact of [
      '310/BC-SGDĐT',
      'Mẫu số 7',
      'Lý Thị Giám',
      'năm học 2026-2027',
      'còn giá trị đến ngày 15/7/2027',
      'đánh giá chung; đề xuất, kiến nghị',
    ])
      expect(textOf(html)).toContain(fact)
    expect(html).not.toMatch(/undefined|\[object|NaN/)
    expect(linkFaults(html)).toEqual([])
  })

  it('is a Word document too, the same bytes each time', async () => {
    const [one, again] = await Promise.all([renderYearlyReport(input, 'docx'), renderYearlyReport(input, 'docx')])
    expect(docxParagraphs(one).join(' ')).toContain('Trường Tiểu học <Mẫu>')
    expect(one).toEqual(again)
  })

  it('is laid out as a PDF, even for a province without schools', async () => {
    const bytes = await renderYearlyReport({ ...input, kinds: [], granted: [], expiring: [], report: null }, 'pdf')
    expect(Buffer.from(bytes.subarray(0, 5)).toString('latin1')).toBe('%PDF-')
  })

  it('adds up whatever the counts are', () => {
    const count = fc.nat(5000)
    const kind: fc.Arbitrary<KindCount> = fc.record({
      kind: fc.constantFrom('primary', 'kindergarten', 'upperSecondary'),
      schools: count,
      assessed: count,
      byLevel: fc.record({ 0: count, 1: count, 2: count }),
      byTier: fc.record({ 1: count, 2: count }),
    })
    fc.assert(
      fc.property(fc.array(kind, { maxLength: 6 }), (kinds) => {
        const { rows, total } = buildYearlyReport({ ...input, kinds })
        const plain = (text: string) => Number(text.replaceAll('.', ''))
        const sum = (of: (row: (typeof rows)[number]) => string) => rows.reduce((all, row) => all + plain(of(row)), 0)
        expect(plain(total.schools)).toBe(sum((row) => row.schools))
        total.levels.forEach((text, index) => expect(plain(text)).toBe(sum((row) => row.levels[index] ?? '')))
        total.tiers.forEach((text, index) => expect(plain(text)).toBe(sum((row) => row.tiers[index] ?? '')))
      }),
    )
  })
})
