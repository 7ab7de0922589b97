// The marks of what has not been checked against the original documents: `(*)` in the text, the reasons at the end.
import type { CriteriaSet } from '../../domain/criteria/schema.ts'

/** A term, form or text with what is known of its source. */
interface Sourced {
  name: { vi: string }
  source: string
  verified: boolean
}

export interface Note {
  what: string
  why: string
}

export interface Marks {
  /** Whether the term carries a mark; the first time it adds its note. */
  of(term: Sourced | undefined): boolean
  /** A note in one's own words. */
  add(what: string, why: string): true
  notes(): Note[]
}

/** Collects the notes of one report. */
export function startMarks(): Marks {
  const notes = new Map<string, string>()
  const add = (what: string, why: string): true => {
    if (!notes.has(what)) notes.set(what, why)
    return true
  }
  return {
    add,
    of: (term) => term !== undefined && !term.verified && add(term.name.vi, term.source),
    notes: () => [...notes].map(([what, why]) => ({ what, why })),
  }
}

const aspects: Record<string, string> = {
  names: 'Tên tiêu chuẩn, tiêu chí',
  counts: 'Số tiêu chuẩn, tiêu chí và chỉ báo',
  refsLevel4: 'Số điều, khoản của tiêu chí Mức 4',
  refsLevel1to3: 'Số điều, khoản của các chỉ báo Mức 1 đến Mức 3',
}

/** Marks the texts of a set: they are summaries, and some of their references are inferred. */
export function markSet(marks: Marks, set: CriteriaSet): boolean {
  const { circular, amendedBy } = set.legalBasis
  marks.add('Nội dung yêu cầu của các Mức', `được tóm tắt, không phải nguyên văn ${circular}`)
  if (amendedBy && set.verification.amendment2024 === false) {
    marks.add(`Nội dung sửa đổi theo ${amendedBy.replace(/\s*\([^)]*\)$/, '')}`, 'chưa được đưa vào bộ tiêu chí')
  }
  for (const [aspect, verified] of Object.entries(set.verification.verified ?? {})) {
    const name = aspects[aspect]
    if (name && !verified) marks.add(name, `suy ra từ cấu trúc ${circular}`)
  }
  return true
}
