// What is typed in a long form is kept on this machine until it is saved: a reload, a lost network or a sign-out loses nothing.
function watch(form) {
  const key = form.dataset.draft
  const state = form.querySelector('[data-draft-state]')
  const now = () => JSON.stringify([...new FormData(form)].filter(([name]) => !name.startsWith('_')))
  const read = () => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  form.reset()
  const saved = form.dataset.unsaved ? '' : now()
  const keep = () => {
    try {
      if (now() === saved) localStorage.removeItem(key)
      else localStorage.setItem(key, now())
      return true
    } catch {
      return false
    }
  }
  const draft = read()
  if (draft !== null && draft !== saved && !form.dataset.unsaved) {
    for (const [name, value] of JSON.parse(draft)) {
      const field = form.elements.namedItem(name)
      if (field) field.value = value
    }
    if (state) state.textContent = form.dataset.kept
  }
  keep()
  form.addEventListener('input', keep)
  addEventListener('pagehide', keep)
  addEventListener('beforeunload', (event) => {
    if (!form.dataset.sent && !keep()) event.preventDefault()
  })
}

for (const form of document.querySelectorAll('form[data-draft]')) watch(form)
