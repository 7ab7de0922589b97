// Turns the evidence codes of a paper into links to the files that lie beside it in the package.
import { evidenceAnchor } from '../reports/parts/prose.ts'
import type { Block, ReportTree, Row, Run } from '../reports/render/tree.ts'
import type { Addresses } from './evidence-files.ts'

/** A page in which every code of the register leads to its file. */
export function linkPage(html: string, addresses: Addresses): string {
  const byAnchor = anchorsOf(addresses)
  return html
    .replaceAll(/<a href="#(mc-[^"]+)">/g, (link, anchor: string) => {
      const address = byAnchor.get(anchor)
      return address === undefined ? link : `<a href="${address}">`
    })
    .replaceAll(
      /(<tr id="(mc-[^"]+)"><td[^>]*>[^<]*<\/td><th scope="row">)([^<]*)(<\/th>)/g,
      (row, before: string, anchor: string, code: string, after: string) => {
        const address = byAnchor.get(anchor)
        return address === undefined ? row : `${before}<a href="${address}">${code}</a>${after}`
      },
    )
}

/** The same of the tree that DOCX and PDF are written from. */
export function linkTree(tree: ReportTree, addresses: Addresses): ReportTree {
  const byAnchor = anchorsOf(addresses)
  const linked = (one: Run): Run => {
    const address = one.href?.startsWith('#') ? byAnchor.get(one.href.slice(1)) : undefined
    return address === undefined ? one : { ...one, href: address }
  }
  // A head holds no link, as readers with aids want it: the title beside the code does.
  const row = (one: Row): Row => {
    const address = byAnchor.get(one.id)
    const title = one.cells.findIndex(({ head }) => head) + 1
    const cells = one.cells.map((cell, index) => {
      const part = (run: Run) => (address !== undefined && index === title ? { ...run, href: address } : linked(run))
      return { ...cell, paragraphs: cell.paragraphs.map((runs) => runs.map(part)) }
    })
    return { ...one, cells }
  }
  const block = (one: Block): Block => {
    if (one.kind === 'paragraph') return { ...one, runs: one.runs.map(linked) }
    if (one.kind === 'list') return { ...one, items: one.items.map((runs) => runs.map(linked)) }
    if (one.kind === 'table') return { ...one, rows: one.rows.map(row) }
    return one.kind === 'section' ? { ...one, blocks: one.blocks.map(block) } : one
  }
  return { ...tree, blocks: tree.blocks.map(block) }
}

const anchorsOf = (addresses: Addresses) =>
  new Map([...addresses].map(([code, address]) => [evidenceAnchor(code), address]))
