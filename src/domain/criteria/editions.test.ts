// Which edition a cycle that begins on a day may use.
import { describe, expect, it } from 'vitest'
import { readLibrary } from '../../store/library.ts'
import { compareEditions, inForce, preferredEdition, usableEditions } from './editions.ts'
import { setKey, type CriteriaSet } from './schema.ts'

const library = readLibrary()
const shipped = library.sets().map((id) => library.set(id))
const usable = (sets: readonly CriteriaSet[], schoolType: string, onDate: string) =>
  usableEditions(sets, { schoolType, onDate }).map(setKey)

const correction: CriteriaSet = { ...library.set('vn-tieu-hoc/2018'), edition: '2018.1', effectiveFrom: '2020-01-01' }

describe('editions a new cycle may use', () => {
  it('change on the day the new circular takes effect', () => {
    expect(usable(shipped, 'primary', '2026-07-06')).toEqual(['vn-tieu-hoc/2018'])
    expect(usable(shipped, 'primary', '2026-07-07')).toEqual(['vn-pho-thong/2026'])
    expect(usable(shipped, 'primary', '2018-10-09')).toEqual([])
  })

  it('are those for the kind of school', () => {
    expect(usable(shipped, 'kindergarten', '2026-09-01')).toEqual(['vn-mam-non/2026'])
    expect(usable(shipped, 'continuingEducation', '2020-09-01')).toEqual([])
  })

  it('are of each set the newest in force: a correction takes the place of what it corrects', () => {
    const both = [...shipped, correction]
    expect(usable(both, 'primary', '2019-12-31')).toEqual(['vn-tieu-hoc/2018'])
    expect(usable(both, 'primary', '2020-01-01')).toEqual(['vn-tieu-hoc/2018.1'])
  })

  it('are earlier ones too, while a transition rule of the new set lets cycles begin under them', () => {
    const rule = { text: { vi: 'Chuyển tiếp', en: 'Transition' }, ref: 'Điều 1', verified: false }
    const beginUnder = { sets: ['vn-tieu-hoc/2018'], until: '2026-12-31' }
    const softened = shipped.map((set) =>
      set.id === 'vn-pho-thong' ? { ...set, transition: [{ ...rule, beginUnder }] } : set,
    )
    expect(usable(softened, 'primary', '2026-12-31')).toEqual(['vn-pho-thong/2026', 'vn-tieu-hoc/2018'])
    expect(usable(softened, 'primary', '2027-01-01')).toEqual(['vn-pho-thong/2026'])
    expect(usable(softened, 'lowerSecondary', '2026-12-31')).toEqual(['vn-pho-thong/2026'])
  })

  it('are never drafts', () => {
    const drafts = shipped.map((set): CriteriaSet => ({ ...set, status: 'draft' }))
    expect(usable(drafts, 'primary', '2026-09-01')).toEqual([])
  })
})

describe('the edition meant when none is named', () => {
  const day = (edition: string, effectiveFrom: string, status: 'published' | 'draft' = 'published') => ({
    edition,
    effectiveFrom,
    effectiveTo: null,
    status,
  })

  it('is the newest published one in force, else the newest published, else the newest draft', () => {
    const old = day('2018', '2018-01-01')
    const next = day('2030', '2030-01-01')
    const draft = day('2031', '2018-01-01', 'draft')
    expect(preferredEdition([old, next, draft], '2026-01-01')).toBe(old)
    expect(preferredEdition([next, draft], '2026-01-01')).toBe(next)
    expect(preferredEdition([draft], '2026-01-01')).toBe(draft)
    expect(preferredEdition([], '2026-01-01')).toBeUndefined()
  })

  it('counts corrections as numbers', () => {
    expect(['2018.10', '2018', '2018.9', '2017'].toSorted(compareEditions)).toEqual([
      '2017',
      '2018',
      '2018.9',
      '2018.10',
    ])
  })

  it('takes both days of its term as in force, and an unknown one as no bound', () => {
    const term = { effectiveFrom: '2018-10-10', effectiveTo: '2026-07-06' }
    expect(['2018-10-09', '2018-10-10', '2026-07-06', '2026-07-07'].map((on) => inForce(term, on))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(inForce({ effectiveFrom: null, effectiveTo: null }, '1900-01-01')).toBe(true)
  })
})
