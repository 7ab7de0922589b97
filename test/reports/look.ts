// Reads a rendered report as a reader does: its headings, tables, links and plain text.

/** Levels of the headings in their order. */
export function headingLevels(html: string): number[] {
  return [...html.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level))
}

/** Rows of the table with that caption, as the texts of their cells. */
export function tableRows(html: string, caption: string): string[][] {
  const table = [...html.matchAll(/<table[\s\S]*?<\/table>/g)].find(([text]) => text.includes(`<caption>${caption}`))
  if (!table) throw new Error(`No table "${caption}"`)
  const [, body = ''] = table[0].split('<tbody>')
  return [...body.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[dh][^>]*>([\s\S]*?)<\/t[dh]>/g)].map(([, cell = '']) => textOf(cell)),
  )
}

export function textOf(html: string): string {
  return html
    .replaceAll(/<(style|title)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<\/(p|li|h[1-6]|td|th|caption)>/g, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** Targets of links inside the page that do not exist, and ids that are given twice. */
export function linkFaults(html: string): string[] {
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id)
  const targets = [...html.matchAll(/href="#([^"]*)"/g)].map(([, id = '']) => id)
  return [...targets.filter((id) => !ids.includes(id)), ...ids.filter((id, index) => ids.indexOf(id) !== index)]
}
