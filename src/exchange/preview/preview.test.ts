// What is shown of Word and Excel files before they are downloaded.
import { describe, expect, it } from 'vitest'
import { docx, xlsx } from '../../demo/files/office.ts'
import { docxText } from './docx.ts'
import { xlsxText } from './xlsx.ts'

describe('the preview of an office file', () => {
  it('shows the paragraphs of a document as text, marks and all', async () => {
    const found = docxText(await docx(['Kế hoạch', 'Sĩ số < 45 & > 30']))
    expect(found?.blocks).toEqual([
      { kind: 'paragraph', text: 'Kế hoạch' },
      { kind: 'paragraph', text: 'Sĩ số < 45 & > 30' },
    ])
  })

  it('shows the cells of a workbook, sheet by sheet', async () => {
    const found = await xlsxText(
      await xlsx([
        ['Lớp', 'Sĩ số'],
        ['10A1', 42],
      ]),
    )
    expect(found?.blocks[1]).toEqual({
      kind: 'table',
      rows: [
        ['Lớp', 'Sĩ số'],
        ['10A1', '42'],
      ],
    })
  })

  it('says nothing of what is no such file', async () => {
    const bytes = new TextEncoder().encode('PK không phải ZIP')
    expect([docxText(bytes), await xlsxText(bytes)]).toEqual([null, null])
  })
})
