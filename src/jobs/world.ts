// What long work is done with: the product, its files and its keys.
import type { Product } from '../compose.ts'
import type { SigningKeys } from '../signing/keys.ts'
import type { FileStore } from '../store/files/file-store.ts'

export interface JobWorld extends Product {
  files: FileStore
  /** `null` = packages are not signed. */
  signing: SigningKeys | null
  /** The department's folder of templates for papers. */
  templatesDir?: string | undefined
}

/** Says how far it has come; shown while it runs. */
export type Progress = (done: number, total: number | null) => Promise<void>
