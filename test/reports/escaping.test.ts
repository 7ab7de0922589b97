// What people paste is printed as written in every format: nothing runs, nothing is lost.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderFormats, renderReport, reportTree } from '../../src/reports/index.ts'
import { passagesOf } from '../../src/reports/render/compare.ts'
import { drawableWith } from '../../src/reports/render/drawable.ts'
import { codePointsOf, readFonts } from '../../src/reports/render/fonts.ts'
import { writeDocx, writePdf } from '../../src/reports/render/writer.ts'
import { readTree } from '../../src/reports/render/read-tree.ts'
import { textOf } from '../../src/reports/render/tree.ts'
import { sampleInput } from '../../src/reports/sample/input.ts'
import { escapeText, printable } from '../../src/reports/template.ts'
import { docxParagraphs, hasProgram, pdfText, unzip } from './read-files.ts'

/** Pieces of what people paste and of what each format treats as its own. */
const marked = String.raw`{{ }} {{{x}}} <script>alert(1)</script> </w:t> ]]> <!-- &amp; &#60; <br> 'onclick=' # #import"x" $x$ *đậm* _nghiêng_
  @nguồn = \ // /* [ ] ~ -- " “ngoặc” ‘’ … – 😀 👩‍🏫 ☑ 中文 Đạt ươ`
const unseen = [
  '\u00A0',
  '\u00AD',
  '\u200B',
  '\u200F',
  '\u202E',
  '\u2066',
  '\uFEFF',
  '\u000B',
  '\u0007',
  '\u0000',
  '\uD800',
  '\uFFFF',
]
const others = ['`mã`', '\uF0B7', 'Nguyễn'.normalize('NFD'), 'x\ty', 'một\nhai', ' ']
const pieces = fc.constantFrom(...marked.split(/\s+/), ...unseen, ...others)
const pasted = fc.oneof(
  fc
    .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 4 })), { minLength: 1, maxLength: 12 })
    .map((list) => list.join('')),
)
/** As read, without white space: what each format must give back. */
const read = (text: string) => text.normalize('NFC').replaceAll(/[\s\u0085\u200B]+/gu, '')
const paragraphs = (texts: string[]) => readTree(texts.map((text) => `<p>${printable(escapeText(text))}</p>`).join(''))
const kept = (text: string) => read(printable(text))

const runs = process.env['FULL'] ? 2000 : 200

