// The sheet editor with scripts: saves by itself, keeps on this machine what the network did not take, shows both texts of a conflict.
const form = document.getElementById('sheet')
const state = document.getElementById('saved')
const version = form.elements._version
const { process, cycle, person } = form.dataset
const url = `/api/sheets/${encodeURIComponent(process)}`
const kept = `sheet ${person} ${process}`
const minute = () => new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' })

// Over a slow line one types before this script is there: that stays, in the fields where it is.
const blank = form.cloneNode(true)
blank.reset()
const [early, given] = [content(), content(blank)]
let saved = form.dataset.unsaved ? '' : marks(given)
let waiting = 0
let tries = 0
let saving = false
let again = false

const tell = (text, bad = false) => {
  state.textContent = text
  state.classList.toggle('bad', bad)
}

/** The form as the API takes it. */
function content(of = form) {
  const found = { currentState: {}, ratings: {}, strengths: '', weaknesses: '', plan: '', unclear: '' }
  for (const [name, value] of new FormData(of)) {
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

function valueIn(all, field) {
  const [group, ...rest] = field.split('.')
  return (rest.length ? all[group]?.[rest.join('.')] : all[group]) ?? ''
}

/** Puts a value in its field, be it a text or the choices of a rating. */
function put(field, value) {
  const found = form.elements.namedItem(field)
  if (found) found.value = String(value)
}

function fields() {
  return [...new Set([...form.elements].map(({ name }) => name))].filter((name) => /^[a-z]/.test(name))
}

/** The same text for the same words and ratings, whoever put them together. */
function marks(all) {
  return JSON.stringify(fields().map((field) => String(valueIn(all, field))))
}

const isOpen = () => form.querySelector('[data-conflict]') !== null

/** Of this person, sheet and version; a machine that keeps nothing is no reason to stop. */
function keep() {
  const body = content()
  try {
    if (marks(body) === saved) localStorage.removeItem(kept)
    else localStorage.setItem(kept, JSON.stringify({ body, version: version.value }))
    return true
  } catch {
    return false
  }
}

const later = (ms = 1200) => {
  clearTimeout(waiting)
  waiting = setTimeout(save, ms)
}

async function save() {
  clearTimeout(waiting)
  const sent = content()
  const body = JSON.stringify(sent)
  if (saving) again = true
  if (saving || marks(sent) === saved || isOpen()) return
  saving = true
  again = false
  tell(tries > 0 ? form.dataset.again : form.dataset.saving)
  try {
    const answer = await fetch(`${url}?merge=true`, {
      method: 'PUT',
      headers: {
        'content-type': 'application/json',
        'if-match': `"${version.value}"`,
        'accept-language': document.documentElement.lang,
      },
      body,
      keepalive: body.length < 20_000,
    })
    const said = await answer.json()
    tries = 0
    if (answer.ok) await took(sent, said)
    else if (answer.status === 412) conflict(sent, said)
    else if (answer.status === 401) tell(form.dataset.out, true)
    else tell(form.dataset.refused + said.detail, true)
    if (answer.status === 401 || answer.status >= 429) later(20_000)
  } catch {
    tell(form.dataset.offline, true)
    later(Math.min(30_000, 2000 * 2 ** tries++))
  }
  saving = false
  keep()
  if (again) later(0)
}

async function took(sent, said) {
  version.value = said.version
  if (said.content) adopt(sent, said.content)
  saved = marks(said.content ?? sent)
  keep()
  if (marks(content()) === saved) tell(form.dataset.saved + minute())
  else later()
  const live = await fetch(`/sheets/${encodeURIComponent(process)}/live`)
  const old = document.getElementById('live')
  if (!live.ok || !old) return
  const wasOpen = old.querySelector('details')?.open
  old.outerHTML = await live.text()
  const details = document.querySelector('#live details')
  if (wasOpen && details) details.open = true
}

/** What others saved goes into the fields that were not touched here; `but` are those that both changed. */
function adopt(sent, now, but = []) {
  const mine = content()
  for (const field of fields()) {
    const [own, was, is] = [mine, sent, now].map((all) => String(valueIn(all, field)))
    if (own === was && was !== is && !but.includes(field)) put(field, is)
  }
}

/** Both texts at their field; nothing is saved before one is chosen for each. */
function conflict(sent, { version: now, conflicts, merged, content: stored }) {
  adopt(
    sent,
    merged,
    conflicts.map(({ field }) => field),
  )
  version.value = now
  saved = marks(stored)
  for (const one of conflicts) show(one)
  tell(form.dataset.stale, true)
  const way = document.createElement('a')
  Object.assign(way, { href: `#${conflicts[0].field}-stored`, textContent: form.dataset.choose })
  state.append(way)
}

function show({ field, theirs, base }) {
  const part = document.getElementById('conflict').content.firstElementChild.cloneNode(true)
  const inputs = [...form.querySelectorAll(`[name="${CSS.escape(field)}"]`)]
  const named = (value) =>
    inputs.find((one) => one.type === 'radio' && one.value === String(value ?? ''))?.parentElement.textContent.trim()
  const words = (value) => named(value) ?? (value || form.dataset.empty)
  part.id = `${field}-stored`
  part.dataset.conflict = field
  part.dataset.theirs = theirs ?? ''
  part.querySelector('[data-text=theirs]').textContent = words(theirs)
  part.querySelector('[data-text=base]').textContent = words(base)
  inputs[0].closest('.field, fieldset').append(part)
  settleable(part)
}

function settleable(part) {
  const field = part.dataset.conflict
  part.querySelector('.buttons').hidden = false
  part.addEventListener('click', ({ target }) => {
    const { settle } = target.dataset
    if (!settle) return
    if (settle === 'theirs') put(field, part.dataset.theirs)
    part.remove()
    form.querySelector(`[name="${CSS.escape(field)}"]`).focus()
    keep()
    later(0)
  })
}

form.addEventListener('input', () => {
  keep()
  later()
})
// The plain button saves in place, and what stands in the fields is the choice; handing in leaves the page.
form.addEventListener('submit', (event) => {
  clearTimeout(waiting)
  if (event.submitter?.name) return
  event.preventDefault()
  for (const part of form.querySelectorAll('[data-conflict]')) part.remove()
  // What is only proposed was never stored: pressing Save takes it over.
  if (form.dataset.proposed) saved = ''
  delete form.dataset.proposed
  if (marks(content()) === saved) tell(form.dataset.saved + minute())
  else save()
})
addEventListener('online', () => save())
addEventListener('pagehide', keep)
document.addEventListener('visibilitychange', () => document.hidden && save())
addEventListener('beforeunload', (event) => {
  if (!form.dataset.sent && !keep()) event.preventDefault()
})
// What an earlier visit could not send comes back into its fields and is sent; the server merges what others did meanwhile.
const draft = JSON.parse(localStorage.getItem(kept) ?? 'null')
if (draft && marks(draft.body) !== saved) {
  for (const field of fields())
    if (valueIn(early, field) === valueIn(given, field)) put(field, valueIn(draft.body, field))
  version.value = draft.version
  tell(form.dataset.kept, true)
  later(0)
} else {
  keep()
  if (marks(early) !== marks(given)) later(0)
}
for (const part of form.querySelectorAll('[data-conflict]')) settleable(part)

// Who else is here, and what they save.
const others = (people) => {
  const names = people.filter(({ id }) => id !== person).map(({ name }) => name)
  document.getElementById('present').textContent = names.length ? form.dataset.here + names.join(', ') : ''
}
const present = async () => {
  if (document.hidden) return
  const answer = await fetch(`${url}/presence`, { method: 'POST' }).catch(() => null)
  if (answer?.ok) others((await answer.json()).people)
}
present()
setInterval(present, 20_000)

/** Somebody saved: without words of one's own it is taken over, with them the next save merges. */
function changed(event) {
  const { process: which, version: now } = JSON.parse(event.data)
  if (which !== process || now <= Number(version.value) || saving) return
  if (marks(content()) !== saved) later()
  else catchUp()
}

/** What was saved before the line was open, or while it was lost, nobody tells. */
async function catchUp() {
  const before = content()
  if (saving || marks(before) !== saved) return
  const answer = await fetch(url).catch(() => null)
  if (!answer?.ok) return
  const sheet = await answer.json()
  if (sheet.version <= Number(version.value)) return
  if (marks(content()) !== saved) return later()
  adopt(before, sheet.content)
  version.value = sheet.version
  saved = marks(content())
}

// One open line for the page that is looked at; a browser has only a few for all its tabs.
let line = null
const listen = () => {
  line?.close()
  line = document.hidden ? null : new EventSource(`/api/live?cycle=${encodeURIComponent(cycle)}`)
  line?.addEventListener('open', catchUp)
  line?.addEventListener('changed', changed)
  line?.addEventListener('present', (event) => {
    const { process: which, people } = JSON.parse(event.data)
    if (which === process) others(people)
  })
}
if (cycle) {
  listen()
  document.addEventListener('visibilitychange', listen)
}
