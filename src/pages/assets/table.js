// A block of cells copied in a spreadsheet fills the table from the cell where it is pasted, with more rows where they are needed.
const form = document.getElementById('table')
const said = document.getElementById('pasting')

/** Lines and cells of the clipboard; a cell in quotes may hold line breaks. */
function read(text) {
  const rows = [[]]
  for (const [, quoted, plain, mark] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n\r]*))(\t|\r?\n|$)/g)) {
    rows.at(-1).push((quoted?.replaceAll('""', '"').replaceAll(/\s+/g, ' ') ?? plain ?? '').trim())
    if (mark === '') break
    if (mark !== '\t') rows.push([])
  }
  return rows.filter((row) => row.some((cell) => cell !== ''))
}

const body = () => form.querySelector('tbody')

/** One row more: a copy of the last with names of its own. */
function addRow() {
  const last = body().lastElementChild
  const next = 1 + Math.max(...[...form.elements].map(({ name }) => Number(/^r\.(\d+)\./.exec(name)?.[1] ?? -1)))
  const row = last.cloneNode(true)
  for (const input of row.querySelectorAll('input')) {
    input.name = input.name.replace(/^r\.\d+/, `r.${next}`)
    input.id = input.name
    input.value = ''
    input.removeAttribute('aria-invalid')
    input.removeAttribute('aria-describedby')
  }
  for (const fault of row.querySelectorAll('.fault')) fault.remove()
  body().append(row)
}

form?.addEventListener('paste', (event) => {
  const start = event.target.closest('.cells input')
  const rows = read(event.clipboardData.getData('text'))
  if (!start || (rows.length < 2 && (rows[0]?.length ?? 0) < 2)) return
  event.preventDefault()
  const lines = () => [...form.querySelectorAll('.cells tr')]
  const top = lines().indexOf(start.closest('tr'))
  const left = [...start.closest('tr').querySelectorAll('td')].indexOf(start.closest('td'))
  let filled = 0
  for (const [down, row] of rows.entries()) {
    while (!lines()[top + down] && lines().length < 82) addRow()
    const cells = [...(lines()[top + down]?.querySelectorAll('td') ?? [])]
    for (const [right, value] of row.entries()) {
      const input = cells[left + right]?.querySelector('input')
      if (!input) continue
      input.value = value
      filled++
    }
  }
  form.dispatchEvent(new Event('input'))
  said.textContent = said.dataset.pasted + filled + said.dataset.cells
})

// Adding a row needs no server where scripts run.
form?.querySelector('button[value=row]')?.addEventListener('click', (event) => {
  event.preventDefault()
  addRow()
  body().lastElementChild.querySelector('input').focus()
})

// A draft of this machine may have more rows than the page.
form?.addEventListener('restore', ({ detail: names }) => {
  const wanted = names.filter((name) => /^r\.\d+\.label$/.test(name)).length
  while (body().children.length < Math.min(wanted, 80)) addRow()
})
