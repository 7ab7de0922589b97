// Holds the files of a package against its manifest, both ways, and the manifest against its signature.
import { createHash, createPublicKey } from 'node:crypto'
import { toMultibase } from '../signing/base58.ts'
import { verifyBytes } from '../signing/bytes.ts'
import { canonicalJson } from './canonical.ts'
import type { Finding } from './findings.ts'
import { Manifest, names, Signature } from './format.ts'
import { UnreadablePackage, type OpenedPackage } from './read.ts'

/** `self-declared`: the key is in the package itself, which proves only that whoever has that key sealed it. */
export type SignatureState = 'valid' | 'self-declared' | 'none' | 'wrong'

export interface Sealing {
  state: SignatureState
  keyId: string | null
}

/** The manifest, or `null` when it cannot be read as one. Throws `UnreadablePackage` when there is none. */
export async function readManifest(
  opened: OpenedPackage,
  found: Finding[],
): Promise<{ text: string; manifest: Manifest | null }> {
  if (!opened.sizes.has(names.manifest))
    throw new UnreadablePackage(`ZIP này không phải gói hồ sơ: không có ${names.manifest}.`)
  const text = await opened.text(names.manifest, 32 * 1024 * 1024)
  const manifest = parsed(Manifest, text)
  if (manifest === null)
    found.push({ file: names.manifest, message: 'không đọc được, hoặc không đúng dạng của danh mục.' })
  else if (canonicalJson(manifest) !== text)
    found.push({ file: names.manifest, message: 'không phải từng byte như khi được lập.' })
  return { text, manifest }
}

/** Every file is in the manifest, every line of the manifest has its file, and each has the size and hash written there. */
export async function checkFiles(opened: OpenedPackage, manifest: Manifest, found: Finding[]): Promise<void> {
  const listed = new Map(manifest.files.map((file) => [file.name, file]))
  if (listed.size < manifest.files.length) found.push({ file: names.manifest, message: 'có tệp được ghi hai lần.' })
  for (const name of opened.sizes.keys()) {
    if (name !== names.manifest && name !== names.signature && !listed.has(name))
      found.push({ file: name, message: `nằm trong gói nhưng không có trong ${names.manifest}.` })
  }
  for (const { name, sha256, size } of manifest.files) {
    const there = opened.sizes.get(name)
    if (there === undefined) found.push({ file: name, message: `có trong ${names.manifest} nhưng không có trong gói.` })
    else if (there !== size) found.push({ file: name, message: `dài ${there} byte, ${names.manifest} ghi ${size}.` })
    else if ((await hashOf(opened, name)) !== sha256)
      found.push({ file: name, message: `đã bị sửa: mã băm SHA-256 không như trong ${names.manifest}.` })
  }
}

/** `null` for a file whose bytes cannot even be read. */
async function hashOf(opened: OpenedPackage, name: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const piece of await opened.stream(name)) hash.update(piece)
  } catch (error) {
    if (error instanceof UnreadablePackage) return null
    throw error
  }
  return hash.digest('hex')
}

/** `trusted` is the key that the asker knows by other means, `null` for none. */
export async function checkSignature(
  opened: OpenedPackage,
  manifest: { text: string; manifest: Manifest | null },
  trusted: string | null,
  found: Finding[],
): Promise<Sealing> {
  const wrong = (message: string, keyId: string | null = null): Sealing => {
    found.push({ file: names.signature, message })
    return { state: 'wrong', keyId }
  }
  if (!opened.sizes.has(names.signature)) {
    if (manifest.manifest?.signed !== false) return wrong('gói ghi là đã ký nhưng không có chữ ký.')
    if (trusted !== null) return wrong('gói không được ký nên không kiểm được bằng khóa đã cho.')
    return { state: 'none', keyId: null }
  }
  const text = await opened.text(names.signature, 10_000)
  const signature = parsed(Signature, text)
  if (!signature || canonicalJson(signature) !== text) return wrong('không đọc được chữ ký, hoặc chữ ký đã bị sửa.')
  const { keyId } = signature
  const exact = Buffer.from(signature.signature, 'base64url').toString('base64url') === signature.signature
  if (manifest.manifest?.signed === false) return wrong('gói ghi là không ký nhưng lại có chữ ký.', keyId)
  if (!exact || !verifyBytes(Buffer.from(manifest.text), signature.signature, keyId))
    return wrong(`chữ ký không phải của ${names.manifest} này.`, keyId)
  if (trusted === null) return { state: 'self-declared', keyId }
  return trusted === keyId
    ? { state: 'valid', keyId }
    : wrong('chữ ký đúng nhưng của khóa khác với khóa đã cho.', keyId)
}

/** A key as people keep it: `z6Mk…`, or a public key in PEM. `null` for anything else. */
export function keyIdIn(text: string): string | null {
  const plain = text.trim()
  if (/^z6Mk[1-9A-HJ-NP-Za-km-z]+$/.test(plain)) return plain
  try {
    const key = createPublicKey(plain)
    if (key.asymmetricKeyType !== 'ed25519') return null
    const der = key.export({ type: 'spki', format: 'der' })
    return toMultibase(Buffer.concat([Buffer.from([0xed, 0x01]), der.subarray(-32)]))
  } catch {
    return null
  }
}

/** The text as JSON of this shape, or `null`. */
export function parsed<T>(
  schema: { safeParse(data: unknown): { success: boolean; data?: T } },
  text: string,
): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
