// The schools around the sample ones and the certificates they hold, as a department brings them along: by its own imports.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importCertificates } from '../commands/imports/certificates.ts'
import { importSchools } from '../commands/imports/schools.ts'
import { AppError } from '../domain/errors.ts'
import { readCertificates } from '../exchange/certificates/read.ts'
import { readSchools } from '../exchange/schools/read.ts'
import type { Database } from '../store/connect.ts'
import { projectRoot } from '../store/library.ts'
import { withClient } from '../store/with-client.ts'

/** In the name of the officer of the sample department. Throws what the imports throw. */
export async function importRegister(db: Database, now: string): Promise<void> {
  const read = (file: string) => readFile(join(projectRoot, 'demo/province', file))
  const request = { dryRun: false, actor: await officerOf(db), now }
  await importSchools(db, { ...request, ...(await readSchools(await read('schools.json'))) })
  await importCertificates(db, { ...request, ...(await readCertificates(await read('certificates.json'))) })
}

async function officerOf(db: Database): Promise<string> {
  const text = `select person_id as id from offices where role = 'qualityOfficer' order by 1 limit 1`
  const found = await withClient(db, (client) => client.query<{ id: string }>({ text }))
  const [officer] = found.rows
  if (!officer) throw new AppError('configuration', 'Tỉnh mẫu không có chuyên viên của sở.')
  return officer.id
}
