// The thread that lays out and writes PDF: compiling blocks for a second, and the server must go on answering.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { drawableWith } from './drawable.ts'
import { fontFamilies, readFonts } from './fonts.ts'
import { pageLayout, leftShare, sizes } from './page-layout.ts'
import { outlineOf, type ReportTree } from './tree.ts'

export interface PdfOrder {
  job: number
  tree: ReportTree
  standard: 'a-2a' | 'ua-1'
}
export type PdfAnswer =
  | { job: number; pdf: Uint8Array; pages: Record<string, number>; count: number }
  | { job: number; error: string }

const folder = dirname(fileURLToPath(import.meta.url))
const main = join(folder, 'report.typ')
const fonts = readFonts()
const drawable = drawableWith(fonts)
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: fonts }] })

parentPort?.on('message', (order: PdfOrder) => {
  const answer = answerTo(order)
  parentPort?.postMessage(answer, 'pdf' in answer ? [answer.pdf.buffer as ArrayBuffer] : [])
})

function answerTo({ job, tree, standard }: PdfOrder): PdfAnswer {
  try {
    compiler.mapShadow(join(folder, 'report.json'), Buffer.from(JSON.stringify(dataOf(tree))))
    const compiled = compiler.compile({ mainFilePath: main })
    const document = compiled.result
    if (!document) {
      const error = compiled.takeError()
      return { job, error: JSON.stringify(error ? compiler.fetchDiagnostics(error) : 'unknown') }
    }
    const [pages = []] = compiler.query(document, { selector: '<heading-pages>', field: 'value' }) as [
      string,
      number,
    ][][]
    const pdf = Uint8Array.from(compiler.pdf(document, { pdfStandard: standard }))
    return { job, pdf, pages: Object.fromEntries(pages), count: document.numOfPages }
  } catch (error) {
    return { job, error: error instanceof Error ? error.message : String(error) }
  } finally {
    compiler.evictCache(2)
  }
}

/** The tree with what the document needs besides it; every text made drawable. */
function dataOf({ title, date, blocks }: ReportTree) {
  const text = (key: string, value: unknown) =>
    typeof value === 'string' && key !== 'href' && key !== 'id' ? drawable(value) : value
  const [year, month, day] = date.slice(0, 10).split('-').map(Number)
  return {
    title: drawable(title),
    day: [year, month, day],
    fonts: fontFamilies,
    layout: { page: pageLayout, sizes, leftShare },
    headings: Object.fromEntries(outlineOf(blocks).map((heading) => [heading.id, drawable(heading.text)])),
    blocks: JSON.parse(JSON.stringify(blocks, text)) as unknown,
  }
}
