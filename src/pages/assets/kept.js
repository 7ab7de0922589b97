// A sheet that is closed by now: shows what this machine keeps of it, so that nothing typed is lost.
const box = document.getElementById('kept')
const key = box && `sheet ${box.dataset.person} ${box.dataset.process}`
const draft = box && JSON.parse(localStorage.getItem(key) ?? 'null')
if (draft) {
  const { currentState, ratings: _, ...texts } = draft.body
  const written = [...Object.values(currentState), ...Object.values(texts)].filter(Boolean)
  box.querySelector('pre').textContent = written.join('\n\n')
  box.hidden = written.length === 0
  box.querySelector('button').addEventListener('click', () => {
    localStorage.removeItem(key)
    box.hidden = true
  })
}
