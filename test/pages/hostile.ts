// What an attacker types: into every text of a school's story, and into every form that a page shows.
import { Parser } from 'htmlparser2'
import type { SchoolInput } from '../../src/demo/input.ts'
import { pdf } from '../support/upload.ts'

/** Runs in a page that takes it for anything but text; breaks out of attributes, elements and scripts. */
export const hostile = `"'><img src=x onerror="window.hit=1"><script>window.hit=1</script>`
const brief = '<img src=x onerror=hit=1>'

/** The story with hostile text in everything that its people write; names that refer to each other stay the same. */
export function taintedStory(story: SchoolInput): SchoolInput {
  const taint = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return isProse(value, key) ? `${value} ${hostile}` : value
    if (Array.isArray(value)) return value.map((one) => taint(one, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, taint(inner, name)]))
  }
  return taint(story, '') as SchoolInput
}

/** Texts that people write have a space in them; those that name a unit of the ministry's lists have none. */
const isProse = (value: string, key: string) => / /.test(value) && !['schoolYear', 'weeks'].includes(key)

/** Where hostile text became a part of the page instead of a text on it. */
export function escaped(html: string): string[] {
  const found: string[] = []
  const parser = new Parser({
    onopentag(name, attributes) {
      const acts = Object.keys(attributes).some((key) => key.startsWith('on'))
      const own = name !== 'script' || (attributes['src'] ?? '').startsWith('/assets/')
      if (acts || !own || attributes['src'] === 'x' || /^\s*javascript:/i.test(attributes['href'] ?? ''))
        found.push(`<${name} ${JSON.stringify(attributes)}>`)
    },
  })
  parser.end(html)
  return found
}

export interface SeenForm {
  /** Where it is sent, and the button it is sent with. */
  action: string
  body(): FormData
}

interface Field {
  name: string
  kind: string
  attributes: Record<string, string>
  options: { value: string; selected: boolean }[]
}

/** The forms of a page that write, each filled with hostile text wherever text goes. */
export function formsIn(html: string): SeenForm[] {
  const forms: { action: string; fields: Field[] }[] = []
  let open: { action: string; fields: Field[] } | null = null
  let template = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'template') template += 1
      if (template > 0) return
      if (name === 'form' && attributes['method'] === 'post')
        forms.push((open = { action: attributes['action'] ?? '', fields: [] }))
      const kind = name === 'input' ? (attributes['type'] ?? 'text') : name
      if (open && ['input', 'textarea', 'select', 'button'].includes(name))
        open.fields.push({ name: attributes['name'] ?? '', kind, attributes, options: [] })
      if (open && name === 'option')
        open.fields.at(-1)?.options.push({ value: attributes['value'] ?? '', selected: 'selected' in attributes })
    },
    onclosetag(name) {
      if (name === 'template') template -= 1
      if (name === 'form') open = null
    },
  })
  parser.end(html)
  return forms.map(({ action, fields }) => ({ action, body: () => filled(fields) }))
}

function filled(fields: readonly Field[]): FormData {
  const body = new FormData()
  let pressed = false
  for (const field of fields) {
    if (field.name === '' || (field.kind === 'radio' && body.has(field.name))) continue
    if (field.kind === 'button') {
      if (!pressed && !['_add', '_remove'].includes(field.name))
        body.append(field.name, field.attributes['value'] ?? '')
      pressed = true
    } else body.append(field.name, valueOf(field))
  }
  return body
}

function valueOf({ kind, attributes, options }: Field): string | File {
  const given = attributes['value'] ?? ''
  const most = Number(attributes['maxlength'] ?? Infinity)
  switch (kind) {
    case 'text':
    case 'search':
    case 'textarea':
      return most < hostile.length ? brief.slice(0, most) : hostile
    case 'select':
      return (options.find(({ selected }) => selected) ?? options.findLast(({ value }) => value !== ''))?.value ?? ''
    case 'date':
      return given || '2026-11-19'
    case 'number':
      return given || attributes['min'] || '1'
    case 'file':
      return new File([pdf(hostile)], `${brief.replaceAll('/', '')}.pdf`, { type: 'application/pdf' })
    default:
      return given
  }
}
