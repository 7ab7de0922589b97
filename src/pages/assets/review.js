// Scoring by keyboard: one indicator is marked, a key rates it and the mark goes on to the next; evidence is shown beside the sheet.
const demands = [...document.querySelectorAll('#sheet fieldset.demand')]
const keys = document.getElementById('rating-keys')
let at = Math.max(
  0,
  demands.findIndex((one) => one.querySelector('input:checked')?.value === ''),
)

function mark(index, scroll = true) {
  at = Math.min(Math.max(index, 0), demands.length - 1)
  demands.forEach((one, place) => one.classList.toggle('now', place === at))
  if (scroll) demands[at]?.scrollIntoView({ block: 'nearest', behavior: 'auto' })
}

if (keys && demands.length > 0) {
  keys.hidden = false
  mark(at, false)
  keys.addEventListener('click', ({ target }) => {
    const rating = target.closest('[data-rate]')?.dataset.rate
    const choice = rating && demands[at].querySelector(`input[value="${rating}"]`)
    if (!choice) return
    choice.checked = true
    choice.dispatchEvent(new Event('input', { bubbles: true }))
    mark(at + 1)
  })
  for (const [index, one] of demands.entries()) one.addEventListener('focusin', () => mark(index, false))
}
