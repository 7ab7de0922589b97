// What is wrong with one case of a file, at its path inside that case.

export class CaseFault extends Error {
  readonly path: readonly PropertyKey[]
  constructor(path: readonly PropertyKey[], message: string) {
    super(message)
    this.path = path
  }
}
