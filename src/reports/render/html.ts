// Writes a filled template as one HTML page that stands alone: for reading on any screen and for printing on A4.
import { escapeText, readAsset } from '../template.ts'
import { hasOwnNumber, withHeadingIds, writeContents } from './outline.ts'

let style: string | undefined

/** The complete page. `title` is plain text; `body` is the filled template. */
export function writeHtml(title: string, body: string): string {
  style ??= readAsset('render', 'style.css').trim()
  const { html, headings } = withHeadingIds(body)
  const content = wrapTables(html.replace('<nav class="toc"></nav>', () => writeContents(headings)))
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<style>
${style}
</style>
</head>
<body>
<main>
${content.trim()}
</main>
</body>
</html>
`
}

/**
 * Tables scroll inside their own frame on a narrow screen; the frame takes the name of the table, and says whether the table
 * is counted. Tags are ours: all text is escaped.
 */
function wrapTables(html: string): string {
  return html
    .replaceAll(/<table[^>]*>\s*<caption>([\s\S]*?)<\/caption>/g, (table, caption: string) => {
      const label = caption.replaceAll(/<[^>]*>/g, '').trim()
      const counted = hasOwnNumber(label) ? '' : ' counted'
      return `<div class="wide${counted}" role="region" tabindex="0" aria-label="${label}">${table}`
    })
    .replaceAll('</table>', '</table></div>')
}
