// What a comparison of two versions of a report tells an officer.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareReports, passagesOf } from './compare.ts'
import { readTree } from './read-tree.ts'

const tree = (html: string) => ({ title: 'Báo cáo', date: '2026-03-20', blocks: readTree(html) })

describe('two versions of a report', () => {
  it('that say the same have no differences, however they look', () => {
    const one = tree('<h2>I. Mở đầu</h2><p>Trường có 24 lớp.</p>')
    const two = tree(
      '<section class="page"><h2>I. Mở đầu</h2><p class="prose">Trường có\n <strong>24</strong> lớp.</p></section>',
    )
    expect(compareReports(one, two)).toEqual([])
  })

  it('tell a changed word, with the heading it stands under', () => {
    const [difference, ...others] = compareReports(
      tree('<h2>I. Mở đầu</h2><p>Trường có 24 lớp học.</p>'),
      tree('<h2>I. Mở đầu</h2><p>Trường có 25 lớp học.</p>'),
    )
    expect(others).toEqual([])
    expect(difference).toEqual({
      what: 'changed',
      where: 'I. Mở đầu',
      before: 'Trường có 24 lớp học.',
      after: 'Trường có 25 lớp học.',
      words: [
        { what: 'same', text: 'Trường có ' },
        { what: 'removed', text: '24' },
        { what: 'added', text: '25' },
        { what: 'same', text: ' lớp học.' },
      ],
    })
  })

  it('tell what came, what went, and the row of a table', () => {
    const before = tree(
      '<p>Một.</p><p>Câu bị bỏ.</p><table><caption>B</caption><tbody><tr><td>a</td><td>b</td></tr></tbody></table>',
    )
    const after = tree(
      '<p>Một.</p><table><caption>B</caption><tbody><tr><td>a</td><td>b</td></tr><tr><td>Mới</td><td>thêm</td></tr></tbody></table>',
    )
    expect(compareReports(before, after)).toEqual([
      { what: 'removed', where: 'Báo cáo', text: 'Câu bị bỏ.' },
      { what: 'added', where: 'Báo cáo', text: 'Mới | thêm' },
    ])
  })

  it('are made of each other: the first with its differences is the second', () => {
    const texts = fc.array(fc.constantFrom('một hai ba', 'một hai bốn', 'năm sáu', 'bảy', 'một hai ba tám'), {
      maxLength: 12,
    })
    const built = (list: string[]) => tree(list.map((text) => `<p>${text}</p>`).join(''))
    fc.assert(
      fc.property(texts, texts, (old, now) => {
        const left = passagesOf(built(old)).map(({ text }) => text)
        for (const difference of compareReports(built(old), built(now))) {
          const gone =
            difference.what === 'changed' ? difference.before : difference.what === 'removed' ? difference.text : null
          if (gone !== null) left.splice(left.indexOf(gone), 1)
          if (difference.what !== 'removed')
            left.push(difference.what === 'changed' ? difference.after : difference.text)
        }
        expect(left.toSorted()).toEqual(now.toSorted())
      }),
    )
  })
})
