// Whether a file is text: it has no signature of its own, so all of it must read as letters of one encoding.
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

/** Names that plain text comes under; a page or a script is text as well and is not taken for evidence. */
const types: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
}

// oxlint-disable-next-line no-control-regex -- these are what text never holds
const control = /[\x00-\x08\x0B\x0E-\x1F\x7F]/

/** The media type of a text in UTF-8, or in UTF-16 with its mark; `null` for anything else. */
export async function textType(path: string, name: string): Promise<string | null> {
  const type = types[name.split('.').at(-1)?.toLowerCase() ?? '']
  return type !== undefined && (await readsAsText(path)) ? type : null
}

async function readsAsText(path: string): Promise<boolean> {
  const decoder = new TextDecoder(await encodingOf(path), { fatal: true })
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>)
      if (control.test(decoder.decode(chunk, { stream: true }))) return false
    return !control.test(decoder.decode())
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function encodingOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    const mark = buffer.toString('hex')
    return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
  } finally {
    await file.close()
  }
}
