// A set with a fault is not loaded, and the fault is named at its place.
import { describe, expect, it } from 'vitest'
import { warningsOf } from './check.ts'
import { runExample } from './check-examples.ts'
import { flatten } from './flatten.ts'
import { loadCriteriaSet } from './load.ts'
import { CriteriaSet } from './schema.ts'

const label = { vi: 'Kết quả', en: 'Result' }
const name = { vi: 'Tên', en: 'Name' }
const indicator = (id: string) => ({ id, text: { vi: 'Nội dung', en: 'Text' }, ref: 'Điều 1' })

/** The smallest good set: one criterion with levels 1 (a, b) and 2 (unlettered), one level-4 item. */
const good = () => ({
  id: 'sample',
  edition: '2018',
  status: 'published',
  name,
  legalBasis: { circular: 'Thông tư mẫu' },
  effectiveFrom: '2018-10-10',
  effectiveTo: null as string | null,
  transition: [],
  appliesTo: ['primary'],
  verification: { source: 'mẫu', paraphrase: 'mẫu', structureAndNames: true },
  counts: { standards: 1, criteria: 1, indicators: { 1: 2, 2: 1 }, level4Criteria: 1 } as object,
  rated: { indicator: 'met', item: 'met' },
  standards: [
    {
      id: '1',
      name,
      criteria: [
        {
          id: '1.1',
          name: name as object,
          levels: { 1: [indicator('a'), indicator('b')], 2: [indicator('*')] } as object,
        },
      ],
    },
  ],
  level4: [{ id: 'M4.1', name, text: { vi: 'Mục', en: 'Item' }, ref: 'Điều 22' }],
  facts: { known: { kind: 'boolean', name } } as object,
  scoring: {
    version: 1,
    scales: { met: { kind: 'boolean' } },
    measures: [
      { id: 'met', at: { kind: 'indicator' }, rating: {} },
      { id: 'level', at: { kind: 'criterion' }, cumulative: { over: 'children', where: { measure: 'met', eq: 1 } } },
    ] as object[],
    decision: {
      rows: [
        row({
          all: [
            { measure: 'level', node: '1.1', gte: 2 },
            { fact: 'known', eq: true },
          ],
        }),
      ],
      otherwise: { outcome: 'refused', label } as object,
    },
  },
  examples: [
    example({ '1.1': 2 }, { decisions: { decision: { outcome: 'accredited' } } }),
    example({ '1.1': 1 }, { decisions: { decision: { outcome: 'refused', row: 'otherwise' } } }),
  ],
})

function row(when: object): { id: string; when: object; then: object } {
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model
  return { id: 'award', when, then: { outcome: 'accredited', label } }
}

function example(ratings: object, expectation: object) {
  return { name, ratings, facts: { known: true }, expect: expectation }
}

const problems = (change: (set: ReturnType<typeof good>) => void) => {
  const set = good()
  change(set)
  const loaded = loadCriteriaSet(set)
  return loaded.ok ? [] : loaded.problems.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
}
const criterion = (set: ReturnType<typeof good>) => set.standards[0]?.criteria[0] ?? { id: '', name: {}, levels: {} }

