// Uploads the file of a form in pieces by the tus protocol, goes on where the network broke, then sends the form without it.
const form = document.getElementById('upload')
const piece = 4 * 1024 * 1024
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const tus = { 'tus-resumable': '1.0.0' }

const show = (text) => {
  document.getElementById('progress').textContent = text
}

async function begin(file) {
  const name = btoa(String.fromCharCode(...new TextEncoder().encode(file.name)))
  const remove = btoa(String(form.elements.removeLocation.checked))
  const answer = await fetch(form.dataset.uploads, {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': String(file.size),
      'upload-metadata': `filename ${name},removeLocation ${remove}`,
    },
  })
  if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.detail ?? answer.statusText)
  return answer.headers.get('location')
}

async function offsetOf(url) {
  const answer = await fetch(url, { method: 'HEAD', headers: tus })
  return Number(answer.headers.get('upload-offset'))
}

/** Sends from `offset` on; a broken line is tried again for some minutes. */
async function send(url, file) {
  const bar = document.getElementById('bar')
  bar.hidden = false
  let tries = 0
  for (let offset = 0; offset < file.size;) {
    try {
      const answer = await fetch(url, {
        method: 'PATCH',
        headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
        body: file.slice(offset, offset + piece),
      })
      if (answer.status === 204) {
        offset = Number(answer.headers.get('upload-offset'))
        tries = 0
      } else if (answer.status === 409) offset = await offsetOf(url)
      else
        throw Object.assign(new Error((await answer.json().catch(() => null))?.detail ?? answer.statusText), {
          final: true,
        })
    } catch (error) {
      if (error.final || ++tries > 60) throw error
      show(form.dataset.again)
      await pause(Math.min(10_000, 500 * 2 ** tries))
      offset = await offsetOf(url).catch(() => offset)
    }
    bar.value = (offset / file.size) * 100
    show(`${form.dataset.sending}${Math.round(bar.value)}%`)
  }
}

form?.addEventListener('submit', async (event) => {
  const [file] = form.elements.file.files
  if (!file) return
  event.preventDefault()
  const button = form.querySelector('.buttons button')
  button.disabled = true
  try {
    const url = await begin(file)
    await send(url, file)
    form.elements.upload.value = url.split('/').at(-1)
    form.elements.file.disabled = true
    form.submit()
  } catch (error) {
    show(error.message)
    button.disabled = false
  }
})
