// Observations with scripts: kept on this machine first, with their photos, then sent; sent again until they have arrived, once.
const form = document.getElementById('add')
const queue = document.getElementById('queue')
const waiting = document.getElementById('waiting')
const { cycle, person } = form.dataset
const api = `/api/cycles/${encodeURIComponent(cycle)}/observations/`
const longest = 2000

const opened = new Promise((resolve, reject) => {
  const asked = indexedDB.open('kiemdinh-observations', 1)
  asked.onupgradeneeded = () => asked.result.createObjectStore('notes', { keyPath: 'id' })
  asked.onsuccess = () => resolve(asked.result)
  asked.onerror = () => reject(asked.error)
})

async function store(mode, work) {
  const database = await opened
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('notes', mode)
    const asked = work(transaction.objectStore('notes'))
    transaction.oncomplete = () => resolve(asked?.result)
    transaction.onabort = () => reject(transaction.error)
  })
}

const mine = async () =>
  (await store('readonly', (notes) => notes.getAll())).filter((one) => one.person === person && one.cycle === cycle)

/** A photo as small as it may be; a picture the browser cannot read goes as it is. */
async function smaller(file) {
  try {
    const bitmap = await createImageBitmap(file)
    const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', 0.85))
  } catch {
    return file
  }
}

/** Id of a note -> why the server does not take it as it is. */
const refused = new Map()
/** The one of these that is in the form again. */
let mended = null

async function noteIn() {
  const all = new FormData(form)
  const text = (name) => String(all.get(name) ?? '').trim()
  const files = all.getAll('photo').filter((file) => file.size > 0)
  const photos = await Promise.all(
    files.map(async (file) => ({ id: crypto.randomUUID(), name: file.name || 'anh.jpg', blob: await smaller(file) })),
  )
  const body = {
    kind: text('kind'),
    method: text('method'),
    criterion: text('criterion') || null,
    body: text('body'),
    place: text('place'),
    evidence: text('evidence')
      .split(/[\s,;]+/)
      .filter(Boolean),
    observedOn: text('observedOn'),
    observedTime: text('observedTime') || null,
    drawnFrom: all.getAll('drawnFrom'),
  }
  const about = { person, cycle, version: text('version'), body }
  if (mended) return { ...about, id: mended.id, photos: [...mended.photos, ...photos] }
  // The server's form made an id when it was drawn; the page may be kept for weeks, so each note gets one of its own.
  const id = text('version') === '' ? crypto.randomUUID() : text('id')
  return { ...about, id, photos }
}

async function put(path, headers, body) {
  const asked = { ...headers, 'accept-language': document.documentElement.lang }
  const answer = await fetch(api + path, { method: 'PUT', headers: asked, body })
  if (answer.ok) return
  const said = await answer.json().catch(() => ({ detail: answer.statusText }))
  const told = said.issues?.map(({ path, message }) => `${labelOf(path)}: ${message}`).join(' ')
  throw Object.assign(new Error(told ?? said.detail), { status: answer.status })
}

/** The words at the field that the server names. */
function labelOf(path) {
  const [name] = path.split('.')
  return form.querySelector(`label[for="${name}"]`)?.firstChild.textContent.trim() ?? path
}

async function send(note) {
  if (!note.written) {
    const match = note.version === '' ? {} : { 'if-match': `"${note.version}"` }
    await put(note.id, { 'content-type': 'application/json', ...match }, JSON.stringify(note.body))
    note.written = true
    await store('readwrite', (notes) => notes.put(note))
  }
  for (const { id, name, blob } of note.photos)
    await put(`${note.id}/photos/${id}?name=${encodeURIComponent(name)}`, { 'content-type': blob.type }, blob)
  await store('readwrite', (notes) => notes.delete(note.id))
}

