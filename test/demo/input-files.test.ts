// The input files of schools: the shipped ones are right, and a faulty one is refused with line, path and a sentence.
import { expect, test } from 'vitest'
import { readInputs } from '../../src/demo/read-input.ts'
import { citationsIn } from '../../src/domain/evidence-citations.ts'
import { formatProblem } from '../../src/store/yaml-file.ts'
import { library, shippedInput, shippedNames, shippedText } from './shipped-inputs.ts'

type Name = (typeof shippedNames)[number]

/** The problems of a shipped file after one replacement, and the line on which the replaced text begins. */
function spoil(name: Name, from: string, to: string) {
  const { file, text } = shippedText(name)
  const at = text.indexOf(from)
  if (at < 0) throw new Error(`"${from}" is not in ${name}`)
  const spoilt = text.slice(0, at) + to + text.slice(at + from.length)
  const read = readInputs([{ file, text: spoilt }], library)
  return { line: text.slice(0, at).split('\n').length, problems: read.ok ? [] : read.problems }
}

test.each(shippedNames)('%s fits the schema, its criteria set and the event books', (name) => {
  const read = readInputs([shippedText(name)], library)
  expect(read.ok ? [] : read.problems.map(formatProblem)).toEqual([])
})

test.each(shippedNames)('%s is named as a sample and stays below 3,500 lines', (name) => {
  expect(shippedInput(name).school.name).toContain('(trường mẫu)')
  expect(shippedText(name).text.split('\n').length).toBeLessThan(3500)
})

test.each(shippedNames)('every level described in %s cites evidence, and no two criteria say the same', (name) => {
  for (const { sheets, procedure } of shippedInput(name).cycles) {
    const pattern = library.procedure(procedure)?.evidenceCode.pattern ?? ''
    const texts = sheets.flatMap((sheet) => Object.values(sheet.currentState))
    const bare = sheets.filter((sheet) =>
      Object.values(sheet.currentState).some((text) => citationsIn(text, pattern).length === 0),
    )
    expect(bare.map(({ criterion }) => criterion)).toEqual([])
    const first = sheets.filter((sheet) => sheet.batch === 1).flatMap((sheet) => Object.values(sheet.currentState))
    expect(new Set(first).size).toBe(first.length)
    expect(texts.every((text) => text.length > 40)).toBe(true)
  }
})

test.each<[string, Name, string, string, RegExp, RegExp]>([
  ['an unknown person', 'thpt-mau-2018', 'author: tran-thi-nga', 'author: nobody', /sheets\.\d+\.author$/, /"nobody"/],
  [
    'an unknown criterion',
    'thpt-mau-2018',
    'criterion: "1.1"',
    'criterion: "1.11"',
    /evidence\.0\.criterion$/,
    /1\.11/,
  ],
  [
    'a dead code',
    'thpt-mau-2018',
    '[H1-1.1-06]',
    '[H1-1.1-09]',
    /currentState\.3$/,
    /H1-1\.1-09 không có trong danh mục/,
  ],
  ['an unknown indicator', 'thpt-mau-2018', 'notMet: [ 1.5:3 ]', 'notMet: [ 1.5:3:z ]', /notMet\.0$/, /1\.5:3:z/],
  [
    'a level-4 item that the set does not have',
    'thpt-mau-2018',
    'M4.6: Tỷ lệ tốt nghiệp',
    'M4.7: Tỷ lệ tốt nghiệp',
    /currentState\.M4\.7$/,
    /Tiêu chí Mức 4 không có khoản M4\.7/,
  ],
  [
    'a level-4 item that is not described',
    'thpt-mau-2018',
    'M4.1: Kế hoạch giáo dục',
    'M4.7: Kế hoạch giáo dục',
    /currentState$/,
    /Tiêu chí Mức 4 chưa có mô tả hiện trạng khoản M4\.1/,
  ],
  [
    'a level instead of an item on the sheet of level 4',
    'thpt-mau-2018',
    'M4.6: Tỷ lệ tốt nghiệp',
    '"4": Tỷ lệ tốt nghiệp',
    /currentState\.4$/,
    /Tiêu chí Mức 4 không có Mức 4/,
  ],
  [
    'a rating of a level-4 item that is none',
    'thpt-mau-2018',
    'ratings: { M4.3: false }',
    'ratings: { M4.9: false }',
    /ratings\.M4\.9$/,
    /Tiêu chí Mức 4 không có chỉ báo "M4\.9"/,
  ],
  [
    'a sheet of level 4 under a set without it',
    'thcs-mau-2026-khong-dat',
    'criterion: "4.3"\n        group',
    'criterion: M4\n        group',
    /sheets\.\d+\.criterion$/,
    /vn-pho-thong\/2026 không có tiêu chí Mức 4/,
  ],
  [
    'evidence filed under level 4',
    'thpt-mau-2018',
    '- criterion: "1.1"',
    '- criterion: M4',
    /evidence\.0\.criterion$/,
    /Tiêu chí ghi dạng/,
  ],
  [
    'a dead code in a plan',
    'thpt-mau-2018',
    'plan: Ký hợp đồng bể bơi huyện theo mùa',
    'plan: Theo [H5-5.5-19], ký hợp đồng bể bơi huyện theo mùa',
    /sheets\.\d+\.plan$/,
    /H5-5\.5-19 không có trong danh mục/,
  ],
  [
    'an unknown event',
    'thpt-mau-2018',
    'selfAssessment.submitPlan',
    'selfAssessment.submitPlans',
    /events\.1\.do$/,
    /submitPlans/,
  ],
  [
    'an unknown process',
    'thpt-mau-2018',
    'certification.grantAccr',
    'certificates.grantAccr',
    /\.do$/,
    /"certificates"/,
  ],
  [
    'a payload that lacks a field',
    'thpt-mau-2018',
    'requestedTier: 1',
    'requestedTier: 9',
    /with\.requestedTier$/,
    /2/,
  ],
  [
    'a payload with an unknown person',
    'thpt-mau-2018',
    'personId: ngo-thi-hanh',
    'personId: ngo-thi-x',
    /personId$/,
    /ngo-thi-x/,
  ],
  [
    'somebody without the role',
    'thpt-mau-2018',
    'by: ha-trong-nghia',
    'by: nguyen-duy-khanh',
    /\.by$/,
    /Nguyễn Duy Khánh không có vai trò/,
  ],
  ['days out of order', 'thpt-mau-2018', 'on: 2024-08-16', 'on: 2024-08-10', /events\.2\.on$/, /xếp theo thứ tự/],
  [
    'another procedure’s set',
    'thcs-mau-2026-khong-dat',
    'criteriaSet: vn-pho-thong/2026',
    'criteriaSet: vn-trung-hoc/2018',
    /criteriaSet$/,
    /vn-2026 không dùng/,
  ],
  [
    'an unknown set',
    'thcs-mau-2026-khong-dat',
    'criteriaSet: vn-pho-thong/2026',
    'criteriaSet: vn-x/2026',
    /criteriaSet$/,
    /"vn-x\/2026"/,
  ],
  ['a misspelt key', 'thcs-mau-2026-khong-dat', 'phone:', 'telephone:', /^school\.telephone$/, /telephone/],
  [
    'a date that is none',
    'thcs-mau-2026-khong-dat',
    'foundedOn: 1991-09-01',
    'foundedOn: 1991-13-01',
    /foundedOn$/,
    /ngày/i,
  ],
])('%s is refused with file, line, path and a sentence', (_what, name, from, to, path, sentence) => {
  const { line, problems } = spoil(name, from, to)
  const found = problems.find((one) => path.test(one.path) && sentence.test(one.message))
  expect(problems.map(formatProblem).join('\n')).toMatch(sentence)
  expect(found?.path).toMatch(path)
  expect(found?.file).toBe(shippedText(name).file)
  // Within a text of several lines, the line is that of its key.
  expect(found?.line).toBeLessThanOrEqual(line)
  expect(found?.line).toBeGreaterThan(line - 8)
})

