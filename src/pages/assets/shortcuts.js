// The keys of a page: every element with `data-shortcut="keys|Tiếng Việt|English"` is reached by them, `?` lists them all.
// `keys` are one key (`n`), keys one after the other (`g w`), or a chord that also works while typing (`Ctrl+S`, `Alt+ArrowDown`).

const vietnamese = document.documentElement.lang === 'vi'
const say = (vi, en) => (vietnamese ? vi : en)
const store = 'kiemdinh.shortcuts'
const typedIn = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file]), textarea, select'

function isOff() {
  try {
    return localStorage.getItem(store) === 'off'
  } catch {
    return false
  }
}

function setOff(off) {
  try {
    if (off) localStorage.setItem(store, 'off')
    else localStorage.removeItem(store)
  } catch {
    // Where nothing may be stored the keys stay on.
  }
}

const plain = (key) => (key.length === 1 ? key.toLowerCase() : key)

/** The shortcuts of the page as it is now; of the same keys the first that is seen counts. */
function shortcuts() {
  const found = new Map()
  for (const element of document.querySelectorAll('[data-shortcut]')) {
    const [keys = '', vi = '', en = ''] = element.dataset.shortcut.split('|')
    if (keys === '' || found.has(keys) || element.getClientRects().length === 0 || element.disabled) continue
    const steps = keys.split(' ').map((step) => step.split('+').map(plain).join('+'))
    found.set(keys, { keys, steps, label: say(vi, en || vi), element })
  }
  return [...found.values()]
}

function nameOf(event) {
  const key = plain(event.key)
  const chord = [(event.ctrlKey || event.metaKey) && 'Ctrl', event.altKey && 'Alt']
  if (key.length > 1 && event.shiftKey) chord.push('Shift')
  return [...chord.filter(Boolean), key].join('+')
}

function act({ element }) {
  if (element.matches(typedIn)) {
    element.focus()
    element.select?.()
  } else if (element.matches('a, button, summary, label, input')) {
    element.focus()
    element.click()
  } else element.focus()
}

let pressed = []
let forget

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return
  const name = nameOf(event)
  const chord = /^(Ctrl|Alt)\+/.test(name)
  if (!chord && (isOff() || event.target.closest(`${typedIn}, [contenteditable]`))) return
  if (name === '?') {
    event.preventDefault()
    return show()
  }
  pressed = [...pressed, name]
  clearTimeout(forget)
  const ends = (steps) => steps.every((step, index) => pressed.at(index - steps.length) === step)
  const taken = shortcuts()
    .filter(({ steps }) => steps.length <= pressed.length && ends(steps))
    .toSorted((a, b) => b.steps.length - a.steps.length)[0]
  if (!taken) {
    forget = setTimeout(() => (pressed = []), 1500)
    return
  }
  event.preventDefault()
  pressed = []
  act(taken)
})

function element(name, text, attributes = {}) {
  const made = document.createElement(name)
  made.textContent = text
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

function row({ keys, label }) {
  const line = document.createElement('div')
  const key = document.createElement('dt')
  for (const step of keys.split(' ')) key.append(element('kbd', step), ' ')
  line.append(key, element('dd', label))
  return line
}

function show() {
  const dialog = element('dialog', '', { class: 'keys', 'aria-labelledby': 'keys-title' })
  const list = document.createElement('dl')
  list.append(row({ keys: '?', label: say('Danh sách phím tắt này', 'This list') }), ...shortcuts().map(row))
  const off = element('input', '', { type: 'checkbox', id: 'keys-on' })
  off.checked = !isOff()
  off.addEventListener('change', () => setOff(!off.checked))
  const choice = element('label', '')
  choice.append(off, ' ', say('Dùng phím tắt một chữ trên máy này', 'Single keys are on in this browser'))
  const form = element('form', '', { method: 'dialog' })
  form.append(element('button', say('Đóng', 'Close'), { class: 'quiet' }))
  dialog.append(
    element('h2', say('Phím tắt của trang này', 'Keys of this page'), { id: 'keys-title' }),
    list,
    choice,
    form,
  )
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

for (const button of document.querySelectorAll('[data-keys]')) {
  button.hidden = false
  button.addEventListener('click', show)
}
