// The lines of a file, one at a time; a line without end is refused before it fills the memory.
import { UnreadablePackage } from './read.ts'

/** Without their line feeds. Throws `UnreadablePackage` for a line longer than `longest` bytes. */
export async function* readLines(content: AsyncIterable<Buffer>, longest: number): AsyncGenerator<string> {
  let open: Buffer[] = []
  let length = 0
  for await (const piece of content) {
    let from = 0
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, from)) {
      open.push(piece.subarray(from, end))
      yield Buffer.concat(open).toString('utf8')
      open = []
      length = 0
      from = end + 1
    }
    open.push(piece.subarray(from))
    length += piece.byteLength - from
    if (length > longest) throw new UnreadablePackage(`Có dòng dài quá ${longest} byte.`)
  }
  if (length > 0) yield Buffer.concat(open).toString('utf8')
}
