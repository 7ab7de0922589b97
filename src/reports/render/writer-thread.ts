// The thread that writes PDF and DOCX: each blocks for a second, and the server must go on answering.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { drawableWith } from './drawable.ts'
import { fontFamilies, readFonts } from './fonts.ts'
import { pageLayout, leftShare, sizes } from './page-layout.ts'
import { outlineOf, type ReportTree } from './tree.ts'

/** A report, or a page with a design of its own: its Typst file, from the folder of reports, with what it shows. */
export type PdfContent =
  | { tree: ReportTree }
  | {
      design: string
      page: { title: string; date: string }
      /** A folder outside that has the file, with its pictures. */
      own?: string | undefined
    }

/** A DOCX takes the page numbers of its contents from the PDF's layout. */
export type DocxContent = { docx: ReportTree; pages: Readonly<Record<string, number>> }

export type Order = { job: number } & (DocxContent | ({ standard: 'a-2a' | 'ua-1' } & PdfContent))
type PdfOrder = Exclude<Order, DocxContent>
export type Answer =
  | { job: number; bytes: Uint8Array; pages: Record<string, number>; count: number }
  | { job: number; error: string }

const folder = dirname(fileURLToPath(import.meta.url))
const root = dirname(folder)
const fonts = readFonts()
const drawable = drawableWith(fonts)
const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontBlobs: fonts }] })

let turn = Promise.resolve()
parentPort?.on('message', (order: Order) => {
  turn = turn.then(async () => {
    const answer = 'docx' in order ? await docxOf(order) : pdfOf(order)
    parentPort?.postMessage(answer, 'bytes' in answer ? [answer.bytes.buffer as ArrayBuffer] : [])
  })
})

/** The library is large, so it is loaded when the first DOCX is asked for. */
async function docxOf({ job, docx, pages }: Extract<Order, DocxContent>): Promise<Answer> {
  try {
    const { writeDocx } = await import('./docx.ts')
    return { job, bytes: await writeDocx(docx, pages), pages: {}, count: 0 }
  } catch (error) {
    return { job, error: error instanceof Error ? error.message : String(error) }
  }
}

function pdfOf(order: PdfOrder): Answer {
  const { job, standard } = order
  const lent = 'own' in order && order.own !== undefined ? lend(order.own) : []
  try {
    const [file, data] =
      'tree' in order
        ? ['render/report.typ', dataOf(order.tree)]
        : [lent.length > 0 ? join('own', basename(order.design)) : order.design, pageOf(order.page)]
    compiler.mapShadow(join(root, 'document.json'), Buffer.from(JSON.stringify(data)))
    const compiled = compiler.compile({ mainFilePath: join(root, file) })
    const document = compiled.result
    if (!document) {
      const error = compiled.takeError()
      return { job, error: JSON.stringify(error ? compiler.fetchDiagnostics(error) : 'unknown') }
    }
    const [pages = []] = compiler.query(document, { selector: '<heading-pages>', field: 'value' }) as [
      string,
      number,
    ][][]
    const bytes = Uint8Array.from(compiler.pdf(document, { pdfStandard: standard }))
    return { job, bytes, pages: Object.fromEntries(pages), count: document.numOfPages }
  } catch (error) {
    return { job, error: error instanceof Error ? error.message : String(error) }
  } finally {
    for (const path of lent) compiler.unmapShadow(path)
    compiler.evictCache(1)
  }
}

/** The files of a folder outside, as if they lay in one of ours: the compiler reads nothing else of the machine. */
function lend(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => {
      const path = join(root, 'own', name)
      compiler.mapShadow(path, readFileSync(join(folder, name)))
      return path
    })
}

const dayOf = (date: string) => date.slice(0, 10).split('-').map(Number)

/** A drawing is no text: what is called `svg` stays as it is. */
function pageOf({ date, ...page }: { title: string; date: string }) {
  const text = (key: string, value: unknown) => (typeof value === 'string' && key !== 'svg' ? drawable(value) : value)
  return { ...(JSON.parse(JSON.stringify(page, text)) as object), day: dayOf(date), fonts: fontFamilies }
}

/** The tree with what the document needs besides it; every text made drawable. */
function dataOf({ title, date, blocks }: ReportTree) {
  const text = (key: string, value: unknown) =>
    typeof value === 'string' && key !== 'href' && key !== 'id' ? drawable(value) : value
  return {
    // The archive format allows a title of 32,767 signs; nobody reads as many.
    title: Array.from(drawable(title)).slice(0, 1000).join(''),
    day: dayOf(date),
    fonts: fontFamilies,
    layout: { page: pageLayout, sizes, leftShare },
    headings: Object.fromEntries(outlineOf(blocks).map((heading) => [heading.id, drawable(heading.text)])),
    blocks: JSON.parse(JSON.stringify(blocks, text)) as unknown,
  }
}
