// A file that waits for the register is dropped in place: what was typed about the others stays.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[formaction$="/cancel"]')
  if (!button) return
  event.preventDefault()
  button.disabled = true
  const answer = await fetch(button.formAction, { method: 'POST', body: new FormData() }).catch(() => null)
  button.disabled = false
  if (!answer?.ok && answer?.status !== 404) return
  const card = button.closest('fieldset')
  const { form } = button
  card.remove()
  const next = form.querySelector('fieldset input')
  if (next) next.focus()
  else location.reload()
})