describe('what people write', () => {
  it('is in the tree that every format is written from', () => {
    fc.assert(
      fc.property(pasted, (text) => {
        const [block] = paragraphs([text])
        expect(block?.kind).toBe('paragraph')
        expect(block?.kind === 'paragraph' && read(textOf(block.runs))).toBe(kept(text))
      }),
      { numRuns: runs },
    )
  })

  it('is in the DOCX, whose XML stays whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pasted, { minLength: 1, maxLength: 20 }), async (texts) => {
        const docx = await writeDocx({ title: 'Thử & <b>', date: '2026-03-20', blocks: paragraphs(texts) }, {})
        const written = texts.map(kept).filter((text) => text !== '')
        expect(
          docxParagraphs(docx)
            .map(read)
            .filter((text) => text !== ''),
        ).toEqual(written)
        // A reader of XML would stop at any of these.
        for (const { text } of unzip(docx).values())
          expect(text).not.toMatch(/(?![\t\n\r])[\p{Cc}\p{Cs}]|&(?!(amp|lt|gt|quot|apos|#\d+);)/u)
      }),
      { numRuns: runs / 20 },
    )
  })

  it.skipIf(!hasProgram('pdftotext'))('is in the PDF; a sign that no font has is there by its number', async () => {
    const drawable = drawableWith(readFonts())
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(pieces, { maxLength: 12 }), { minLength: 20, maxLength: 60 }),
        async (lists) => {
          const texts = lists.map((list, index) => `(${index}) ${list.join(' ')} .`)
          const { bytes } = await writePdf({ title: 'Thử', date: '2026-03-20', blocks: paragraphs(texts) })
          const written = texts.map((text) => read(drawable(printable(text).replaceAll(/\s+/g, ' ')))).join('')
          const pages = pdfText(bytes).split('\f')
          const text = pages.map((page, index) => (index === 0 ? page : page.replace(/^\d+\n/, ''))).join('')
          expect(read(text)).toBe(written)
        },
      ),
      { numRuns: runs / 20 },
    )
  })

  it('may use every sign that the fonts have, alone and in a word: the archive format still holds', async () => {
    const signs = [...new Set(readFonts().flatMap((font) => [...codePointsOf(font)]))].map((code) =>
      String.fromCodePoint(code),
    )
    expect(signs.length).toBeGreaterThan(6000)
    const blocks = paragraphs(signs.map((sign) => `a ${sign} b${sign}c${sign}`))
    expect((await writePdf({ title: 'Thử', date: '2026-03-20', blocks })).pageCount).toBeGreaterThan(100)
  })

  it.skipIf(!hasProgram('pdftotext'))(
    'may be one long word: it breaks, stays on the page and is copied out whole',
    async () => {
      const address = `https://drive.google.com/file/d/${'1aBcDeFgHiJkLmNoPq'.repeat(4)}/view?usp=sharing`
      const cell = `<table><caption>B</caption><colgroup><col style="width:85%"><col style="width:15%"></colgroup><tbody><tr><td>x</td><td>${address}</td></tr></tbody></table>`
      const blocks = [...readTree(cell), ...paragraphs([`${'a'.repeat(200_000)}HẾT`])]
      const { bytes, pageCount } = await writePdf({ title: 'Thử', date: '2026-03-20', blocks })
      expect(pageCount).toBeGreaterThan(60)
      const text = read(pdfText(bytes))
      expect(text).toContain(address)
      expect(text.endsWith('aHẾT')).toBe(true)
    },
  )
})

describe('a report with pasted text in every field', () => {
  const nasty = `“Trích” – 5 < 6 & 7 > 3; {{lop}} <script>alert('x')</script> #set text(red) $a_b$ *không* \u202Eđảo\u202C 😀 \u0007 Bảng\tA\tB`
  const input = sampleInput({
    set: 'vn-pho-thong/2026',
    procedure: 'vn-2026',
    school: { name: `Trường ${nasty}`, situation: nasty },
  })
  const sheets = input.submission.sheets.map((sheet) => ({ ...sheet, content: { ...sheet.content, strengths: nasty } }))
  const full = { ...input, submission: { ...input.submission, sheets } }

  it('becomes all three files, and nothing in the page runs', async () => {
    const { html, docx, pdf } = await renderFormats('self-assessment-report-2026', full)
    const page = new TextDecoder().decode(html)
    expect(page).not.toMatch(/<script|onclick=/)
    expect(page).toContain('{{lop}} &lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; #set text(red)')
    expect(docxParagraphs(docx).join('\n')).toContain(
      `{{lop}} <script>alert('x')</script> #set text(red) $a_b$ *không*`,
    )
    expect(Buffer.from(pdf).toString('latin1')).not.toMatch(/\/(JavaScript|JS|Launch|EmbeddedFile)\b/)
  })

  it('holds 200 kB of one field to its last word', async () => {
    const long = `${'Nhà trường tổ chức dạy học hai buổi mỗi ngày theo kế hoạch. '.repeat(2600)}HẾT-CÂU.`
    expect(Buffer.byteLength(long)).toBeGreaterThan(200_000)
    const { submission } = input
    const large = { ...input, submission: { ...submission, school: { ...submission.school, situation: long } } }
    const passages = passagesOf(reportTree('self-assessment-report-2026', large)).map(({ text }) => text)
    expect(passages).toContain(long)
    const { docx, pdf } = await renderFormats('self-assessment-report-2026', large)
    expect(docxParagraphs(docx)).toContain(long)
    expect(pdf.length).toBeGreaterThan(100_000)
    expect(renderReport('self-assessment-report-2026', large)).toContain('HẾT-CÂU.')
  })
})
