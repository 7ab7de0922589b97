// Draws a small picture as PNG: bands of colour that differ from one seed to the next. The same seed gives the same bytes.
import { crc32, deflateSync } from 'node:zlib'

const width = 160
const height = 100
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export function png(seed: string): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits a channel, colour type 2 = red, green, blue.
  header.set([8, 2, 0, 0, 0], 8)
  // Stored, not compressed: the bytes must not depend on the version of zlib.
  const data = deflateSync(pixels(crc32(seed)), { level: 0 })
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** Each row begins with its filter, 0 for none. */
function pixels(seed: number): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * (1 + width * 3) + 1 + x * 3
      const band = (Math.floor(x / 20) + Math.floor(y / 25)) % 4
      rows[at] = (seed + band * 40 + y) & 0xff
      rows[at + 1] = ((seed >>> 8) + band * 25 + x) & 0xff
      rows[at + 2] = ((seed >>> 16) + 60) & 0xff
    }
  }
  return rows
}
