// Distinguished encoding of ASN.1, as certificates and signatures are written in: a few writers and one reader.

export interface Der {
  tag: number
  /** With tag and length, as it stands in the file. */
  whole: Buffer
  content: Buffer
}

export function write(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content])
  const digits = Buffer.from(length.toString(16).padStart(length > 0xff_ff ? 6 : length > 0xff ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | digits.length]), digits, content])
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => write(0x30, ...parts)
/** Members of a set stand in the order of their bytes. */
export const set = (...parts: readonly Uint8Array[]): Buffer =>
  write(0x31, ...parts.toSorted((a, b) => Buffer.compare(a, b)))
export const octets = (bytes: Uint8Array): Buffer => write(0x04, bytes)
export const small = (value: number): Buffer => write(0x02, Buffer.from([value]))
export const nothing: Buffer = write(0x05)

/** `1.2.840.113549` as an object identifier. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return write(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(value: number): number[] {
  const digits = [value & 0x7f]
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) digits.unshift(0x80 | (left & 0x7f))
  return digits
}

/** The value at that place. Throws on bytes that are none, or that end too early. */
export function read(bytes: Buffer, at = 0): Der {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) throw new Error('ASN.1 ends too early')
  const more = first < 0x80 ? 0 : first & 0x7f
  if (more > 4 || first === 0x80) throw new Error('ASN.1 of no certain length')
  const length = more === 0 ? first : bytes.readUIntBE(at + 2, more)
  const begin = at + 2 + more
  if (begin + length > bytes.length) throw new Error('ASN.1 ends too early')
  return { tag, whole: bytes.subarray(at, begin + length), content: bytes.subarray(begin, begin + length) }
}

/** What a sequence or a set holds. */
export function readAll(content: Buffer): Der[] {
  const found: Der[] = []
  for (let at = 0; at < content.length;) {
    const one = read(content, at)
    found.push(one)
    at += one.whole.length
  }
  return found
}
