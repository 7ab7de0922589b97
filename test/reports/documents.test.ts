// The papers as files: what the archive, a printer, Word and a reader with aids need of them.
import { existsSync, mkdtempSync, rmSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { renderFormats, renderDocument, reportIds, reportTree, type ReportId } from '../../src/reports/index.ts'
import { passagesOf } from '../../src/reports/render/compare.ts'
import { writeDocx, writePdf } from '../../src/reports/render/writer.ts'
import { readTree } from '../../src/reports/render/read-tree.ts'
import { allBlocks, outlineOf } from '../../src/reports/render/tree.ts'
import { sampleInputs } from '../../src/reports/sample/cases.ts'
import { sampleInput } from '../../src/reports/sample/input.ts'
import { docxParagraphs, hasProgram, pdfText, runOn, unzip } from './read-files.ts'

const editions = [
  { report: 'self-assessment-report-2018', input: sampleInput({ set: 'vn-trung-hoc/2018', procedure: 'vn-2018' }) },
  { report: 'self-assessment-report-2026', input: sampleInput({ set: 'vn-pho-thong/2026', procedure: 'vn-2026' }) },
] as const
const whole = new Map<ReportId, ReturnType<typeof renderFormats>>()
const filesOf = ({ report, input }: (typeof editions)[number]) => {
  const known = whole.get(report) ?? renderFormats(report, input)
  whole.set(report, known)
  return known
}
const plain = (text: string) => text.normalize('NFC').replaceAll(/\s+/g, '')

describe.each(editions)('$report as PDF', (edition) => {
  it('is a tagged PDF/A-2a in Vietnamese, with its title, its day and no other date', async () => {
    const { pdf } = await filesOf(edition)
    const raw = Buffer.from(pdf).toString('latin1')
    expect(raw).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>A</)
    expect(raw).toMatch(/\/Lang ?\(vi\)/)
    expect(raw).toContain('/MarkInfo')
    expect(new Set(raw.match(/D:\d{8}/g))).toEqual(new Set(['D:20260320']))
  })

  it('lists every heading with the page it stands on, and has a bookmark for each', async () => {
    const tree = reportTree(edition.report, edition.input)
    const { pages, pageCount } = await writePdf(tree)
    const headings = outlineOf(tree.blocks)
    expect(headings.length).toBeGreaterThan(30)
    expect(headings.filter(({ id }) => !(pages[id] && pages[id] <= pageCount))).toEqual([])
    const { pdf } = await filesOf(edition)
    if (!hasProgram('pdftotext')) return
    const texts = pdfText(pdf).split('\f')
    const elsewhere = headings.filter(({ id, text }) => !plain(texts[(pages[id] ?? 0) - 1] ?? '').includes(plain(text)))
    expect(elsewhere).toEqual([])
  })

  it.skipIf(!hasProgram('pdfinfo') || !hasProgram('qpdf'))(
    'is accepted by pdfinfo and qpdf: A4, tagged, fonts inside',
    async () => {
      const { pdf } = await filesOf(edition)
      const info = runOn(pdf, 'x.pdf', 'pdfinfo', (file) => [file])
      expect(info).toMatch(/Tagged: +yes/)
      expect(info).toMatch(/JavaScript: +no/)
      expect(info).toMatch(/Page size: +595\.\d+ x 841\.\d+ pts \(A4\)/)
      expect(runOn(pdf, 'x.pdf', 'qpdf', (file) => ['--check', file])).toContain('No syntax or stream encoding errors')
      const fonts = runOn(pdf, 'x.pdf', 'pdffonts', (file) => [file])
        .split('\n')
        .slice(2)
        .filter(Boolean)
      expect(fonts.filter((font) => !/(Tinos|Noto)\S* .* yes yes yes /.test(font))).toEqual([])
    },
  )
})

it('every paper is laid out as PDF/UA-1 for readers with aids too', async () => {
  const inputs = sampleInputs()
  const made = new Set<ReportId>()
  for (const id of reportIds) {
    for (const input of inputs.filter(({ procedure }) => !/20\d\d$/.test(id) || id.endsWith(procedure.id.slice(-4)))) {
      if (made.has(id)) continue
      const pdf = await renderDocument(id, input, 'pdf', { standard: 'ua-1' }).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'conflict' })
      })
      if (!pdf) continue
      made.add(id)
      expect(Buffer.from(pdf).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>')
    }
  }
  expect([...made].toSorted()).toEqual([...reportIds].toSorted())
})

