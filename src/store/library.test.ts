// The shelf of criteria sets: what is published, what is a draft, and what a school case may use.
import { describe, expect, it } from 'vitest'
import { flatten } from '../domain/criteria/flatten.ts'
import { isDraft, readLibrary } from './library.ts'

const framework = (status: string) => `
id: mau
edition: '2026'
status: ${status}
name: {vi: Khung mẫu, en: Sample framework}
issuer: Mẫu
effectiveFrom: null
effectiveTo: null
appliesTo: [programme]
sources: [{what: mẫu, verified: false}]
counts: {programme: 1}
nodes: [{id: root, kind: programme, scale: met}]
scoring:
  version: 1
  scales: {met: {kind: boolean}}
  measures: [{id: met, at: {kind: programme}, rating: {}}]
  decision: {rows: [], otherwise: {outcome: none, label: {vi: Không, en: None}}}
`

describe('the library', () => {
  it('offers the six school sets as published', () => {
    expect(readLibrary().sets()).toEqual(
      expect.arrayContaining(['vn-gdtx/2026', 'vn-mam-non/2018', 'vn-mam-non/2026', 'vn-pho-thong/2026']),
    )
  })

  it('keeps drafts apart from what is published', () => {
    const library = readLibrary()
    library.add([{ id: 'mau/2026', text: framework('draft') }])
    expect(library.sets()).not.toContain('mau/2026')
    expect(library.drafts()).toContain('mau/2026')
    expect(flatten(library.any('mau/2026')).map(({ id }) => id)).toEqual(['root'])
  })

  it('takes in a set published elsewhere, and keeps the one it has', () => {
    const library = readLibrary()
    const before = library.setHash('vn-gdtx/2026')
    library.add([
      { id: 'mau/2026', text: framework('published') },
      { id: 'vn-gdtx/2026', text: framework('published') },
    ])
    expect(library.sets()).toContain('mau/2026')
    expect(library.setHash('vn-gdtx/2026')).toBe(before)
  })

  it('says that a flat framework cannot be the set of a school case', () => {
    const library = readLibrary()
    library.add([{ id: 'mau/2026', text: framework('published') }])
    expect(() => library.set('mau/2026')).toThrow(/dạng phẳng/)
    expect(() => library.criteriaOf('mau/2026')).toThrow(/dạng phẳng/)
  })

  it('reads the status from the text alone', () => {
    expect([isDraft('status: draft'), isDraft("id: a\nstatus: 'draft' # mới\n"), isDraft('status: published')]).toEqual(
      [true, true, false],
    )
  })
})
