// The kinds of files that evidence comes in, with their names for people.
export const fileKinds = ['pdf', 'image', 'office', 'text', 'archive', 'audio', 'video'] as const
export type FileKind = (typeof fileKinds)[number]

const names: Record<FileKind, string> = {
  pdf: 'PDF',
  image: 'ảnh',
  office: 'văn bản Word, Excel, PowerPoint, OpenDocument',
  text: 'văn bản thuần (.txt, .csv)',
  archive: 'tệp nén',
  audio: 'ghi âm',
  video: 'video',
}

/** `PDF, ảnh, tệp nén`. */
export function namesOfKinds(kinds: readonly FileKind[]): string {
  return kinds.map((kind) => names[kind]).join(', ')
}
