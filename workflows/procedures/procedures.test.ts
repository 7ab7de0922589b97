// The procedure files: whole, the same keys in both editions, and honest about what no source has confirmed.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { numberOf, periodOf, dateOf, Procedure } from '../../src/domain/procedure.ts'
import { roles } from '../../src/domain/roles.ts'
import { formatProblem, parseYamlFile } from '../../src/store/yaml-file.ts'

const here = new URL('.', import.meta.url)
const files = readdirSync(here).filter((name) => name.endsWith('.yaml'))
const read = (file: string) => {
  const parsed = parseYamlFile(Procedure, readFileSync(new URL(file, here), 'utf8'), file)
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'))
  return parsed.value
}
const in2018 = read('vn-2018.yaml')
const in2026 = read('vn-2026.yaml')

describe.each(files)('%s', (file) => {
  const rules = read(file)

  it('is named after its id and has no field its schema does not know', () => {
    expect(file).toBe(`${rules.id}.yaml`)
  })

  it('names a workflow edition for each process of a case', () => {
    expect(Object.keys(rules.workflows).toSorted()).toEqual([
      'certification',
      'criterionSheet',
      'externalReview',
      'selfAssessment',
    ])
  })

  it('lists in its steps only papers that are among its forms, and actors that are roles', () => {
    const steps = Object.values(rules.steps).flat()
    expect(steps.flatMap(({ papers }) => papers).filter((paper) => !rules.forms[paper])).toEqual([])
    expect(steps.map(({ actor }) => actor).filter((actor) => !roles.some((role) => role === actor))).toEqual([])
  })

  it('has criteria sets that exist', () => {
    const sets = rules.criteriaSets.filter((id) => readFileSync(new URL(`../../criteria/${id}.yaml`, here)).length > 0)
    expect(sets).toEqual(rules.criteriaSets)
  })

  it('writes an example that its own evidence pattern takes', () => {
    const { example, pattern, brackets } = rules.evidenceCode
    expect(example.startsWith(brackets === 'square' ? '[' : '(')).toBe(true)
    expect(example.slice(1, -1)).toMatch(new RegExp(pattern))
  })
})

it('the editions have the same numbers, periods and dates, so that a workflow can ask either', () => {
  for (const part of ['numbers', 'periods', 'dates'] as const)
    expect(Object.keys(in2026[part]).filter((key) => !key.match(/^(mandatory|remaining)\./)).toSorted()).toEqual(
      Object.keys(in2018[part]).toSorted(),
    )
})

it('the confirmed law of 2018 is there', () => {
  expect(numberOf(in2018, 'council.minimum')).toBe(7)
  expect(numberOf(in2018, 'member.yearsInSector')).toBe(5)
  expect(periodOf(in2018, 'certification.decision')).toMatchObject({ amount: 20, unit: 'workingDays', verified: true })
  expect(periodOf(in2018, 'certification.renewalBefore')).toMatchObject({ amount: 5, unit: 'months', verified: true })
})

it('the confirmed law of 2026 is there', () => {
  expect(numberOf(in2026, 'council.minimum')).toBe(5)
  expect(numberOf(in2026, 'planReviews.minimum')).toBe(2)
  expect(numberOf(in2026, 'request.consecutiveYears')).toBe(3)
  expect(dateOf(in2026, 'selfAssessment.approval').day).toBe('06-15')
  expect(periodOf(in2026, 'certification.validity')).toMatchObject({ amount: 5, unit: 'years', verified: true })
})

it('shows nothing of the appraisal council as law, for no source gives its size, quorum or terms', () => {
  for (const key of ['appraisal.minimum', 'appraisal.quorumShare', 'appraisal.approvalShare'])
    expect(in2026.numbers[key]).toMatchObject({ value: null, verified: false })
})

it('keeps marked what is only practice', () => {
  expect(in2018.periods['review.schoolReply']?.verified).toBe(false)
  expect(in2018.numbers['council.agreementShare']?.verified).toBe(false)
  expect(in2018.periods['certification.upgradeAfter']?.verified).toBe(false)
})
