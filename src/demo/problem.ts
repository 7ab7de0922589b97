// A fault in an input file: where it stands and what it is, as a Vietnamese sentence.
export interface Problem {
  path: (string | number)[]
  message: string
}

/** A list of names, shortened, for the end of a sentence. */
export function listed(names: readonly string[], most = 8): string {
  return names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')}, ...`
}
