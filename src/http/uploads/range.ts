// Sends a kept file: whole, in part (RFC 9110 ranges), or not at all when the client has it; never as a page of ours.
import { Readable } from 'node:stream'
import type { EvidenceItem } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { ByteRange, FileStore } from '../../store/files/file-store.ts'
import { problemOf, problemResponse } from '../problem.ts'

/** Types that a browser shows without running anything in them. */
const harmless = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/gif']

export interface FileRequest {
  method: string
  header(name: string): string | undefined
  /** To be looked at in the browser, where its type is harmless. */
  inline: boolean
}

/** Throws `notFound`, `serviceUnavailable`. */
export async function sendFile(files: FileStore, file: EvidenceItem['file'], request: FileRequest): Promise<Response> {
  const etag = `"${file.sha256}"`
  const inline = request.inline && harmless.includes(file.type)
  const headers: Record<string, string> = {
    etag,
    'accept-ranges': 'bytes',
    'content-type': file.type,
    'content-disposition': dispositionOf(inline ? 'inline' : 'attachment', file.name),
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  }
  if (knows(request.header('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  const condition = request.header('if-range')
  const asked = condition === undefined || condition === etag ? request.header('range') : undefined
  const range = rangeOf(asked, file.size)
  if (range === 'unsatisfiable') {
    const problem = problemOf(
      new AppError(
        'invalid',
        say(`Range: tệp chỉ có ${file.size} byte.`, `Range: the file has only ${file.size} bytes.`),
      ),
    )
    return problemResponse(
      (name) => request.header(name),
      { ...problem, status: 416 },
      { 'content-range': `bytes */${file.size}` },
    )
  }
  const length = range ? range.end - range.start + 1 : file.size
  const part = range ? { 'content-range': `bytes ${range.start}-${range.end}/${file.size}` } : {}
  const all = { ...headers, ...part, 'content-length': String(length) }
  const status = range ? 206 : 200
  if (request.method === 'HEAD') return new Response(null, { status, headers: all })
  const stream = await files.get(file.sha256, range ?? undefined)
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { status, headers: all })
}

function knows(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((one) => ['*', etag, `W/${etag}`].includes(one.trim()))
}

/** One range; several at once, another unit or nonsense are passed over, as the RFC allows. */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return null
  if (from === '') return Number(to) === 0 ? 'unsatisfiable' : { start: Math.max(0, size - Number(to)), end: size - 1 }
  const start = Number(from)
  if (to !== '' && Number(to) < start) return null
  if (start >= size) return 'unsatisfiable'
  return { start, end: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
}

/** The name twice: as every client reads it, and as it is written (RFC 6266). */
export function dispositionOf(kind: 'inline' | 'attachment', name: string): string {
  const plain = name
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]|["\\%;]/g, '_')
  const exact = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`
}
