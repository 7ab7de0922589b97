// What a file really is, told by its content: a name or a declared type is what somebody says.
import { fileTypeFromFile } from 'file-type'
import type { FileKind } from '../../domain/file-kinds.ts'
import { textType } from './plain-text.ts'

/** Media type by content -> what evidence knows it as. Anything else is not accepted: pages and drawings may carry scripts. */
const kinds: Readonly<Record<string, FileKind>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'image',
  'image/heic': 'image',
  'image/heif': 'image',
  'image/tiff': 'image',
  'image/gif': 'image',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'office',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'office',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'office',
  'application/vnd.oasis.opendocument.text': 'office',
  'application/vnd.oasis.opendocument.spreadsheet': 'office',
  'application/vnd.oasis.opendocument.presentation': 'office',
  'application/rtf': 'office',
  'application/zip': 'archive',
  'application/x-7z-compressed': 'archive',
  'application/x-rar-compressed': 'archive',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
  'audio/wav': 'audio',
  'audio/ogg': 'audio',
  'video/mp4': 'video',
  'video/quicktime': 'video',
  'video/webm': 'video',
  'video/x-matroska': 'video',
  'video/x-msvideo': 'video',
}

/** Office files of before 2007 share one container; the name tells which of them it is. */
const olderOffice: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
}

export interface RealType {
  /** `null` when the content says nothing that is known. */
  type: string | null
  kind: FileKind | null
}

/** The type of a file by its first bytes and structure, of a text by all of it. */
export async function realType(path: string, name: string): Promise<RealType> {
  // First, since what a text begins with may look like a signature: UTF-16 like a sound, "BM" like a picture.
  const text = await textType(path, name)
  if (text !== null) return { type: text, kind: 'text' }
  const type = (await fileTypeFromFile(path))?.mime ?? null
  if (type === 'application/x-cfb') {
    const older = olderOffice[name.split('.').at(-1)?.toLowerCase() ?? '']
    return older ? { type: older, kind: 'office' } : { type, kind: null }
  }
  return { type, kind: type === null ? null : (kinds[type] ?? null) }
}
