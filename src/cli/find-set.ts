// Finds the criteria set that a command line names: `vn-trung-hoc@2018`, `vn-trung-hoc`, or the path of a file.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkedSchemaOf } from '../domain/criteria/load.ts'
import { preferredEdition } from '../domain/criteria/editions.ts'
import type { AnySet, schemaOf } from '../domain/criteria/framework.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { readConfig } from '../config.ts'
import { readLibrary, type Library } from '../store/library.ts'
import { readYamlAs } from './read-file.ts'

/**
 * The set meant by a name or a path; without an edition, the newest published one in force today. A set that is in no file
 * of the program is looked for in the database, where there is one. A file passes every check, or only `schema`. Throws `notFound` or `invalid`.
 */
export async function findSet(named: string, schema: typeof schemaOf = checkedSchemaOf): Promise<AnySet> {
  if (isPath(named)) return readYamlAs(schema, named)
  const key = named.replace('@', '/')
  const library = readLibrary()
  const found = among(library, key) ?? (hasDatabase() ? await inDatabase(key) : undefined)
  if (found) return found
  const known = [...library.sets(), ...library.drafts()].map((id) => id.replace('/', '@')).join(', ')
  throw new AppError(
    'notFound',
    say(
      `Không có bộ tiêu chuẩn “${named}”. Đang có: ${known}.`,
      `There is no criteria set “${named}”. There are: ${known}.`,
    ),
  )
}

/** Whether a set is named by the path of its file. */
export function isPath(named: string): boolean {
  return /\.(ya?ml|json)$/.test(named) || existsSync(named)
}

/** The database's drivers are read only when a database is asked. */
async function inDatabase(key: string): Promise<AnySet | undefined> {
  const { withProduct } = await import('./with-product.ts')
  return withProduct(async (product) => among(product.library, key))
}

function among(library: Library, key: string): AnySet | undefined {
  const keys = [...library.sets(), ...library.drafts()]
  if (key.includes('/')) return keys.includes(key) ? library.any(key) : undefined
  const editions = keys.filter((one) => one.startsWith(`${key}/`)).map((one) => library.any(one))
  return preferredEdition(editions, new Date().toISOString().slice(0, 10))
}

/** Whether a database is set up here: commands that can do without do not start one. */
export function hasDatabase(): boolean {
  const { databaseUrl, dataDir } = readConfig(process.env)
  return databaseUrl !== undefined || existsSync(join(dataDir, 'postgres', 'PG_VERSION'))
}
