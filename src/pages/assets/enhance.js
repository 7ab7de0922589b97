// What every page does better where scripts run; without them nothing is missing.

// A form is sent once, however often its button is pressed.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.method !== 'post' || event.defaultPrevented) return
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = 'yes'
  // What opens beside this page leaves the form where it was, to be asked for something else.
  if (form.target === '_blank') setTimeout(() => delete form.dataset.sent, 1500)
})
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent
})

// What was sent is no draft any more; the same form of another case still is.
const sent = new URLSearchParams(location.search).get('done')
const about = location.pathname.split('/')[2]
const isOf = (key) => ['%2F', '/'].some((end) => key.includes(`/processes/${about}${end}`))
if (sent)
  for (const key of Object.keys(localStorage))
    if (key.startsWith('form ') && key.endsWith(`/send/${sent}`) && isOf(key)) localStorage.removeItem(key)

const cameAnew = performance.getEntriesByType('navigation')[0]?.type === 'navigate'
// By the answer to sending alone: what is typed after that is a draft again, and stays over a reload.
if (cameAnew)
  for (const { dataset } of document.querySelectorAll('[data-saved-draft]')) localStorage.removeItem(dataset.savedDraft)
// A browser that goes back fills in what it remembers; the server's text and the draft of this machine know better.
else for (const form of document.querySelectorAll('form[data-draft], #sheet')) form.reset()

// In a row of tabs that is pushed sideways the one that is shown stands in sight.
for (const tab of document.querySelectorAll('.tabs [aria-current], .top nav [aria-current]')) {
  const row = tab.closest('.tabs, nav')
  row.scrollLeft += tab.getBoundingClientRect().right - row.getBoundingClientRect().right + 48
}

// The summary of faults is where a reader goes on after a form came back.
document.querySelector('#faults')?.focus()

// The link of a mail carries its secret behind the #, which no server is told.
const secret = document.querySelector('input[data-secret]')
if (secret && location.hash.length > 1) {
  secret.value = decodeURIComponent(location.hash.slice(1))
  secret.closest('.field').hidden = true
  history.replaceState(null, '', location.pathname)
}

// An open menu closes when one goes elsewhere.
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open]'))
    if (!menu.contains(event.target)) menu.open = false
})
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') for (const menu of document.querySelectorAll('details.menu[open]')) menu.open = false
})

// Rows of a list in a form: one more is a copy of the template, one less is taken out.
document.addEventListener('click', (event) => {
  const add = event.target.closest('button[data-add]')
  if (add) {
    event.preventDefault()
    const rows = document.getElementById(add.dataset.add)
    const next = Number(rows.dataset.next)
    rows.dataset.next = String(next + 1)
    const depth = rows.dataset.mark
    const made = document.createElement('template')
    made.innerHTML = document.getElementById(`${add.dataset.add}-template`).innerHTML.replaceAll(depth, String(next))
    rows.append(made.content)
    rows.lastElementChild.querySelector('input, select, textarea')?.focus()
  }
  const remove = event.target.closest('button[data-remove]')
  if (remove) {
    event.preventDefault()
    remove.closest('.row').remove()
  }
})

// All boxes of a name at once; pressed again, none.
for (const button of document.querySelectorAll('button[data-tick]')) {
  const boxes = [...button.form.querySelectorAll(`[name="${button.dataset.tick}"]`)]
  button.hidden = boxes.length < 2
  button.addEventListener('click', () => {
    const all = boxes.every(({ checked }) => checked)
    for (const box of boxes) box.checked = !all
  })
}
