// Styles and scripts of the pages: read once, named after their content so that a browser keeps them for ever, sent compressed.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
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
  return { url, type: types[extname(name)] ?? '', bytes, brotli: brotliCompressSync(bytes), gzip: gzipSync(bytes) }
}

/** The address of an asset. Throws for one that is not there. */
export function assetUrl(name: string): string {
  const found = assets.get(name)
  if (found) return found.url
  throw new Error(`There is no asset ${name}`)
}

export function serveAssets(app: Hono<{ Variables: Variables }>): void {
  for (const { url, type, bytes, brotli, gzip } of assets.values())
    app.get(url, (context) => {
      const accepts = context.req.header('accept-encoding') ?? ''
      const [body, encoding] = accepts.includes('br')
        ? [brotli, 'br']
        : accepts.includes('gzip')
          ? [gzip, 'gzip']
          : [bytes]
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
