// What a sheet said before: its versions with who made them, and two of them compared field by field, word by word.
import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import { changedFields } from '../../domain/merge-sheet.ts'
import { groundOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { compareWords } from '../../reports/render/compare.ts'
import { findCase } from '../../store/views/cases.ts'
import { findVersion, listVersions, maySeeVersions } from '../../store/views/sheet-versions.ts'
import { findSheet } from '../../store/views/sheets.ts'
import { withClient } from '../../store/with-client.ts'
import { page, type PageCall } from '../page.ts'
import { subjectOf } from './parts.ts'
import { VersionsPage, type Compared } from './versions-page.tsx'

const Version = z.coerce.number().int().min(1).max(2_147_483_647).optional()
const Query = z.object({ from: Version, to: Version, cursor: z.string().max(500).optional() })
type Call = PageCall<{ process: string }, z.output<typeof Query>>

const absent = () => notFound()

async function versionsPage({ services, params: { process }, query, view, ...call }: Call) {
  const ground = groundOf(call)
  return withClient(services.db, async (client) => {
    const sheet = await findSheet(client, process, ground)
    const found = await findCase(client, ground.cycleId ?? '')
    if (!sheet || !found || !(await maySeeVersions(client, sheet, ground))) throw absent()
    const set = services.library.set(found.set)
    const subject = subjectOf(set, sheet.criterion)
    if (!subject) throw absent()
    const list = await listVersions(client, { process, cursor: query.cursor, limit: 30 })
    const saved = list.items.filter(({ event }) => event === 'saveSheet').map(({ version }) => version)
    const to = await findVersion(client, process, query.to ?? saved[0] ?? sheet.version)
    const from = await findVersion(client, process, query.from ?? saved[1] ?? 1)
    if (!to || !from) throw absent()
    const changes = changedFields(from.content, to.content).map(({ field, before, after }) => {
      const isText = !field.startsWith('ratings.')
      const words = isText ? compareWords(String(before ?? ''), String(after ?? '')) : null
      return { field, before, after, words }
    })
    const compared: Compared = { from, to, changes }
    return (
      <VersionsPage
        view={view}
        sheet={sheet}
        found={found}
        set={set}
        subject={subject}
        list={list}
        compared={compared}
      />
    )
  })
}

export const versionPages = [
  page({
    method: 'get',
    path: '/sheets/{process}/versions',
    access: { to: 'seeCase', of: 'process' },
    params: params.process,
    query: Query,
    handle: versionsPage,
  }),
]