describe('loading a criteria set', () => {
  it('accepts a good one', () => {
    expect(problems(() => {})).toEqual([])
  })

  it('lays it out flat with the ids people cite', () => {
    const nodes = flatten(CriteriaSet.parse(good())).map(({ id, kind, parent, level }) => [id, kind, parent, level])
    expect(nodes).toEqual([
      ['school', 'school', undefined, undefined],
      ['1', 'standard', 'school', undefined],
      ['1.1', 'criterion', '1', undefined],
      ['1.1:1:a', 'indicator', '1.1', 1],
      ['1.1:1:b', 'indicator', '1.1', 1],
      ['1.1:2', 'indicator', '1.1', 2],
      ['M4.1', 'item', 'school', 4],
    ])
  })

  it('refuses an id used twice', () => {
    expect(problems((set) => void set.level4.push({ ...good().level4[0], id: '1.1' } as never))).toContain(
      'level4.1.id: Mã "1.1" bị trùng.',
    )
  })

  it('refuses an unlettered indicator beside others', () => {
    const [problem] = problems((set) => void (criterion(set).levels = { 1: [indicator('*'), indicator('a')] }))
    expect(problem).toBe('standards.0.criteria.0.levels.1: Chỉ báo "*" phải đứng một mình.')
  })

  it('refuses counts that the tree does not have', () => {
    expect(problems((set) => void (set.counts = { standards: 1, criteria: 2, indicators: { 1: 2 } }))).toEqual([
      'counts.criteria: Khai 2 nhưng thực tế có 1.',
      'counts.indicators.2: Khai 0 nhưng thực tế có 1.',
    ])
  })

  it('refuses a name without English, and an unknown key', () => {
    expect(problems((set) => void (criterion(set).name = { vi: 'Tên' }))[0]).toMatch(
      /^standards\.0\.criteria\.0\.name\.en: /,
    )
    expect(problems((set) => void Object.assign(set, { color: 'red' }))).toHaveLength(1)
  })

  it('refuses an operator nobody knows, two at once, and a condition about nothing, whatever else is right', () => {
    const measured = (measure: object) => problems((set) => void (set.scoring.measures[1] = measure))
    const at = { id: 'level', at: { kind: 'criterion' } }
    expect(measured({ ...at, cumulativ: { over: 'children', where: { measure: 'met', eq: 1 } } })[0]).toMatch(
      /^scoring\.measures\.1: Không có phép tính hay thuộc tính "cumulativ"/,
    )
    expect(measured({ ...at, rating: {}, ref: { of: 'met', node: '1.1' } })).toEqual([
      expect.stringMatching(/^scoring\.measures\.1: Một đại lượng phải có đúng một phép tính/),
    ])
    expect(measured({ ...at, test: { eq: 1 } })).toEqual([
      expect.stringMatching(/^scoring\.measures\.1\.test: Điều kiện phải có đúng một trong/),
    ])
  })

  it('says in words, not in patterns, what a scope, a scale, a number or an id may be', () => {
    const when = (cond: object) => problems((set) => void (set.scoring.decision.rows = [row(cond)]))
    const where = { measure: 'met', eq: 1 }
    expect(when({ count: { over: 'childs', where }, gte: 1 })[0]).toMatch(/over: Phạm vi phải là children, /)
    expect(when({ measure: 'level', node: '1.1', gte: 'abc' })[0]).toMatch(/gte: Phải là số, hoặc số ghi trong dấu/)
    expect(when({ measure: 'level', node: 'tiêu chí', gte: 1 })[0]).toMatch(/node: Mã chỉ gồm chữ cái không dấu/)
    expect(problems((set) => void Object.assign(set.scoring.scales.met, { kind: 'bool' }))[0]).toMatch(
      /scales\.met\.kind: Loại thang \(kind\) phải là ordinal, numeric hoặc boolean/,
    )
  })

  it('refuses an outcome without a name in both languages', () => {
    expect(problems((set) => void (set.scoring.decision.otherwise = { outcome: 'refused' }))).toEqual([
      'scoring.decision.otherwise: Kết quả cần có tên (label) tiếng Việt và tiếng Anh.',
    ])
  })

  it('refuses a measure that does not exist on the kind it is read from', () => {
    expect(problems((set) => void (set.scoring.decision.rows = [row({ measure: 'level', gte: 1 })]))).toEqual([
      'scoring.decision.rows.0: Không có đại lượng "level" cho mục loại "school" (đọc tại "school").',
    ])
  })

  it('refuses a node, a fact or a scale nobody has declared', () => {
    const rows = [
      row({
        all: [
          { measure: 'level', node: '9.9', gte: 1 },
          { fact: 'rumour', eq: true },
        ],
      }),
    ]
    expect(problems((set) => void (set.scoring.decision.rows = rows))).toEqual([
      'scoring.decision.rows.0: Không có mục "9.9".',
      'scoring.decision.rows.0: Dữ kiện "rumour" chưa được khai trong facts.',
    ])
    expect(problems((set) => void (set.rated.item = 'stars'))).toEqual([
      'scoring.scales: Không có thang đánh giá "stars".',
    ])
  })

  it('refuses measures that read each other in a circle', () => {
    const refs = ['x', 'y'].map((id, i) => ({ id, at: { kind: 'school' }, ref: { of: ['y', 'x'][i], node: 'school' } }))
    expect(problems((set) => void set.scoring.measures.push(...refs))).toEqual([
      'scoring.measures.2: Đại lượng "x" tự tham chiếu vòng tròn.',
      'scoring.measures.3: Đại lượng "y" tự tham chiếu vòng tròn.',
    ])
  })

  it('refuses an example that comes out differently', () => {
    expect(problems((set) => void Object.assign(set.examples[0] ?? {}, { ratings: { '1.1': 0 } }))).toContain(
      'examples.0: "Tên": decision phải là accredited nhưng ra refused.',
    )
  })

  it('refuses a published rule with a row that no example reaches', () => {
    expect(problems((set) => void set.examples.pop())).toEqual([
      'scoring.decision.otherwise: Không ví dụ nào cho ra dòng "otherwise".',
    ])
  })

  it('refuses an end before the beginning', () => {
    expect(problems((set) => void (set.effectiveTo = '2017-01-01'))).toEqual([
      'effectiveTo: Ngày hết hiệu lực trước ngày có hiệu lực.',
    ])
  })

  it('refuses a published set whose texts lack a language', () => {
    const bare = { ...indicator('*'), text: { vi: 'Nội dung' } }
    expect(
      problems((set) => void (criterion(set).levels = { 1: [indicator('a'), indicator('b')], 2: [bare] })),
    ).toEqual(['standards.0.criteria.0.levels.2.0.text: Thiếu bản tiếng Anh (en).'])
  })

  it('refuses a row that one above always takes, and one that asks for more than there is', () => {
    const second = {
      ...row({
        all: [
          { measure: 'level', node: '1.1', gte: 2 },
          { fact: 'known', eq: true },
        ],
      }),
      id: 'again',
    }
    expect(problems((set) => void set.scoring.decision.rows.push(second))[0]).toBe(
      'scoring.decision.rows.1: Dòng "again" không bao giờ xảy ra: dòng "award" ở trên luôn xảy ra trước.',
    )
    const counting = row({ count: { over: { kind: 'indicator' }, where: { measure: 'met', eq: 1 } }, gte: 4 })
    expect(problems((set) => void (set.scoring.decision.rows = [counting]))[0]).toBe(
      'scoring.decision.rows.0: Dòng "award" không bao giờ xảy ra: cần 4 mục nhưng phạm vi chỉ có 3.',
    )
  })

  it('refuses conditions that exclude each other, and one that always holds', () => {
    const never = row({
      all: [
        { fact: 'known', eq: true },
        { fact: 'known', eq: false },
      ],
    })
    expect(problems((set) => void (set.scoring.decision.rows = [never]))[0]).toBe(
      'scoring.decision.rows.0: Dòng "award" không bao giờ xảy ra: các điều kiện loại trừ nhau.',
    )
    const always = row({
      count: { over: { within: 'all', kind: 'indicator' }, where: { measure: 'met', eq: 1 } },
      gte: 0,
    })
    expect(problems((set) => void (set.scoring.decision.rows = [always]))).toContain(
      'scoring.decision.otherwise: Dòng "award" luôn xảy ra nên otherwise không bao giờ đến lượt.',
    )
  })

  it('refuses cuts of a band that are out of order', () => {
    const bands = {
      of: 'level',
      cuts: [
        { gte: 1, value: 'low' },
        { gte: 2, value: 'high' },
      ],
      else: 'none',
    }
    expect(problems((set) => void set.scoring.measures.push({ id: 'word', at: { kind: 'criterion' }, bands }))).toEqual(
      [
        'scoring.measures.2.bands.cuts.1: Ngưỡng >= 2 không bao giờ đến lượt vì ngưỡng >= 1 đứng trước; xếp từ cao xuống thấp.',
      ],
    )
  })

  it('tells an example that waits for an error which does not come', () => {
    const set = CriteriaSet.parse(good())
    const waiting = { name, ratings: {}, facts: {}, expect: { error: 'bad rating' } }
    expect(runExample(set, waiting)).toEqual(['chờ lỗi "bad rating" nhưng chấm được.'])
    expect(runExample(set, { ...waiting, ratings: { '1.1': 7 } })).toEqual([])
  })
})

