// Sends files up in pieces by the tus protocol and goes on where the network or the visit broke off: one with its form, or many at once.
const piece = 4 * 1024 * 1024
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const tus = { 'tus-resumable': '1.0.0', 'accept-language': document.documentElement.lang }
const coded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))

const form = document.getElementById('upload')
const drop = document.getElementById('drop')

/** Where a file that was begun is remembered, on this machine for this person. */
const keyOf = ({ name, size, lastModified }) =>
  `upload ${drop?.dataset.person} ${drop?.dataset.cycle} ${JSON.stringify([name, size, lastModified])}`

async function refusal(answer) {
  const said = await answer.json().catch(() => null)
  return Object.assign(new Error(said?.detail ?? answer.statusText), { final: true })
}

async function begin(file, uploads, removeLocation) {
  const known = localStorage.getItem(keyOf(file))
  if (known && (await offsetOf(known).catch(() => null)) !== null) return known
  const answer = await fetch(uploads, {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': String(file.size),
      'upload-metadata': `filename ${coded(file.name)},removeLocation ${coded(String(removeLocation))}`,
    },
  })
  if (!answer.ok) throw await refusal(answer)
  const url = answer.headers.get('location')
  localStorage.setItem(keyOf(file), url)
  return url
}

async function offsetOf(url) {
  const answer = await fetch(url, { method: 'HEAD', headers: tus })
  if (!answer.ok) return null
  return Number(answer.headers.get('upload-offset'))
}

/** Answers the address of the whole upload; a broken line is tried again for some minutes. `told` hears the share and a word. */
async function send(file, { uploads, removeLocation, again, told }) {
  let tries = 0
  const patiently = async (work) => {
    for (;;) {
      try {
        const done = await work()
        tries = 0
        return done
      } catch (error) {
        if (error.final || ++tries > 60) throw error
        told(null, again)
        await pause(Math.min(10_000, 500 * 2 ** tries))
      }
    }
  }
  const url = await patiently(() => begin(file, uploads, removeLocation))
  let offset = (await patiently(() => offsetOf(url))) ?? 0
  told(offset / file.size)
  while (offset < file.size) {
    offset = await patiently(async () => {
      const answer = await fetch(url, {
        method: 'PATCH',
        headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
        body: file.slice(offset, offset + piece),
      })
      if (answer.status === 409) return (await offsetOf(url)) ?? 0
      if (answer.status !== 204) throw await refusal(answer)
      return Number(answer.headers.get('upload-offset'))
    }).catch(async (error) => {
      if (error.final) localStorage.removeItem(keyOf(file))
      throw error
    })
    told(offset / file.size)
  }
  localStorage.removeItem(keyOf(file))
  return url
}

const percent = (share) => `${Math.round(share * 100)}%`

form?.addEventListener('submit', async (event) => {
  const [file] = form.elements.file.files
  if (!file) return
  event.preventDefault()
  const button = form.querySelector('.buttons button')
  const bar = document.getElementById('bar')
  const words = document.getElementById('progress')
  button.disabled = true
  bar.hidden = false
  const told = (share, word) => {
    if (share !== null) bar.value = share * 100
    words.textContent = word ?? `${form.dataset.sending}${percent(share)}`
  }
  try {
    const { uploads, again } = form.dataset
    const url = await send(file, { uploads, again, told, removeLocation: form.elements.removeLocation.checked })
    form.elements.upload.value = url.split('/').at(-1)
    form.elements.file.disabled = true
    form.submit()
  } catch (error) {
    words.textContent = error.message
    button.disabled = false
  }
})

// Many files: each with its bar, two at a time; when all are there, the next step is offered.
const queue = document.getElementById('queue')
const waiting = []
let running = 0
let finished = 0

function line(file) {
  const item = document.createElement('li')
  const name = document.createElement('span')
  const bar = document.createElement('progress')
  const word = document.createElement('small')
  name.textContent = file.name
  name.lang = 'vi'
  Object.assign(bar, { max: 100, value: 0 })
  bar.setAttribute('aria-label', file.name)
  word.textContent = drop.dataset.waits
  item.append(name, bar, word)
  queue.append(item)
  return { bar, word }
}

async function next() {
  const one = running < 2 && waiting.shift()
  if (!one) return
  running++
  const { uploads, again, done } = drop.dataset
  const told = (share, word) => {
    if (share !== null) one.bar.value = share * 100
    one.word.textContent = word ?? percent(share)
  }
  try {
    await send(one.file, { uploads, again, told, removeLocation: true })
    one.word.textContent = done
    finished++
  } catch (error) {
    one.word.textContent = error.message
    one.word.className = 'saved bad'
  }
  running--
  if (running === 0 && waiting.length === 0 && finished > 0) offer()
  void next()
}

function offer() {
  if (document.getElementById('enter')) return
  const link = document.createElement('a')
  Object.assign(link, { id: 'enter', className: 'button', href: drop.dataset.next, textContent: drop.dataset.enter })
  queue.after(link)
}

function take(files) {
  for (const file of files) {
    waiting.push({ file, ...line(file) })
    void next()
  }
}

if (drop) {
  const { files } = drop.elements
  drop.querySelector('[data-plain]').hidden = true
  files.addEventListener('change', () => {
    take([...files.files])
    files.value = ''
  })
  drop.addEventListener('files', (event) => take(event.detail))
  for (const name of ['dragover', 'dragleave', 'drop'])
    drop.addEventListener(name, (event) => {
      event.preventDefault()
      drop.classList.toggle('over', name === 'dragover')
      if (name === 'drop') take([...event.dataTransfer.files])
    })
  addEventListener('beforeunload', (event) => (running > 0 ? event.preventDefault() : undefined))
  const mine = `upload ${drop.dataset.person} ${drop.dataset.cycle} `
  const broken = Object.keys(localStorage).filter((key) => key.startsWith(mine))
  if (broken.length > 0) {
    const hint = document.createElement('p')
    hint.className = 'hint'
    hint.textContent = drop.dataset.resume + broken.map((key) => JSON.parse(key.slice(mine.length))[0]).join(', ')
    queue.before(hint)
  }
}
