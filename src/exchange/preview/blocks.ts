// What a reader sees of an office file before downloading it: its paragraphs and tables as plain text, nothing of its look.

export type PreviewBlock = { kind: 'heading' | 'paragraph'; text: string } | { kind: 'table'; rows: string[][] }

export interface PreviewText {
  blocks: PreviewBlock[]
  /** There is more than is shown. */
  isCut: boolean
}

/** So much is shown; whoever wants more opens the file. */
export const most = { blocks: 400, rows: 200, columns: 20, sheets: 10 }
