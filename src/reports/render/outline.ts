// What of a filled template is numbered: gives each heading an id, writes the table of contents, says which tables are counted.

export interface Heading {
  level: number
  id: string
  /** Escaped, without tags. */
  text: string
}

/** Every h2 to h4 gets an id by its place, so that the contents can link to it. Tags are ours: all text is escaped. */
export function withHeadingIds(html: string): { html: string; headings: Heading[] } {
  const headings: Heading[] = []
  const numbered = html.replaceAll(
    /<h([2-4])(| class="[^"]*")>([\s\S]*?)<\/h\1>/g,
    (_, level: string, kind: string, inside: string) => {
      const id = `muc-${headings.length + 1}`
      headings.push({ level: Number(level), id, text: plain(inside) })
      return `<h${level} id="${id}"${kind}>${inside}</h${level}>`
    },
  )
  return { html: numbered, headings }
}

/** Nested lists of links; the contents do not list themselves. */
export function writeContents(headings: readonly Heading[]): string {
  const shown = headings.filter(({ text }) => text !== 'MỤC LỤC')
  return `<nav class="toc" aria-label="Mục lục">${list(shown, 2)}</nav>`
}

/** A caption that begins with a number of its form, such as `2a.`, gets no second number. */
export function hasOwnNumber(caption: string): boolean {
  return /^\d+[a-zđ]?\./u.test(caption)
}

function list(headings: readonly Heading[], level: number): string {
  const starts = headings.flatMap((heading, index) => (heading.level === level ? [index] : []))
  if (starts.length === 0) return ''
  const items = starts.map((start, place) => {
    const below = headings.slice(start + 1, starts[place + 1] ?? headings.length)
    const [heading] = headings.slice(start)
    return `<li><a href="#${heading?.id}">${heading?.text}</a>${list(below, level + 1)}</li>`
  })
  return `<ul>${items.join('')}</ul>`
}

function plain(html: string): string {
  return html
    .replaceAll(/<a class="mark"[\s\S]*?<\/a>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
