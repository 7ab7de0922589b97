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

// A code that is pressed shows its file beside the sheet, as its own page shows it; with Ctrl it opens in a tab as ever.
const shown = document.getElementById('evidence-shown')
const close = shown?.querySelector('button')
let from = null

async function show(link) {
  const answer = await fetch(link.href).catch(() => null)
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
  const preview = page?.querySelector('.preview')
  if (!preview) return void open(link.href, '_blank', 'noopener')
  from = link
  shown.querySelector('h2').textContent = page.querySelector('main .card h2').textContent
  shown.querySelector('div:not(.head)').replaceChildren(preview)
  shown.querySelector('a').href = link.href
  shown.hidden = false
  shown.focus({ preventScroll: true })
  shown.scrollIntoView({ block: 'nearest', behavior: 'auto' })
}

if (shown) {
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('main a[href*="/evidence/"]')
    if (!link || shown.contains(link) || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    show(link)
  })
  close.addEventListener('click', () => {
    shown.hidden = true
    shown.querySelector('div:not(.head)').replaceChildren()
    from?.focus()
  })
}
