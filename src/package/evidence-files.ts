// Where the files of evidence lie in a package: in a folder by criterion, under their code; and links that lead there.
import type { EvidenceItem } from '../domain/case.ts'

export interface PackedFile {
  name: string
  sha256: string
  size: number
}

type File = EvidenceItem['file']
interface Revision {
  firstCode: string
  revision: number
  file: File
}

/**
 * SHA-256 -> its place, each content once: what counts now as `evidence/1.1/H1-1.1-01.pdf`, earlier revisions beside it with
 * their number.
 */
export function placeFiles(
  evidence: readonly { firstCode: string; item: EvidenceItem }[],
  revisions: readonly Revision[],
): Map<string, PackedFile> {
  const placed = new Map<string, PackedFile>()
  const taken = new Set<string>()
  const put = ({ name, sha256, size }: File, { criterion, code }: EvidenceItem, suffix: string) => {
    if (placed.has(sha256)) return
    const path = free(`evidence/${plain(criterion)}/${plain(code)}${suffix}`, extensionOf(name), taken)
    placed.set(sha256, { name: path, sha256, size })
  }
  for (const { item } of evidence) put(item.file, item, '')
  const items = new Map(evidence.map(({ firstCode, item }) => [firstCode, item]))
  for (const { firstCode, revision, file } of revisions) {
    const item = items.get(firstCode)
    if (item) put(file, item, `.ban-${revision}`)
  }
  return placed
}

/** Letters, digits, dot and hyphen: a name that every system unpacks, and that leads nowhere else. */
function plain(text: string): string {
  const safe = text.replaceAll(/[^A-Za-z0-9.-]/g, '_').replace(/^\.+/, '_')
  return safe === '' ? '_' : safe.slice(0, 80)
}

function extensionOf(name: string): string {
  return /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0].toLowerCase() ?? ''
}

/** Windows does not tell large letters from small ones. */
function free(stem: string, extension: string, taken: Set<string>): string {
  for (let n = 1; ; n++) {
    const path = `${stem}${n === 1 ? '' : `_${n}`}${extension}`
    if (taken.has(path.toLowerCase())) continue
    taken.add(path.toLowerCase())
    return path
  }
}

/** Code -> the address of its file, as a report in its own folder writes it. */
export type Addresses = ReadonlyMap<string, string>

export function addressesOf(
  evidence: readonly { item: EvidenceItem }[],
  placed: ReadonlyMap<string, PackedFile>,
): Addresses {
  return new Map(
    evidence.flatMap(({ item }) => {
      const file = placed.get(item.file.sha256)
      return file ? [[item.code, `../${file.name}`] as const] : []
    }),
  )
}
