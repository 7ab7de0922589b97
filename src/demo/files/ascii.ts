// Vietnamese text for file formats whose standard fonts know no Vietnamese letters.

/** `Trường Tiểu học` -> `Truong Tieu hoc`; anything else outside ASCII becomes `?`. */
export function toAscii(text: string): string {
  const plain = text.replaceAll('đ', 'd').replaceAll('Đ', 'D').normalize('NFD').replaceAll(/\p{M}/gu, '')
  return plain
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[^\x20-\x7e]/g, '?')
}
