// Photos of the pages of a paper become one PDF on this machine: turned upright, made smaller, without the place where they were taken.
const drop = document.getElementById('drop')
const holder = drop?.querySelector('[data-photos]')
const pages = []
const longest = 2000

/** A picture as the bytes of a JPEG. Drawing it anew leaves all that a camera writes beside it. */
async function drawn(file) {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82))
  return { width: canvas.width, height: canvas.height, blob }
}

/** A4 upright or across, the picture as large as it fits. */
async function pdf(pictures) {
  const parts = []
  const places = []
  let length = 0
  const add = (part) => {
    parts.push(part)
    length += typeof part === 'string' ? part.length : part.size
  }
  const object = (number, ...inside) => {
    places[number] = length
    add(`${number} 0 obj\n`)
    for (const part of inside) add(part)
    add('\nendobj\n')
  }
  add('%PDF-1.4\n%\u00b5\u00b6\n')
  const kids = pictures.map((_, index) => `${3 + index * 3} 0 R`).join(' ')
  object(1, '<< /Type /Catalog /Pages 2 0 R >>')
  object(2, `<< /Type /Pages /Count ${pictures.length} /Kids [${kids}] >>`)
  for (const [index, { width, height, blob }] of pictures.entries()) {
    const number = 3 + index * 3
    const [w, h] = width > height ? [842, 595] : [595, 842]
    const scale = Math.min(w / width, h / height)
    const [pw, ph] = [width * scale, height * scale].map((one) => one.toFixed(2))
    const draw = `q ${pw} 0 0 ${ph} ${((w - pw) / 2).toFixed(2)} ${((h - ph) / 2).toFixed(2)} cm /P Do Q`
    const uses = `/Resources << /XObject << /P ${number + 2} 0 R >> >>`
    object(number, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] ${uses} /Contents ${number + 1} 0 R >>`)
    object(number + 1, `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`)
    const image = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB`
    const head = `<< ${image} /BitsPerComponent 8 /Filter /DCTDecode /Length ${blob.size} >>\nstream\n`
    object(number + 2, head, blob, '\nendstream')
  }
  const start = length
  const entries = places.slice(1).map((place) => `${String(place).padStart(10, '0')} 00000 n \n`)
  add(`xref\n0 ${places.length}\n0000000000 65535 f \n${entries.join('')}`)
  add(`trailer\n<< /Size ${places.length} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
  // Every character written here is one byte.
  const bytes = parts.map((part) => (typeof part === 'string' ? Uint8Array.from(part, (c) => c.charCodeAt(0)) : part))
  return new Blob(bytes, { type: 'application/pdf' })
}

function show() {
  const list = document.getElementById('photos')
  list.hidden = pages.length === 0
  list.replaceChildren(
    ...pages.map((page, index) => {
      const item = document.createElement('li')
      const picture = document.createElement('img')
      picture.src = page.preview
      picture.alt = `${drop.dataset.page} ${index + 1}`
      const remove = document.createElement('button')
      Object.assign(remove, { type: 'button', className: 'plain', textContent: `${drop.dataset.drop} ${index + 1}` })
      remove.addEventListener('click', () => {
        URL.revokeObjectURL(pages.splice(index, 1)[0].preview)
        show()
      })
      item.append(picture, remove)
      return item
    }),
  )
  if (pages.length === 0) return
  const make = document.createElement('button')
  Object.assign(make, { type: 'button', className: 'small', textContent: drop.dataset.pages })
  make.addEventListener('click', async () => {
    make.disabled = true
    const name = `${drop.dataset.scan} ${new Date().toLocaleString('sv-SE').replaceAll(':', '.')}.pdf`
    const file = new File([await pdf(pages)], name, { type: 'application/pdf' })
    for (const { preview } of pages.splice(0)) URL.revokeObjectURL(preview)
    show()
    drop.dispatchEvent(new CustomEvent('files', { detail: [file] }))
  })
  const last = document.createElement('li')
  last.append(make)
  list.append(last)
}

holder?.querySelector('input').addEventListener('change', async ({ target }) => {
  const chosen = [...target.files]
  target.value = ''
  for (const file of chosen) {
    try {
      const page = await drawn(file)
      pages.push({ ...page, preview: URL.createObjectURL(page.blob) })
    } catch {
      const fault = document.createElement('li')
      fault.className = 'saved bad'
      fault.textContent = `${file.name}: ${drop.dataset.broken}`
      document.getElementById('queue').append(fault)
    }
    show()
  }
})
if (holder) holder.hidden = false
