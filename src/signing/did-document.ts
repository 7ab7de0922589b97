// The DID document of the server (did:web): every key it signs and ever signed with, so that old signatures stay valid.

/** `keys` are multikeys, the one in use first. */
export function didDocument(did: string, keys: readonly string[]) {
  const verificationMethod = keys.map((key) => ({
    id: `${did}#${key}`,
    type: 'Multikey' as const,
    controller: did,
    publicKeyMultibase: key,
  }))
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod,
    assertionMethod: verificationMethod.map(({ id }) => id),
  }
}
