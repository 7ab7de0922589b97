// Whenever a seat changes, what the rules say of the choice is asked anew; the address keeps the choice.
const form = document.querySelector('#team')
let asked = 0

async function check() {
  const mine = ++asked
  const chosen = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (value !== '') chosen.append(name, value)
  const url = `${form.getAttribute('action')}?${chosen}`
  history.replaceState(null, '', url)
  const answer = await fetch(`${url}${chosen.size > 0 ? '&' : ''}part=chosen`).catch(() => null)
  if (!answer?.ok || mine !== asked) return
  const made = document.createElement('template')
  made.innerHTML = await answer.text()
  document.querySelector('#chosen').replaceWith(made.content)
}

if (form) {
  for (const one of document.querySelectorAll('[data-without-script]')) one.hidden = true
  form.addEventListener('change', (event) => {
    if (event.target.matches('select')) check()
  })
}