let sending = false
async function sendAll() {
  if (sending) return
  sending = true
  let arrived = 0
  let why = ''
  for (const note of await mine()) {
    try {
      await send(note)
      refused.delete(note.id)
      arrived++
    } catch (error) {
      if (error.status === 401) why = form.dataset.out
      else if (error.status) refused.set(note.id, error.message)
      if (!error.status || error.status === 401) break
    }
  }
  sending = false
  await show(why)
  if (arrived > 0 && (await mine()).length === 0) queue.textContent = form.dataset.arrived
  if (arrived > 0 || isKept()) await refresh()
}

/** The page is the one kept on this machine: of another day, and without the list of what was sent. */
const isKept = () => document.getElementById('observations')?.dataset.kept === 'yes'

async function show(why = '') {
  const left = await mine()
  queue.textContent = left.length > 0 ? left.length + form.dataset.waiting + (why && ` ${why}`) : ''
  queue.classList.toggle('bad', why !== '')
  waiting.replaceChildren(...left.map(itemOf))
}

function itemOf(note) {
  const { id, body, photos } = note
  const item = document.createElement('li')
  const said = document.createElement('span')
  said.lang = 'vi'
  said.textContent = `${body.criterion ?? ''} ${body.body.slice(0, 120)}${photos.length ? ` (+${photos.length})` : ''}`
  item.append(said)
  if (!refused.has(id)) return item
  const why = document.createElement('p')
  why.className = 'fault'
  why.textContent = form.dataset.refused + refused.get(id)
  item.append(
    why,
    button(form.dataset.mend, () => mend(note)),
    button(form.dataset.drop, () => drop(note)),
  )
  return item
}

function button(words, act) {
  const made = document.createElement('button')
  Object.assign(made, { type: 'button', className: 'quiet small', textContent: words, onclick: act })
  return made
}

/** Puts a note that was refused into the form again; it stays kept as it is until it is written anew. */
function mend(note) {
  mended = note
  const { drawnFrom, evidence, ...one } = note.body
  for (const [name, value] of Object.entries({ ...one, evidence: evidence.join(' '), version: note.version }))
    form.elements[name].value = value ?? ''
  for (const box of form.querySelectorAll('[name=drawnFrom]')) box.checked = drawnFrom.includes(box.value)
  form.elements.body.focus()
}

async function drop({ id }) {
  if (!confirm(form.dataset.sure)) return
  await store('readwrite', (notes) => notes.delete(id))
  refused.delete(id)
  await show()
}

async function refresh() {
  const answer = await fetch(`${form.getAttribute('action')}/list`).catch(() => null)
  const old = document.getElementById('observations')
  if (answer?.ok && !answer.redirected && old) old.outerHTML = await answer.text()
}

form.addEventListener('submit', async (event) => {
  // Without words it is the server's to say what is missing.
  if (String(new FormData(form).get('body')).trim() === '') return
  event.preventDefault()
  const button = form.querySelector('.buttons button')
  button.disabled = true
  try {
    const note = await noteIn()
    await store('readwrite', (notes) => notes.put(note))
    mended = null
    refused.delete(note.id)
    for (const name of ['body', 'photo', 'evidence', 'version']) form.elements[name].value = ''
    for (const box of form.querySelectorAll('[name=drawnFrom]')) box.checked = false
    await show()
    await sendAll()
  } catch {
    // A machine that keeps nothing sends the form as it is.
    form.submit()
  }
  button.disabled = false
  if (document.activeElement === document.body) button.focus()
  delete form.dataset.sent
})
if (isKept()) form.elements.observedOn.value = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' })
addEventListener('online', sendAll)
setInterval(sendAll, 30_000)
sendAll()

// From the first visit on the page opens without a network.
if ('serviceWorker' in navigator) {
  const scope = form.getAttribute('action')
  await navigator.serviceWorker.register(form.dataset.worker, { scope }).catch(() => null)
  const { active } = await navigator.serviceWorker.ready
  const parts = [
    ...document.querySelectorAll('script[src], link[rel=stylesheet], link[rel=icon], img[src^="/assets/"]'),
  ]
  if (navigator.onLine) active.postMessage({ keep: parts.map((one) => one.src || one.href) })
}
