// A criterion sheet: read, written with every demand beside its text, saved by hand or by the script, handed in.
import { z } from 'zod'
import { saveSheet } from '../../commands/sheets/save.ts'
import type { SheetContent } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import type { MergeConflict } from '../../domain/merge-sheet.ts'
import { dispatch } from '../../engine/dispatch.ts'
import { personOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { newSecret } from '../../store/accounts/principal.ts'
import { faultsOf, type Fault } from '../faults.ts'
import { versionIn } from '../fields.ts'
import { fragment, goTo, page, reviewUrl, sheetUrl } from '../page.ts'
import { loadBeside } from '../review/beside.ts'
import { contentFrom, unratedIn } from './form.ts'
import { Live } from './live.tsx'
import { loadForWrite, loadLive, loadSheet, type SheetCall } from './load.ts'
import { SheetPage } from './sheet-page.tsx'
import { comment, type RefusedComment } from './talk.tsx'

const Query = z.object({ done: z.string().max(100).optional() })

interface Shown {
  /** What was typed, when it is shown again. */
  typed?: SheetContent
  version?: number
  faults?: readonly Fault[]
  /** The sheet was saved all the same. */
  isSaved?: boolean
  conflicts?: readonly MergeConflict[]
  done?: string | undefined
  comment?: RefusedComment
}

async function sheetPage(call: SheetCall, shown: Shown = {}) {
  const loaded = await loadSheet(call)
  const beside = await loadBeside(call, loaded)
  const { typed, version, faults = [], isSaved = false, conflicts = [], done, comment: wrong } = shown
  const content = typed ?? beside?.proposal ?? loaded.sheet.content
  const unsaved = typed !== undefined
  const proposed = !unsaved && content !== loaded.sheet.content
  const kept = { content, version: version ?? loaded.sheet.version, unsaved, proposed }
  const held = { ...kept, faults, isSaved, conflicts, done, comment: wrong }
  return <SheetPage view={call.view} loaded={loaded} beside={beside} held={held} sendKey={newSecret()} />
}

interface Stale {
  version: number
  conflicts: MergeConflict[]
  merged: SheetContent
}

/** Both texts: mine stays in its fields, what is stored stands beside each field that both changed. */
function conflictPage(call: SheetCall, mine: SheetContent, { version, conflicts, merged }: Stale) {
  const typed = structuredClone(merged)
  for (const { field } of conflicts) put(typed, field, read(mine, field))
  return sheetPage(call, { typed, version, conflicts })
}

function read(content: SheetContent, field: string): unknown {
  const [group = '', ...rest] = field.split('.')
  const value = (content as Record<string, unknown>)[group]
  return rest.length === 0 ? value : (value as Record<string, unknown> | undefined)?.[rest.join('.')]
}

function put(content: SheetContent, field: string, value: unknown): void {
  const [group = '', ...rest] = field.split('.')
  const all = content as Record<string, unknown>
  if (rest.length === 0) all[group] = value
  else if (value === undefined) delete (all[group] as Record<string, unknown>)[rest.join('.')]
  else (all[group] as Record<string, unknown>)[rest.join('.')] = value
}

async function save(call: SheetCall) {
  const {
    services,
    params: { process },
    fields,
    at,
  } = call
  const { db, engine, library } = services
  const { subject, sheet, around, found } = await loadForWrite(call)
  const content = contentFrom(fields, subject)
  const actor = personOf(call).personId
  const seen = versionIn(fields.text('_version'))
  const expected = seen === undefined ? {} : { expectedVersion: seen }
  try {
    await saveSheet(db, engine, library, { process, content, merge: true, actor, at, ...expected })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'staleVersion') return conflictPage(call, content, error.details as Stale)
    if (error.code !== 'invalid' && error.code !== 'notAllowed') throw error
    return sheetPage(call, { typed: content, faults: faultsOf(error) })
  }
  const then = fields.text('_then')
  if (then !== 'submitSheet' && then !== 'agreeSheet') return goTo(`${sheetUrl(process)}?done=saveSheet`)
  const key = fields.text('_key').slice(0, 200) || newSecret()
  try {
    await dispatch(engine, { process, event: 'submitSheet', payload: {}, actor, key })
    const reason = fields.text('_reason').trim()
    if (then === 'agreeSheet')
      await dispatch(engine, { process, event: then, payload: reason ? { reason } : {}, actor, key: `${key} agree` })
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'notAllowed' && error.code !== 'invalid')) throw error
    const open = unratedIn(subject, content)
    return sheetPage(call, { faults: open.length > 0 ? open : faultsOf(error), isSaved: true })
  }
  // A reviewer goes through the sheets that are still open, one after the other.
  const list = reviewUrl(found.id, sheet.kind === 'team' ? 'moderation' : 'scores')
  return goTo(sheet.kind === 'school' ? `${sheetUrl(process)}?done=${then}` : (around.open?.href ?? list))
}

export const sheetPages = [
  page({
    method: 'get',
    path: '/sheets/{process}',
    access: { to: 'seeCase', of: 'process' },
    params: params.process,
    query: Query,
    handle: (call) => sheetPage(call, { done: call.query.done }),
  }),
  page({
    method: 'post',
    path: '/sheets/{process}',
    access: { to: 'seeCase', of: 'process' },
    params: params.process,
    handle: save,
  }),
  page({
    method: 'post',
    path: '/sheets/{process}/comments',
    access: { to: 'talk', of: 'process' },
    params: params.process,
    async handle(call) {
      try {
        await comment(call)
        return goTo(`${sheetUrl(call.params.process)}?done=comment#talk`)
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'invalid') throw error
        return sheetPage(call, { comment: { message: error.sentence, body: call.fields.text('body') } })
      }
    },
  }),
  page({
    method: 'get',
    path: '/sheets/{process}/live',
    access: { to: 'seeCase', of: 'process' },
    params: params.process,
    async handle(call) {
      return fragment(<Live view={call.view} loaded={await loadLive(call)} />)
    },
  }),
]
