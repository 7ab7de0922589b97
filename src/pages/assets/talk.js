// Comments beside a sheet are sent and settled without leaving it; those of others come in by themselves.
const talk = document.getElementById('talk')
const form = document.getElementById('talk-form')
const list = () => document.getElementById('comments')

async function refresh() {
  if (document.hidden || list().contains(document.activeElement)) return
  const answer = await fetch(form.action).catch(() => null)
  if (answer?.ok) list().outerHTML = await answer.text()
}

/** An empty form; what is sent next is another comment. */
function renew() {
  form.reset()
  form.dispatchEvent(new Event('input', { bubbles: true }))
  form.elements._key.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join(
    '',
  )
}

talk?.addEventListener('submit', async (event) => {
  const sent = event.target
  if (event.defaultPrevented || (sent === form && form.elements.body.value.trim() === '')) return
  event.preventDefault()
  const answer = await fetch(sent.action, { method: 'POST', body: new FormData(sent) }).catch(() => null)
  // Without a network the page stays, and the words with it.
  if (answer === null) {
    form.querySelector('[data-draft-state]').textContent = form.dataset.offline
    return delete sent.dataset.sent
  }
  if (!answer.ok) return HTMLFormElement.prototype.submit.call(sent)
  if (sent === form) renew()
  else form.elements.body.focus()
  await refresh()
  delete sent.dataset.sent
})
if (form) setInterval(refresh, 20_000)
