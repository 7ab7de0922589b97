// Uploads as a small client makes them: begun for a case, sent in one piece.
import type { Api } from './http.ts'

/** A PDF as far as its content tells. */
export function pdf(text: string): Buffer {
  return Buffer.from(`%PDF-1.7\n${text}\n%%EOF`)
}

export type Uploader = (
  person: string,
  bytes: Uint8Array,
  name: string,
  metadata?: Record<string, string>,
) => Promise<string>

const tus = { 'tus-resumable': '1.0.0' }

/** Begins an upload; answers its address. */
export async function begin(
  api: Api,
  cycle: string,
  {
    person,
    length,
    name,
    metadata = {},
  }: { person: string; length: number; name: string; metadata?: Record<string, string> },
): Promise<string> {
  const said = Object.entries({ filename: name, ...metadata }).map(
    ([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`,
  )
  const { status, headers, body } = await (
    await api.as(person)
  ).post(`/api/cycles/${cycle}/uploads`, undefined, {
    ...tus,
    'upload-length': String(length),
    'upload-metadata': said.join(','),
  })
  if (status !== 201) throw new Error(`upload refused: ${status} ${JSON.stringify(body)}`)
  return headers.get('location') ?? ''
}

/** Sends bytes to an upload from `offset` on. */
export async function send(api: Api, person: string, address: string, bytes: Uint8Array, offset = 0) {
  const headers = { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }
  return (await api.as(person)).send('PATCH', address, bytes, headers)
}

/** Uploads for one case; answers the id. Throws when the server does not take it. */
export function uploader(api: Api, cycle: string): Uploader {
  return async (person, bytes, name, metadata) => {
    const address = await begin(api, cycle, { person, length: bytes.byteLength, name, ...(metadata && { metadata }) })
    const { status, body } = await send(api, person, address, bytes)
    if (status !== 204) throw new Error(`upload refused: ${status} ${JSON.stringify(body)}`)
    return address.split('/').at(-1) ?? ''
  }
}
