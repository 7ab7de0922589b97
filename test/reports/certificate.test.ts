// The certificate as a page: always one, whatever the names are, and the same bytes each time.
import fc from 'fast-check'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { CertificateInput } from '../../src/reports/certificate/build.ts'
import { checkDesign } from '../../src/reports/certificate/design.ts'
import { writeCertificate } from '../../src/reports/certificate/write.ts'
import { sampleCertificates } from '../../src/reports/sample/certificates.ts'
import { pdfText, hasProgram } from './read-files.ts'

const [, , sample] = sampleCertificates() as [CertificateInput, CertificateInput, CertificateInput]
const reissue = { copy: 2, on: '2027-05-04T02:00:00.000Z', reason: 'damaged' as const }
const input = { ...sample, reissue }

const pagesOf = (pdf: Uint8Array): number =>
  Number(/\/Type \/Pages\s+\/Count (\d+)/.exec(Buffer.from(pdf).toString('latin1'))?.[1])

describe('the page of a certificate', () => {
  it('is the same bytes each time, and claims PDF/A-2a', async () => {
    const [one, again] = [await writeCertificate(input), await writeCertificate(input)]
    expect(Buffer.from(one).equals(Buffer.from(again))).toBe(true)
    expect(Buffer.from(one).toString('latin1')).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect(pagesOf(one)).toBe(1)
  })

  it('is one page also for the longest name of a school, and prints signs of Typst as they are', async () => {
    const name = fc.oneof(
      fc.constant(
        'Trường Phổ thông dân tộc nội trú Trung học cơ sở và Trung học phổ thông huyện Đắk Glong, tỉnh Đắk Nông',
      ),
      fc.constantFrom(
        '#import "x": *',
        '$x^2$ [*_`',
        '<script>',
        'Trường “Họa Mi” 🌸',
        '@a \\ // /*',
        '\u0000\uFFFE\uE000',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
    )
    await fc.assert(
      fc.asyncProperty(name, async (school) => {
        const pdf = await writeCertificate({ ...input, school: { ...input.school, name: school } })
        expect(pagesOf(pdf)).toBe(1)
      }),
      { numRuns: 25 },
    )
  })
})

describe('a department’s own design', () => {
  const dir = mkdtempSync(join(tmpdir(), 'kiemdinh-design-'))
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  mkdirSync(join(dir, 'certificate'))
  const path = join(dir, 'certificate', 'certificate.typ')
  const shipped = readFileSync(new URL('../../src/reports/certificate/certificate.typ', import.meta.url), 'utf8')
  const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
  const faultsWith = async (text: string) => {
    writeFileSync(path, text)
    return (await checkDesign(dir)).map((fault) => `${fault.path}:${fault.line}: ${fault.message}`)
  }

  it('comes before ours, with a picture of its folder, and ours comes again when it is gone', async () => {
    const ours = await writeCertificate(input)
    writeFileSync(join(dir, 'certificate', 'logo.svg'), picture)
    const own = `${shipped}\n#place(top + left, image("logo.svg", alt: "Biểu trưng"))\n#place(bottom)[MẪU RIÊNG CỦA SỞ]`
    expect(await faultsWith(own)).toEqual([])
    const pdf = await writeCertificate(input, dir)
    expect(pagesOf(pdf)).toBe(1)
    if (hasProgram('pdftotext')) expect(pdfText(pdf)).toContain('MẪU RIÊNG CỦA SỞ')
    rmSync(path)
    expect(Buffer.from(await writeCertificate(input, dir)).equals(Buffer.from(ours))).toBe(true)
  })

  it('that uses an unknown field or breaks the syntax is told its line, also where no sample comes', async () => {
    const lines = shipped.split('\n').length
    expect(await faultsWith(`${shipped}#doc.khong-co`)).toEqual([`${path}:${lines}: không có trường “khong-co”`])
    expect(await faultsWith(`${shipped}#if false { doc.mottto }`)).toEqual([
      `${path}:${lines}: không có trường “mottto”`,
    ])
    expect(await faultsWith(`${shipped}#doc.code.svgg`)).toEqual([`${path}:${lines}: không có trường “svgg”`])
    expect((await faultsWith(`${shipped}#let x(`))[0]).toContain(`${path}:${lines}: `)
  })

  it('reads nothing of the machine but its own folder', async () => {
    expect((await faultsWith(`${shipped}#read("/etc/passwd")`))[0]).toMatch(/certificate\.typ:\d+: /)
    expect((await faultsWith(`${shipped}#read("../../../../../../etc/passwd")`))[0]).toMatch(/certificate\.typ:\d+: /)
  })
})
