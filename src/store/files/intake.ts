// How this server takes files in: its content store, the folder of uploads on their way, the scanner and the limits.
import type { Config } from '../../config.ts'
import type { FileKind } from '../../domain/file-kinds.ts'
import { fileStoreOf, type FileStore } from './file-store.ts'
import { partsIn, type Parts } from './parts.ts'
import { clamdScanner, type Scanner } from './scanner.ts'

export interface Intake {
  files: FileStore
  parts: Parts
  /** What is on its way lies under it. */
  dir: string
  /** `null` = no scanner is configured. */
  scanner: Scanner | null
  /** What becomes of an upload while the scanner cannot be asked: it waits and is scanned later, or it is refused. */
  whenScannerDown: 'wait' | 'refuse'
  maxBytes: number
  kinds: readonly FileKind[]
}

export function intakeOf(config: Pick<Config, 'filesDir' | 's3' | 'uploads'>): Intake {
  const { scanner, whenScannerDown, maxMegabytes, kinds } = config.uploads
  return {
    files: fileStoreOf(config),
    parts: partsIn(config.filesDir),
    dir: config.filesDir,
    scanner: scanner ? clamdScanner(scanner) : null,
    whenScannerDown,
    maxBytes: maxMegabytes * 1024 * 1024,
    kinds,
  }
}
