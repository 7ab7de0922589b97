// What changed in a text, word by word.
import type { Words } from '../../reports/render/compare.ts'
import type { View } from '../view.ts'

/** Told to those who do not see colours as well. */
export function Changed({ view, words }: { view: View; words: readonly Words[] }) {
  return (
    <p class="changed" lang="vi">
      {words.map(({ what, text }) =>
        what === 'same' ? (
          text
        ) : what === 'added' ? (
          <ins>
            <span class="unseen">{view.t('[thêm] ', '[added] ')}</span>
            {text}
          </ins>
        ) : (
          <del>
            <span class="unseen">{view.t('[bỏ] ', '[removed] ')}</span>
            {text}
          </del>
        ),
      )}
    </p>
  )
}
