// Long work shows by itself how far it is, until it has ended; a network that is away is asked again later.
async function look() {
  const part = document.getElementById('job')
  const url = part?.dataset.job
  if (!url) return
  try {
    const answer = await fetch(`${url}?part=1`, { headers: { accept: 'text/html' } })
    if (answer.ok) {
      const made = document.createElement('template')
      made.innerHTML = await answer.text()
      part.replaceWith(made.content)
    }
  } catch {
    // The next look comes.
  }
  setTimeout(look, 1500)
}
setTimeout(look, 1000)
