// The sheet editor with scripts: saves by itself, keeps what the network did not take, cites evidence at the cursor, shows who is here.
const form = document.getElementById('sheet')
const state = document.getElementById('saved')
const version = form.elements._version
const url = `/api/sheets/${encodeURIComponent(form.dataset.process)}`
const kept = `sheet ${form.dataset.process}`
let last = JSON.stringify(content())
let waiting = 0
let saving = false
let area = null

const tell = (text, bad = false) => {
  state.textContent = text
  state.classList.toggle('bad', bad)
}

/** The form as the API takes it. */
function content() {
  const found = { currentState: {}, ratings: {}, strengths: '', weaknesses: '', plan: '', unclear: '' }
  for (const [name, value] of new FormData(form)) {
    const text = value.replaceAll('\r\n', '\n').trim()
    if (name.startsWith('_')) continue
    const [group, ...rest] = name.split('.')
    const key = rest.join('.')
    if (text === '' && key) continue
    if (group === 'currentState') found.currentState[key] = text
    else if (group === 'ratings') found.ratings[key] = text === 'true' ? true : text === 'false' ? false : text
    else found[group] = text
  }
  return found
}

async function save() {
  const body = JSON.stringify(content())
  if (saving || body === last) return
  saving = true
  tell(form.dataset.saving)
  try {
    const answer = await fetch(`${url}?merge=true`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'if-match': `"${version.value}"` },
      body,
    })
    const said = await answer.json()
    if (answer.ok) await saved(body, said)
    else keep(body, answer.status === 412 ? form.dataset.stale : form.dataset.refused + said.detail)
  } catch {
    keep(body, form.dataset.offline)
  }
  saving = false
}

async function saved(body, said) {
  version.value = said.version
  if (said.content) adopt(JSON.parse(body), said.content)
  last = JSON.stringify(said.content ? content() : JSON.parse(body))
  localStorage.removeItem(kept)
  tell(form.dataset.saved + new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' }))
  const live = await fetch(`/sheets/${encodeURIComponent(form.dataset.process)}/live`)
  const old = document.getElementById('live')
  if (live.ok && old) {
    const open = old.querySelector('details')?.open
    old.outerHTML = await live.text()
    const details = document.querySelector('#live details')
    if (open && details) details.open = true
  }
  if (JSON.stringify(content()) !== last) later()
}

/** What others saved meanwhile goes into the fields that were not touched here. */
function adopt(sent, now) {
  for (const one of form.querySelectorAll('textarea')) {
    const [group, ...rest] = one.name.split('.')
    const read = (all) => (rest.length ? all[group]?.[rest.join('.')] : all[group]) ?? ''
    if (one.value.trim() === read(sent) && read(now) !== read(sent)) one.value = read(now)
  }
  for (const one of form.querySelectorAll('input[type=radio]')) {
    const key = one.name.slice('ratings.'.length)
    if (sent.ratings[key] !== now.ratings[key]) one.checked = one.value === String(now.ratings[key] ?? '')
  }
}

function keep(body, text) {
  localStorage.setItem(kept, JSON.stringify({ body, version: version.value }))
  tell(text, true)
}

const later = () => {
  clearTimeout(waiting)
  waiting = setTimeout(save, 1200)
}
form.addEventListener('input', later)
form.addEventListener('submit', () => {
  clearTimeout(waiting)
  localStorage.removeItem(kept)
})
addEventListener('online', save)
addEventListener('beforeunload', (event) => {
  if (!form.dataset.sent && JSON.stringify(content()) !== last) event.preventDefault()
})

// What an earlier visit could not send comes back into its fields.
const draft = JSON.parse(localStorage.getItem(kept) ?? 'null')
if (draft && draft.body !== last) {
  const was = JSON.parse(draft.body)
  for (const one of form.querySelectorAll('textarea')) {
    const [group, ...rest] = one.name.split('.')
    one.value = (rest.length ? was[group]?.[rest.join('.')] : was[group]) ?? ''
  }
  for (const one of form.querySelectorAll('input[type=radio]'))
    one.checked = one.value === String(was.ratings[one.name.slice('ratings.'.length)] ?? '')
  version.value = draft.version
  tell(form.dataset.kept, true)
}

// Evidence is cited where one was writing last.
form.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLTextAreaElement) area = target
})
for (const button of document.querySelectorAll('button[data-cite]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    const into = area ?? form.querySelector('textarea')
    const before = into.value.slice(0, into.selectionStart)
    const gap = before === '' || /\s$/.test(before) ? '' : ' '
    into.setRangeText(gap + button.dataset.cite, into.selectionStart, into.selectionEnd, 'end')
    into.focus()
    later()
  })
}

const present = async () => {
  const answer = await fetch(`${url}/presence`, { method: 'POST' }).catch(() => null)
  if (!answer?.ok) return
  const { people } = await answer.json()
  const me = document.querySelector('.person .name')?.textContent
  const others = people.map(({ name }) => name).filter((name) => name !== me)
  document.getElementById('present').textContent = others.length ? form.dataset.here + others.join(', ') : ''
}
present()
setInterval(present, 20_000)
