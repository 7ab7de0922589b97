// What a person is told about a YAML file that is wrong.
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { formatProblem, parseYamlFile, readYaml } from './yaml-file.ts'

const School = z.strictObject({
  name: z.string(),
  classes: z.array(z.strictObject({ grade: z.number(), pupils: z.number() })),
  levels: z.record(z.string(), z.number()).optional(),
})

const problems = (text: string) => {
  const parsed = parseYamlFile(School, text, 'school.yaml')
  return parsed.ok ? [] : parsed.problems.map(formatProblem)
}

describe('a YAML file', () => {
  it('comes out as its value when it fits', () => {
    const parsed = parseYamlFile(School, 'name: A\nclasses:\n  - {grade: 1, pupils: 30}\n', 'school.yaml')
    expect(parsed).toEqual({ ok: true, value: { name: 'A', classes: [{ grade: 1, pupils: 30 }] } })
  })

  it('names line, column and path of a wrong value, in Vietnamese', () => {
    expect(problems('name: A\nclasses:\n  - {grade: 1, pupils: nhiều}\n')).toEqual([
      'school.yaml:3:16: classes.0.pupils: Phải là số, đang là chuỗi.',
    ])
  })

  it('points at the object that lacks a key', () => {
    const [problem] = problems('name: A\nclasses:\n  - grade: 1\n')
    expect(problem).toBe('school.yaml:3:5: classes.0.pupils: Thiếu giá trị bắt buộc.')
  })

  it('names every problem, not the first only', () => {
    expect(problems('name: 1\nclasses: []\nmore: true\n')).toEqual([
      'school.yaml:1:1: name: Phải là chuỗi, đang là số.',
      'school.yaml:3:1: more: Không có mục tên "more".',
    ])
  })

  it('finds a value behind an anchor and a numeric key', () => {
    const yaml = readYaml('base: &b {x: 1}\nlist:\n  - *b\nlevels:\n  1: a\n', 'f.yaml')
    expect(yaml.at(['list', 0, 'x'])).toEqual({ line: 1, column: 11 })
    expect(yaml.at(['levels', '1'])).toEqual({ line: 5, column: 3 })
  })

  it('understands merge keys', () => {
    const yaml = readYaml('a: &a {x: 1, y: 1}\nb: {<<: *a, y: 2}\n', 'f.yaml')
    expect(yaml.data).toEqual({ a: { x: 1, y: 1 }, b: { x: 1, y: 2 } })
  })

  it('keeps 1.10 apart from 1.1 where the keys stand without quotes', () => {
    const yaml = readYaml('1.1: a\n1.10: b\n', 'f.yaml')
    expect(yaml).toMatchObject({ data: { '1.1': 'a', '1.10': 'b' }, problems: [] })
    expect(yaml.at(['1.10'])).toEqual({ line: 2, column: 1 })
  })

  it.each([
    ['a tab', 'name: A\n\tclasses: []\n', '2:1', 'Lùi đầu dòng phải bằng dấu cách, không dùng phím Tab.'],
    [
      'a key that stands twice',
      'name: A\nlevels: {1.1: 1, "1.1": 2}\n',
      '2:18',
      '"1.1" được ghi hai lần trong một nhóm.',
    ],
    ['a reference to nothing', 'name: *ten\nclasses: []\n', '1:7', 'Không có "&ten" nào đứng trước "*ten".'],
    ['groups without end', `name: ${'['.repeat(5000)}`, '1:', 'Các nhóm lồng nhau quá sâu.'],
  ])('says in a sentence that it has %s', (_, text, place, sentence) => {
    const [problem] = problems(text)
    expect(problem).toContain(`school.yaml:${place}`)
    expect(problem).toContain(`: Tệp không phải YAML hợp lệ: ${sentence}`)
  })

  it('says where it stops being YAML', () => {
    const [problem] = problems('name: [A\nclasses: []\n')
    expect(problem).toMatch(/^school\.yaml:\d+:\d+: Tệp không phải YAML hợp lệ/)
  })

  it('refuses a key written twice', () => {
    expect(problems('name: A\nname: B\nclasses: []\n')[0]).toMatch(/^school\.yaml:2:1: Tệp không phải YAML hợp lệ/)
  })

  it('refuses an alias that explodes', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghi']
      .map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`)
      .join('\n')}\n`
    expect(problems(bomb)[0]).toMatch(/Tệp không đọc được/)
  })
})
