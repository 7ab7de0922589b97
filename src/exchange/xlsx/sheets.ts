// The sheets of a workbook, under the names people see and those they may have instead.

export const sheets = {
  general: { name: 'Chung', other: 'General' },
  nodes: { name: 'Mục', other: 'Nodes' },
  rules: { name: 'Quy tắc', other: 'Rules' },
  examples: { name: 'Ví dụ', other: 'Examples' },
  exchange: { name: 'Trao đổi', other: 'Exchange' },
} as const

/** Excel takes 32,767 characters a cell; longer text goes on in the cells to the right. */
export const longestCell = 30_000

/** Text as the pieces of it that cells hold: no character torn apart, and no piece begins or ends with a space. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length;) {
    let end = at + longestCell
    while (end < text.length && end > at + 1 && !/^[^\s\uD800-\uDBFF]\S$/.test(text.slice(end - 1, end + 1))) end--
    pieces.push(text.slice(at, end))
    at = end
  }
  return pieces
}

/** Characters that XML cannot hold, in the spelling that OOXML has for them: `_x000D_`. */
export function escapeCell(text: string): string {
  return text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll(/[^\t\n\x20-\uFFFD]/g, spelt)
}

function spelt(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}
