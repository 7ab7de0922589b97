// What is typed into a form stays on this machine until it is sent: a reload, the way back and a cut line lose nothing.
const form = document.querySelector('form[data-keep]')
const note = document.getElementById('draft')
const key = form?.dataset.keep

const typed = () =>
  JSON.stringify([...new FormData(form)].filter(([name, value]) => !name.startsWith('_') && typeof value === 'string'))

/** The server draws the form anew around what was typed, with its rows. */
async function restore(kept) {
  const body = new FormData()
  for (const [name, value] of JSON.parse(kept)) body.append(name, value)
  body.append('_fill', 'yes')
  const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null)
  if (!answer?.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  form.replaceChildren(...page.querySelector('form[data-keep]').children)
  note.hidden = false
}

if (form) {
  const blank = typed()
  const kept = localStorage.getItem(key)
  const keep = () => {
    if (typed() !== blank) localStorage.setItem(key, typed())
  }
  form.addEventListener('input', keep)
  addEventListener('pagehide', keep)
  note.querySelector('button').addEventListener('click', () => {
    removeEventListener('pagehide', keep)
    localStorage.removeItem(key)
    location.assign(form.action)
  })
  // A form that came back with its faults holds what was sent; a new one may have been typed into before.
  if ('fresh' in form.dataset && kept !== null && kept !== blank) restore(kept)
}
