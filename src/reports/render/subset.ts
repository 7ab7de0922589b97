// The small HTML that templates may use, so that every report can become HTML, DOCX and PDF.

/** Classes that each tag may carry. A tag that is not here is refused. */
export const subset: Readonly<Record<string, readonly string[]>> = {
  section: ['page', 'landscape', 'cover', 'levels', 'notes', 'signature', 'recipients', 'signer'],
  header: ['letterhead'],
  nav: ['toc'],
  h1: [],
  h2: [],
  h3: [],
  h4: [],
  p: [
    'prose',
    'label',
    'center',
    'note',
    'empty',
    'foot',
    'title',
    'draft',
    'result',
    'indicator',
    'school',
    'name',
    'rule',
    'motto',
  ],
  ul: [],
  ol: [],
  li: [],
  table: ['broad', 'grand', 'signatures'],
  caption: [],
  colgroup: [],
  col: [],
  thead: [],
  tbody: [],
  tr: ['group', 'total', 'long'],
  th: ['c'],
  td: ['c', 'n'],
  strong: [],
  em: [],
  br: [],
  a: ['mark', 'anchor'],
}

const attributes: Readonly<Record<string, readonly string[]>> = {
  col: ['style'],
  th: ['scope', 'colspan', 'rowspan'],
  td: ['colspan', 'rowspan'],
  tr: ['id'],
  a: ['href', 'id', 'title'],
}

/** What of a tag is outside the subset, in words; none when all is well. */
export function faultsOfTag(tag: string, given: Readonly<Record<string, string>>): string[] {
  const classes = subset[tag]
  if (!classes) return [`thẻ <${tag}>`]
  return Object.entries(given).flatMap(([name, value]) => {
    if (name === 'class') {
      const unknown = value.split(/\s+/).filter((one) => one !== '' && !classes.includes(one))
      return unknown.map((one) => `lớp "${one}" của <${tag}>`)
    }
    return attributes[tag]?.includes(name) ? [] : [`thuộc tính "${name}" của <${tag}>`]
  })
}

/** Links lead inside the document, to the web, to a mail address or to a file beside it: nothing that runs. */
export function isSafeLink(href: string): boolean {
  return /^(#|https?:\/\/|mailto:)/i.test(href) || !/^[^/?#]*:/.test(href)
}
