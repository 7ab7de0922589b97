// A server that speaks S3, on loopback, with one bucket.
import { mkdirSync } from 'node:fs'
import S3rver from 's3rver'
import type { S3Settings } from '../../src/store/files/s3.ts'

export interface TestS3 {
  settings: S3Settings
  stop(): Promise<void>
}

/** `port` 0 = any. The bucket and what is in it stay in `directory`. */
export async function startS3(directory: string, port = 0): Promise<TestS3> {
  mkdirSync(directory, { recursive: true })
  const server = new S3rver({
    address: '127.0.0.1',
    port,
    directory,
    silent: true,
    configureBuckets: [{ name: 'minh-chung', configs: [] }],
  })
  const { port: taken } = await server.run()
  return {
    settings: {
      endpoint: `http://127.0.0.1:${taken}`,
      bucket: 'minh-chung',
      region: 'us-east-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    stop: async () => {
      server.httpServer.closeAllConnections()
      await server.close()
    },
  }
}
