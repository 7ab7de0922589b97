// `kiemdinh criteria list`: the shipped sets with their editions, days in force and status. Needs no database.
import { flatten } from '../domain/criteria/flatten.ts'
import type { AnySet } from '../domain/criteria/framework.ts'
import { inForce } from '../domain/criteria/editions.ts'
import { readLibrary } from '../store/library.ts'
import type { Command } from './index.ts'
import { hasDatabase } from './find-set.ts'
import { print, printJson, refusing, wants } from './refuse.ts'
import { withProduct } from './with-product.ts'

export const listVerb: Command = {
  summary: '[--json]  các bộ tiêu chuẩn, bản, hiệu lực và trạng thái',
  options: { json: { type: 'boolean', default: false } },
  run: ({ json }, positionals) =>
    refusing(async () => {
      wants(positionals, 0, 0, 'criteria list [--json]')
      // With a database, also what was published into it.
      const sets = hasDatabase() ? await withProduct(async ({ library }) => allOf(library)) : allOf(readLibrary())
      const today = new Date().toISOString().slice(0, 10)
      if (json) printJson(sets.map((set) => rowOf(set, today)))
      else for (const set of sets) print(lineOf(rowOf(set, today)))
      return 0
    }),
}

function allOf(library: ReturnType<typeof readLibrary>): AnySet[] {
  return [...library.sets(), ...library.drafts()].toSorted().map((id) => library.any(id))
}

function rowOf(set: AnySet, today: string) {
  const { id, edition, status, name, effectiveFrom, effectiveTo, appliesTo } = set
  return {
    set: id,
    edition,
    status,
    inForce: status === 'published' && inForce(set, today),
    effectiveFrom,
    effectiveTo,
    appliesTo,
    nodes: flatten(set).length,
    name,
  }
}

function lineOf(row: ReturnType<typeof rowOf>): string {
  const term = `${row.effectiveFrom ?? '?'} – ${row.effectiveTo ?? 'nay'}`
  const status = row.status === 'draft' ? 'dự thảo' : row.inForce ? 'đang hiệu lực' : 'không còn hoặc chưa hiệu lực'
  return `${`${row.set}@${row.edition}`.padEnd(32)} ${term.padEnd(23)} ${status}: ${row.name.vi}`
}
