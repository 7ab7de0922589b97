// Writes a report in a thread of its own: as PDF, tagged, with its fonts, bookmarks and page numbers, and as DOCX.
import { Worker } from 'node:worker_threads'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Answer, DocxContent, Order, PdfContent } from './writer-thread.ts'
import type { ReportTree } from './tree.ts'

/** PDF/A-2a for the archive, or PDF/UA-1 for readers with aids; a file can claim one of them. */
export type PdfStandard = 'a-2a' | 'ua-1'

export interface Pdf {
  bytes: Uint8Array
  /** Page of each heading, by its id: what the contents of other formats print. */
  pages: Record<string, number>
  pageCount: number
}

interface Waiting {
  resolve(pdf: Pdf): void
  reject(error: Error): void
}

const waiting = new Map<number, Waiting>()
let worker: Worker | undefined
let last = 0

/**
 * The same tree gives the same bytes. Documents asked for at once are written one after another by the one thread. Throws
 * `invalid` when the document does not conform to the standard, with what the compiler says.
 */
export function writePdf(tree: ReportTree, standard: PdfStandard = 'a-2a'): Promise<Pdf> {
  return ask({ tree, standard })
}

/** `pages` are those of the headings by id, from the PDF's layout; what is not known stays blank in the contents. */
export async function writeDocx(tree: ReportTree, pages: Readonly<Record<string, number>>): Promise<Uint8Array> {
  return (await ask({ docx: tree, pages })).bytes
}

/**
 * A page with a design of its own, PDF/A-2a; `design` is its Typst file, from the folder of reports. `own` = a folder whose file of
 * the same name takes its place, with the pictures beside it.
 */
export function writePage(design: string, page: { title: string; date: string }, own?: string): Promise<Pdf> {
  return ask({ design, page, own, standard: 'a-2a' })
}

function ask(content: DocxContent | (PdfContent & { standard: PdfStandard })): Promise<Pdf> {
  worker ??= startWorker()
  const order: Order = { job: ++last, ...content }
  return new Promise((resolve, reject) => {
    waiting.set(order.job, { resolve, reject })
    worker?.ref()
    worker?.postMessage(order)
  })
}

function startWorker(): Worker {
  const started = import.meta.url.endsWith('.ts')
    ? new Worker(fromSource(new URL('writer-thread.ts', import.meta.url)), { eval: true })
    : new Worker(new URL('writer-thread.js', import.meta.url))
  started.on('message', (answer: Answer) => {
    settle(answer)
    if (waiting.size === 0) started.unref()
  })
  started.on('error', (cause) => giveUp(started, cause))
  started.on('exit', () => giveUp(started, null))
  return started
}

/** A thread does not inherit the loader that tests and scripts run the sources with. */
const fromSource = ({ href }: URL): string =>
  `import('tsx/esm/api').then(({ register }) => (register(), import(${JSON.stringify(href)})))`

function settle(answer: Answer): void {
  const asked = waiting.get(answer.job)
  waiting.delete(answer.job)
  if ('bytes' in answer) asked?.resolve({ bytes: answer.bytes, pages: answer.pages, pageCount: answer.count })
  else
    asked?.reject(
      new AppError(
        'invalid',
        say(`Không tạo được tệp: ${told(answer.error)}.`, `The file could not be made: ${told(answer.error)}.`),
        { compiler: answer.error },
      ),
    )
}

/** The sentences of what the compiler says; all of it when it has none. */
function told(error: string): string {
  const sentences = [...error.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map(([, sentence]) => sentence)
  return sentences.length > 0 ? [...new Set(sentences)].join('; ') : error
}

/** A thread that died takes its orders with it; the next order starts another. */
function giveUp(dead: Worker, cause: unknown): void {
  if (worker !== dead) return
  worker = undefined
  for (const { reject } of waiting.values()) {
    reject(
      new AppError(
        'serviceUnavailable',
        say('Bộ phận tạo PDF bị dừng; hãy thử lại.', 'The part that makes PDFs was stopped; try again.'),
        undefined,
        { cause },
      ),
    )
  }
  waiting.clear()
}