describe('what belongs together', () => {
  const row = (text: string) => `<tr><th scope="row">${text}</th><td>Đạt</td></tr>`
  const head = '<thead><tr><th scope="col">Tiêu chí</th><th scope="col">Kết quả</th></tr></thead>'
  const table = (rows: string) => `<table><caption>Kết quả</caption>${head}<tbody>${rows}</tbody></table>`
  const group = '<tr class="group"><th scope="rowgroup" colspan="2">Tiêu chuẩn sau</th></tr>'
  const sign = `<section class="signature"><section class="recipients"></section><section class="signer"><p>KÝ</p></section></section>`
  /** Pages filled a little more each time, so that on one of them the end of the page falls into what is tried. */
  const filled = (last: string, most: number) =>
    Array.from({ length: 14 }, (_, index) => Array.from({ length: most - index }, () => last.split('|')[0]).join(''))
      .map((before) => `<section class="page">${before}${last.split('|')[1]}</section>`)
      .join('')
  const lines = '<p>Dòng.</p>'
  const groups = Array.from({ length: 14 }, (_, index) => {
    const before = Array.from({ length: 42 - index }, (_, at) => row(`1.${at}`)).join('')
    return `<section class="page">${table(`${before}${group}${row('2.1')}`)}</section>`
  }).join('')
  const wholes = filled(`${lines}|${table(row('3.1') + row('3.2') + row('3.3'))}<p class="result">Kết luận.</p>`, 36)
  const signed = filled(`${lines}|<p>Câu cuối.</p>${sign}${sign}`, 36)
  const blocks = readTree(groups + wholes + signed)

  it.skipIf(!hasProgram('pdftotext'))(
    'stands on one page: a standard with its first criterion, a small table with its result, all who sign',
    async () => {
      const { bytes } = await writePdf({ title: 'Thử', date: '2026-03-20', blocks })
      const pages = pdfText(bytes)
        .split('\f')
        .map((page) => page.trim().split('\n'))
      const count = (text: string) => pages.filter((page) => page.some((line) => line.includes(text))).length
      expect([count('Tiêu chuẩn sau'), count('3.1 Đạt'), count('Câu cuối')]).toEqual([14, 14, 14])
      for (const page of pages) {
        expect(page.at(-1)).not.toBe('Tiêu chuẩn sau')
        const has = (text: string) => page.includes(text)
        expect([has('3.1 Đạt'), has('3.2 Đạt'), has('3.3 Đạt')], page.join(' / ')).toEqual(
          has('Kết luận.') ? [true, true, true] : [false, false, false],
        )
        expect(page.filter((line) => line === 'KÝ').length).toBe(has('Câu cuối.') ? 2 : 0)
      }
    },
  )

  it('is kept together in Word by its own means', async () => {
    const docx = await writeDocx({ title: 'Thử', date: '2026-03-20', blocks }, {})
    const xml = unzip(docx).get('word/document.xml')?.text ?? ''
    const paragraphs = [...xml.matchAll(/<w:p>[\s\S]*?<\/w:p>/g)].map(([paragraph]) => paragraph)
    const kept = (text: string) =>
      paragraphs.filter((paragraph) => paragraph.includes(`>${text}<`)).map((one) => one.includes('<w:keepNext/>'))
    for (const text of ['Tiêu chuẩn sau', '3.1', '3.3', 'Câu cuối.'])
      expect(new Set(kept(text)), text).toEqual(new Set([true]))
    expect(kept('KÝ').filter(Boolean).length).toBe(14)
  })
})