describe('loading a framework', () => {
  const framework = (weights: number[]) => ({
    id: 'khung',
    edition: '2026',
    status: 'draft',
    name,
    issuer: 'Mẫu',
    effectiveFrom: null,
    effectiveTo: null,
    appliesTo: ['programme'],
    sources: [{ what: 'mẫu', verified: false }],
    counts: { programme: 1, criterion: weights.length },
    nodes: [
      { id: 'root', kind: 'programme', weightTotal: 100, name: { en: 'Programme' } },
      ...weights.map((weight, i) => ({ id: `c${i}`, kind: 'criterion', parent: 'root', scale: 'met', weight })),
    ],
    scoring: {
      version: 1,
      scales: { met: { kind: 'boolean' } },
      measures: [{ id: 'met', at: { kind: 'criterion' }, rating: {} }],
      decision: { rows: [], otherwise: { outcome: 'none', label } },
    },
  })

  it('refuses weights that do not sum to the declared total', () => {
    expect(loadCriteriaSet(framework([60.1, 39.9])).ok).toBe(true)
    expect(loadCriteriaSet(framework([60, 39]))).toMatchObject({
      problems: [{ path: ['nodes', 0, 'weightTotal'], message: 'Trọng số của 2 mục con cộng lại là 99, phải là 100.' }],
    })
  })

  it('warns of a name in one language, which keeps nobody from using it', () => {
    const loaded = loadCriteriaSet(framework([100]))
    expect(loaded.ok && warningsOf(loaded.set)).toEqual([
      { path: ['nodes', 0, 'name'], message: 'Thiếu bản tiếng Việt (vi).' },
    ])
  })
})
