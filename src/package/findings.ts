// What a check of a package finds, each with the file, and for the history the process and its row.
import { UnreadablePackage } from './read.ts'

export interface Finding {
  file: string
  message: string
  process?: string
  row?: number
}

/** E.g. `history.jsonl, quy trình truong.2025-2026/selfAssessment, dòng 4: ...`. */
export function findingLine({ file, process, row, message }: Finding): string {
  const where = [
    file,
    ...(process === undefined ? [] : [`quy trình ${process}`]),
    ...(row === undefined ? [] : [`dòng ${row}`]),
  ]
  return `${where.join(', ')}: ${message}`
}

/** A part that cannot be read is a finding; the others are still looked at. */
export async function within<T>(found: Finding[], file: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UnreadablePackage)) throw error
    found.push({ file, message: error.message })
    return null
  }
}
