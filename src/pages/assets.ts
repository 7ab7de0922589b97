// Styles and scripts of the pages: read once, named after their content so that a browser keeps them for ever, sent compressed.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Hono } from 'hono'
import type { Variables } from '../http/app.ts'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const folder = fileURLToPath(new URL('assets/', import.meta.url))

const assets = new Map(
  readdirSync(folder)
    .filter((name) => extname(name) in types)
    .map((name) => [name, read(name)]),
)

function read(name: string) {
  const bytes = readFileSync(join(folder, name))
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 10)
  const url = `/assets/${hash}/${name}`
  return { url, type: types[extname(name)] ?? '', bytes }
}

const compressors = { br: promisify(brotliCompress), gzip: promisify(gzip) }
type Encoding = keyof typeof compressors

/** Compressed when the first browser asks: a server that starts has nobody to send it to yet. */
function compressedOnce(bytes: Buffer): (encoding: Encoding) => Promise<Buffer> {
  const known = new Map<Encoding, Promise<Buffer>>()
  return (encoding) => {
    const made = known.get(encoding) ?? compressors[encoding](bytes)
    known.set(encoding, made)
    return made
  }
}

/** The address of an asset. Throws for one that is not there. */
export function assetUrl(name: string): string {
  const found = assets.get(name)
  if (found) return found.url
  throw new Error(`There is no asset ${name}`)
}

export function serveAssets(app: Hono<{ Variables: Variables }>): void {
  for (const { url, type, bytes } of assets.values()) {
    const compressed = compressedOnce(bytes)
    app.get(url, async (context) => {
      const accepts = context.req.header('accept-encoding') ?? ''
      const encoding = (['br', 'gzip'] as const).find((one) => accepts.includes(one))
      const body = encoding ? await compressed(encoding) : bytes
      return context.body(new Uint8Array(body), 200, {
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'Accept-Encoding',
        // A service worker may serve pages beside the folder of the assets.
        ...(url.endsWith('-worker.js') ? { 'service-worker-allowed': '/cases/' } : {}),
        ...(encoding ? { 'content-encoding': encoding } : {}),
      })
    })
  }
}
