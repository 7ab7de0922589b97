// A case package as long work: made once, kept some days, fetched when it is ready.
import { Transform } from 'node:stream'
import { z } from 'zod'
import { AppError, notFound, roleForbids } from '../domain/errors.ts'
import { rolesFor } from '../domain/permissions.ts'
import { packageNotYet, packageReader } from '../package/case-reader.ts'
import { packCase } from '../package/write.ts'
import type { JobFile, JobRow } from '../store/jobs.ts'
import { groundOfCycle } from '../store/views/standing.ts'
import { withClient } from '../store/with-client.ts'
import type { JobWorld, Progress } from './world.ts'

export const PackageInput = z.strictObject({ cycle: z.string().min(1).max(300) })

/** Who may take the package of the case now. Throws `notFound`, `forbidden`, `conflict` while there is none to take. */
export async function packageFor({ db }: Pick<JobWorld, 'db'>, cycle: string, person: string, at: string) {
  return withClient(db, async (client) => {
    const ground = await groundOfCycle(client, cycle, person, at)
    if (!ground || rolesFor('seeCase', ground.standing, ground.place).length === 0) throw notFound()
    if (rolesFor('takePackage', ground.standing, ground.place).length === 0) throw roleForbids()
    const reader = await packageReader(client, cycle, ground)
    if (!reader) throw new AppError('conflict', packageNotYet)
    return reader
  })
}

export async function runPackage(world: JobWorld, job: JobRow, progress: Progress): Promise<{ file: JobFile }> {
  const { cycle } = PackageInput.parse(job.input)
  const reader = await packageFor(world, cycle, job.person, world.engine.now())
  const key = world.signing?.ed25519 ?? null
  const packed = await packCase(world, world.files, { cycle, reader, key, templatesDir: world.templatesDir })
  await progress(0, packed.size)
  const kept = await world.files.put(packed.content.pipe(counted(packed.size, progress)))
  return { file: { ...kept, name: `${cycle}.zip`, type: 'application/zip' } }
}

/** Tells the progress at each twentieth. */
function counted(size: number, progress: Progress): Transform {
  let [bytes, told] = [0, 0]
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      if (bytes - told < size / 20) return done(null, chunk)
      told = bytes
      progress(bytes, size).then(
        () => done(null, chunk),
        (error: unknown) => done(error as Error),
      )
    },
  })
}
