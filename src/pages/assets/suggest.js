// A list to pick from while one writes: `[` offers the evidence of the case, `@` the people to mention. Also the buttons that cite.
const kinds = {
  evidence: { mark: '[', options: evidence },
  people: { mark: '@', options: people },
}
const shown = 8

/** Without diacritics and case, as people type when they search. */
const plain = (text) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase()

function evidence() {
  return [...document.querySelectorAll('button[data-cite]')].map((button) => ({
    text: button.dataset.cite,
    label: button.dataset.cite,
    note: button.dataset.title,
  }))
}

function people() {
  return [...document.querySelectorAll('#people input')].map((box) => ({
    text: `@${box.dataset.name} `,
    label: box.dataset.name,
    note: '',
    picked: () => (box.checked = true),
  }))
}

const list = document.createElement('ul')
list.id = 'suggestions'
list.className = 'suggestions'
list.setAttribute('role', 'listbox')
list.hidden = true
document.getElementById('content').append(list)

let area = null
let from = 0
let found = []
let at = 0

/** What is typed after the mark, or `null` where the cursor stands behind none. */
function asked(target) {
  const { mark } = kinds[target.dataset.suggest]
  const before = target.value.slice(0, target.selectionStart)
  const start = before.lastIndexOf(mark)
  const typed = before.slice(start + 1)
  if (start < 0 || typed.length > 40 || /[\]\n]/.test(typed)) return null
  if (mark === '@' && /\S/.test(before.at(start - 1) ?? ' ') && start > 0) return null
  return { start, typed }
}

function look({ target }) {
  const kind = kinds[target.dataset?.suggest]
  if (!kind) return
  const wish = target.selectionStart === target.selectionEnd ? asked(target) : null
  const words = plain(wish?.typed ?? '').split(/\s+/)
  found = wish
    ? kind
        .options()
        .filter(({ label, note }) => words.every((word) => plain(`${label} ${note}`).includes(word)))
        .slice(0, shown)
    : []
  if (found.length === 0) return close()
  area = target
  from = wish.start
  at = 0
  draw()
}

function draw() {
  list.setAttribute('aria-label', document.documentElement.lang === 'en' ? 'Suggestions' : 'Gợi ý')
  list.replaceChildren(
    ...found.map(({ label, note }, index) => {
      const item = document.createElement('li')
      item.id = `suggestion-${index}`
      item.setAttribute('role', 'option')
      item.setAttribute('aria-selected', String(index === at))
      const strong = document.createElement('strong')
      strong.textContent = label
      item.append(strong, note ? ` ${note}` : '')
      return item
    }),
  )
  list.hidden = false
  area.setAttribute('aria-controls', list.id)
  area.setAttribute('aria-autocomplete', 'list')
  area.setAttribute('aria-haspopup', 'listbox')
  area.setAttribute('aria-activedescendant', `suggestion-${at}`)
  place()
  list.children[at].scrollIntoView({ block: 'nearest' })
}

/** Under the mark: a copy of the field, never seen, tells where it stands. */
function place() {
  const copy = document.createElement('div')
  const style = getComputedStyle(area)
  for (const name of ['font', 'padding', 'border', 'letterSpacing', 'lineHeight']) copy.style[name] = style[name]
  Object.assign(copy.style, {
    position: 'absolute',
    visibility: 'hidden',
    whiteSpace: 'pre-wrap',
    boxSizing: 'border-box',
  })
  copy.style.overflowWrap = 'break-word'
  copy.style.width = `${area.clientWidth}px`
  const sign = document.createElement('span')
  sign.textContent = '['
  copy.append(area.value.slice(0, from), sign)
  document.body.append(copy)
  const box = area.getBoundingClientRect()
  const top = box.top + scrollY + sign.offsetTop + sign.offsetHeight - area.scrollTop + 4
  const most = document.documentElement.clientWidth - list.offsetWidth - 8
  list.style.top = `${Math.min(top, box.bottom + scrollY)}px`
  list.style.left = `${Math.max(8, Math.min(box.left + scrollX + sign.offsetLeft, most))}px`
  copy.remove()
}

function close() {
  list.hidden = true
  for (const name of ['aria-activedescendant', 'aria-controls', 'aria-autocomplete', 'aria-haspopup'])
    area?.removeAttribute(name)
}

function pick(index) {
  const one = found[index]
  area.setRangeText(one.text, from, area.selectionStart, 'end')
  one.picked?.()
  close()
  area.focus()
  area.dispatchEvent(new Event('input', { bubbles: true }))
  close()
}

document.addEventListener('input', look)
document.addEventListener('click', (event) => {
  const item = event.target.closest('#suggestions li')
  if (item) pick([...list.children].indexOf(item))
  else close()
})
list.addEventListener('mousedown', (event) => event.preventDefault())
document.addEventListener(
  'focusout',
  ({ target }) => target === area && setTimeout(() => document.activeElement !== area && close(), 150),
)
document.addEventListener(
  'keydown',
  (event) => {
    if (list.hidden || event.target !== area) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      at = (at + step + found.length) % found.length
      draw()
    } else if (event.key === 'Enter' || event.key === 'Tab') pick(at)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  },
  true,
)

// Evidence is cited by its button where one was writing last.
let last = null
document.addEventListener('focusin', ({ target }) => {
  if (target.dataset?.suggest === 'evidence') last = target
})
for (const button of document.querySelectorAll('button[data-cite]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    const into = last ?? document.querySelector('textarea[data-suggest=evidence]')
    const before = into.value.slice(0, into.selectionStart)
    const gap = before === '' || /\s$/.test(before) ? '' : ' '
    into.setRangeText(gap + button.dataset.cite, into.selectionStart, into.selectionEnd, 'end')
    into.focus()
    into.dispatchEvent(new Event('input', { bubbles: true }))
    close()
  })
}
