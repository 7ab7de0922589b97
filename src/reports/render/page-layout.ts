// The page of Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins, sizes. One place for DOCX and PDF; style.css prints the same.

/** Millimetres. Top and bottom 20-25, left 30-35, right 15-20; the same when the page is turned. */
export const pageLayout = {
  width: 210,
  height: 297,
  top: 20,
  bottom: 20,
  left: 30,
  right: 18,
} as const

/** Points. Text 13-14, recipients 11-12. */
export const sizes = {
  text: 14,
  title: 16,
  cover: 22,
  table: 12,
  letterhead: 12,
  motto: 13,
  recipients: 11,
  mark: 8,
  pageNumber: 13,
} as const

/** Share of the text's width, in parts of 100, that the left of two columns takes. */
export const leftShare = { letterhead: 40, signature: 50 } as const

/** Width of the text in millimetres. */
export function textWidth(landscape: boolean): number {
  const { width, height, left, right } = pageLayout
  return (landscape ? height : width) - left - right
}