describe.each(editions)('$report as DOCX', (edition) => {
  it('has real headings, repeats the heads of its tables and numbers their captions', async () => {
    const { docx } = await filesOf(edition)
    const xml = unzip(docx).get('word/document.xml')?.text ?? ''
    const { blocks } = reportTree(edition.report, edition.input)
    const all = allBlocks(blocks)
    for (const level of [2, 3, 4]) {
      const headings = all.filter((block) => block.kind === 'heading' && block.level === level)
      expect(xml.split(`<w:pStyle w:val="Heading${level}"/>`).length - 1).toBe(headings.length)
    }
    const tables = all.filter((block) => block.kind === 'table')
    const heads = tables.reduce((sum, { head }) => sum + head.length, 0)
    expect(xml.split('<w:tblHeader/>').length - 1).toBe(heads)
    const numbered = tables.filter(({ number }) => number !== null)
    expect(xml.split('SEQ Bảng').length - 1).toBe(numbered.length)
    expect(numbered.map(({ number }) => number)).toEqual(numbered.map((_, index) => index + 1))
  })

  it('is A4 with the margins of the decree, hides the first page number and turns the page for the register', async () => {
    const { docx } = await filesOf(edition)
    const xml = unzip(docx).get('word/document.xml')?.text ?? ''
    const sections = [...xml.matchAll(/<w:sectPr[\s\S]*?<\/w:sectPr>/g)].map(([section]) => section)
    expect(sections.map((section) => section.includes('w:orient="landscape"'))).toEqual([false, true])
    expect(sections[0]).toContain('<w:titlePg/>')
    const millimetres = (name: string) =>
      (Number(new RegExp(`w:${name}="(\\d+)"`).exec(sections[0] ?? '')?.[1]) * 25.4) / 1440
    expect(Math.round(millimetres('w'))).toBe(210)
    expect(Math.round(millimetres('h'))).toBe(297)
    for (const [side, least, most] of [
      ['top', 20, 25],
      ['bottom', 20, 25],
      ['left', 30, 35],
      ['right', 15, 20],
    ] as const) {
      expect(millimetres(side)).toBeGreaterThanOrEqual(least - 0.1)
      expect(millimetres(side)).toBeLessThanOrEqual(most + 0.1)
    }
  })

  it('prints the page numbers of the PDF in its contents, and every link has its place', async () => {
    const { docx } = await filesOf(edition)
    const xml = unzip(docx).get('word/document.xml')?.text ?? ''
    const tree = reportTree(edition.report, edition.input)
    const { pages } = await writePdf(tree)
    const lines = docxParagraphs(docx)
    for (const { id, text } of outlineOf(tree.blocks)) expect(lines).toContain(`${text} ${pages[id]}`)
    const places = new Set([...xml.matchAll(/<w:bookmarkStart w:name="([^"]*)"/g)].map(([, name]) => name))
    const links = [...xml.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]*)"/g)].map(([, name]) => name)
    expect(links.length).toBeGreaterThan(60)
    expect(links.filter((name) => !places.has(name))).toEqual([])
    expect([...places].filter((name) => !/^[A-Za-z]\w{0,39}$/.test(name ?? ''))).toEqual([])
  })
})

/** LibreOffice measures with the fonts of the PDF: where Times New Roman is missing, what stands in for it may lack Vietnamese. */
describe.skipIf(!hasProgram('soffice'))('LibreOffice', () => {
  const dir = mkdtempSync(join(tmpdir(), 'kiemdinh-office-'))
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  const fonts = join(dirname(fileURLToPath(import.meta.url)), '../../node_modules/@expo-google-fonts/tinos')
  const alias = '<alias binding="same"><family>Times New Roman</family><prefer><family>Tinos</family></prefer></alias>'
  const convert = (bytes: Uint8Array, to: string) => {
    writeFileSync(
      join(dir, 'fonts.conf'),
      `<fontconfig><dir>${fonts}</dir><cachedir>${dir}/cache</cachedir>${alias}</fontconfig>`,
    )
    const out = mkdtempSync(join(dir, 'out-'))
    writeFileSync(join(dir, 'report.docx'), bytes)
    const args = [
      `-env:UserInstallation=file://${dir}/profile`,
      '--headless',
      '--convert-to',
      to,
      '--outdir',
      out,
      join(dir, 'report.docx'),
    ]
    execFileSync('soffice', args, {
      stdio: 'ignore',
      env: { ...process.env, FONTCONFIG_FILE: join(dir, 'fonts.conf') },
    })
    const [file = ''] = readdirSync(out)
    return readFileSync(join(out, file))
  }

  it('is tried with fonts that are there', () => expect(existsSync(fonts)).toBe(true))

  it.each(editions)(
    'opens the DOCX of $report on as many pages as the PDF, within 5 %, and writes it again whole',
    async (edition) => {
      const { docx } = await filesOf(edition)
      const { pageCount } = await writePdf(reportTree(edition.report, edition.input))
      const pages = Number(/Pages: +(\d+)/.exec(runOn(convert(docx, 'pdf'), 'x.pdf', 'pdfinfo', (file) => [file]))?.[1])
      expect(Math.abs(pages - pageCount)).toBeLessThanOrEqual(Math.ceil(pageCount * 0.05))
      const again = docxParagraphs(convert(docx, 'docx')).join('\n')
      const lost = passagesOf(reportTree(edition.report, edition.input)).flatMap(({ text }) =>
        text.split(' | ').filter((part) => !plain(again).includes(plain(part))),
      )
      expect(lost).toEqual([])
    },
  )
})
