// A department's own template is told what is wrong with it, by line and name, before it prints anything.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkTemplate, yearlyReport } from './check-template.ts'
import { renderReport, reportIds, type ReportId } from './index.ts'
import { old } from './sample/cases.ts'
import { sampleInput } from './sample/input.ts'
import { templateOf } from './template.ts'

const dir = mkdtempSync(join(tmpdir(), 'kiemdinh-templates-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
mkdirSync(join(dir, 'decision'))
const file = join(dir, 'decision', 'template.hbs')
const shipped = templateOf('decision').text
const faultsWith = (text: string) => {
  writeFileSync(file, text)
  return checkTemplate('decision-accreditation', dir).map(({ line, message }) => `${line}: ${message}`)
}

describe('the check of templates', () => {
  it.each<ReportId | typeof yearlyReport>([...reportIds, yearlyReport])(
    'finds nothing wrong with the shipped template of %s',
    (id) => {
      expect(checkTemplate(id)).toEqual([])
    },
  )

  it.each([
    ['a field of another name', '{{abstract}}', '{{abstrakt}}', '4: không có trường “abstrakt”'],
    ['a field inside an object', '{{validity.text}}', '{{validity.txt}}', '10: không có trường “validity.txt”'],
    [
      'a field of a condition that no sample meets',
      '{{> draft}}',
      '{{#if trial}}<p>x</p>{{/if}}',
      '2: không có trường “trial”',
    ],
    [
      'a field in a branch that no sample takes',
      '{{> draft}}',
      '{{#if draft}}<p>{{drafft}}</p>{{/if}}',
      '2: không có trường “drafft”',
    ],
    ['a part that is not there', '{{> draft}}', '{{> drafts}}', '2: không có phần dùng chung “drafts”'],
    ['a tag that cannot be printed', '<h1>', '<h1><font>', '3: thẻ <font> không in được ra DOCX và PDF'],
    [
      'a class without a look',
      'class="center"',
      'class="centre"',
      '4: lớp "centre" của <p> không in được ra DOCX và PDF',
    ],
  ])('names %s and its line', (_, from, to, said) => {
    expect(shipped).toContain(from)
    expect(faultsWith(shipped.replace(from, to))).toEqual([said])
  })

  it('names the line where the syntax breaks', () => {
    expect(faultsWith('<p>một</p>\n{{#if draft}}<p>hai</p>\n')[0]).toMatch(/^3: không đọc được cú pháp/)
  })

  it('names text that stands outside every paragraph', () => {
    expect(faultsWith(`${shipped}\nchữ lạc`)[0]).toContain('chữ nằm ngoài đoạn văn: “chữ lạc”')
  })
})

describe('a template of the department', () => {
  it('comes before ours for its report alone', () => {
    writeFileSync(file, '<h1>QUYẾT ĐỊNH RIÊNG CỦA SỞ</h1><p>{{abstract}}</p>')
    const input = sampleInput(old)
    expect(renderReport('decision-accreditation', input, { templatesDir: dir })).toContain('QUYẾT ĐỊNH RIÊNG CỦA SỞ')
    expect(renderReport('decision-accreditation', input)).not.toContain('RIÊNG CỦA SỞ')
    expect(renderReport('external-review-report', input, { templatesDir: dir })).toBe(
      renderReport('external-review-report', input),
    )
  })

  it('that lacks a field stops with its file and name, and prints nothing', () => {
    writeFileSync(file, '<h1>{{khongCo}}</h1>')
    const print = () => renderReport('decision-accreditation', sampleInput(old), { templatesDir: dir })
    expect(print).toThrow(file)
    expect(print).toThrow('khongCo')
  })
})
