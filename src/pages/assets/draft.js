// What is typed in a long form is kept on this machine until it is saved: a reload, a lost network or a sign-out loses nothing.
const boxesOf = (form) => [...form.querySelectorAll('input[type=checkbox]')]
const ticks = (form) =>
  Object.fromEntries(boxesOf(form).map(({ name, value, checked }) => [`${name} ${value}`, checked]))

function restore(form, draft, blank) {
  const typed = JSON.parse(draft.typed)
  form.dispatchEvent(new CustomEvent('restore', { detail: typed.map(([name]) => name) }))
  for (const [name, value] of typed) {
    const field = form.elements.namedItem(name)
    const untouched = field?.value === (blank.elements.namedItem(name) ?? field)?.value
    if (field && field.type !== 'checkbox' && untouched) field.value = value
  }
  for (const box of boxesOf(form)) box.checked = draft.ticks?.[`${box.name} ${box.value}`] ?? box.checked
  for (let fold = form.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true
}

function watch(form) {
  const key = form.dataset.draft
  const state = form.querySelector('[data-draft-state]')
  /** What the writer began from: who writes on an older text is told so when it is saved. */
  const base = form.elements.namedItem(form.dataset.base)
  const now = (of = form) =>
    JSON.stringify(
      [...new FormData(of)]
        .filter(([name, value]) => !name.startsWith('_') && typeof value === 'string')
        .map(([name, value]) => [name, value.replaceAll('\r\n', '\n').trim()]),
    )
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(key))
    } catch {
      return null
    }
  }
  // Over a slow line one types before this script is there: that stays, in the fields where it is.
  const blank = form.cloneNode(true)
  blank.reset()
  const saved = form.dataset.unsaved ? '' : now(blank)
  let dropped = false
  const keep = () => {
    try {
      if (dropped || now() === saved) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify({ typed: now(), ticks: ticks(form), base: base?.value }))
      return true
    } catch {
      return false
    }
  }
  const draft = read()
  if (draft?.typed && draft.typed !== saved && !form.dataset.unsaved) {
    restore(form, draft, blank)
    if (base && draft.base) base.value = draft.base
    if (state) state.textContent = form.dataset.kept
  }
  keep()
  form.addEventListener('input', keep)
  // Without a network the page stays as it is, and the words with it.
  form.addEventListener('submit', (event) => {
    if (navigator.onLine) return
    event.preventDefault()
    keep()
    if (state) state.textContent = form.dataset.offline
  })
  addEventListener('online', () => {
    if (state?.textContent === form.dataset.offline) state.textContent = form.dataset.online
  })
  form.querySelector('[data-drop-draft]')?.addEventListener('click', () => (dropped = true))
  addEventListener('pagehide', keep)
  addEventListener('beforeunload', (event) => {
    if (!form.dataset.sent && !keep()) event.preventDefault()
  })
}

for (const form of document.querySelectorAll('form[data-draft]')) watch(form)