test('reviewers who differ need a reason', () => {
  const reason = /(- criterion: "1\.10"\n) +reason: Sổ gốc.*\n/.exec(shippedText('thpt-mau-2018').text)
  const { line, problems } = spoil('thpt-mau-2018', reason?.[0] ?? '', reason?.[1] ?? '')
  expect(problems.map(formatProblem)).toEqual([
    expect.stringContaining('1.10:2:b: cần nêu lý do thống nhất tiêu chí 1.10'),
  ])
  expect(problems[0]?.line).toBe(line)
})

test('level 4 is judged only where the school rates itself on it, and reviewers who differ need a reason there too', () => {
  const { text } = shippedText('thpt-mau-2018')
  const sheet = /      - criterion: M4\n        group[\s\S]*?notMet: .*\n/.exec(text)?.[0] ?? ''
  const without = spoil('thpt-mau-2018', sheet, '').problems.map(formatProblem)
  expect(without).toHaveLength(2)
  for (const problem of without) expect(problem).toContain('không có phiếu M4')
  const reason = /(- criterion: M4\n) +reason: Khi khảo sát[\s\S]*?đánh giá\.\n/.exec(text)
  const bare = spoil('thpt-mau-2018', reason?.[0] ?? '', reason?.[1] ?? '').problems.map(formatProblem)
  expect(bare).toEqual([expect.stringContaining('khác nhau ở M4.3: cần nêu lý do thống nhất tiêu chí Mức 4')])
})

test('one faulty file stops all, and the problems of every file are told at once', () => {
  const good = shippedText('thpt-mau-2018')
  const bad = { file: 'a.yaml', text: 'format: kiemdinh-school/1\nkey: [' }
  const worse = { file: 'b.yaml', text: 'format: other\n' }
  const read = readInputs([good, bad, worse], library)
  expect(read.ok).toBe(false)
  const files = read.ok ? [] : read.problems.map(({ file }) => file)
  expect(new Set(files)).toEqual(new Set(['a.yaml', 'b.yaml']))
})

test('two files of one school are refused', () => {
  const { text } = shippedText('thcs-mau-2026-khong-dat')
  const read = readInputs(
    [
      { file: 'a.yaml', text },
      { file: 'b.yaml', text },
    ],
    library,
  )
  expect(read.ok ? [] : read.problems.map(formatProblem)).toEqual([
    'b.yaml:1:1: key: Trường "thcs-le-loi" đã có trong một tệp khác.',
  ])
})
