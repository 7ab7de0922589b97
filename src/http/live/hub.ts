// The open pages of this server. A case that changed is looked at once, and each of its pages is told what its person may see.
import type { Logger } from 'pino'
import { say } from '../../domain/text.ts'
import type { Product } from '../../compose.ts'
import { AppError } from '../../domain/errors.ts'
import type { Database } from '../../store/connect.ts'
import { listen, type Listener } from '../../store/listen.ts'
import { liveRows, presentOn, sessionLives } from '../../store/live.ts'
import { channel } from '../../store/touched.ts'
import { reviewStage } from '../../store/views/sheets.ts'
import { groundOfCycle } from '../../store/views/standing.ts'
import { inSnapshot, type Client } from '../../store/with-client.ts'
import { tellerOf, type Page } from './page.ts'
import { visibleTo, type CaseNow } from './visible.ts'

export interface Live {
  /** Throws `tooMany` for somebody who has as many pages open as one may. */
  requireRoom(person: string): void
  /** Tells the page from now on; the answer takes it away. */
  join(page: Page): () => void
  /** Closes every page and hears nothing more. */
  stop(): Promise<void>
}

/** More pages than this nobody has open at once. */
export const pagesOfPerson = 12

interface Open extends Page {
  tell: ReturnType<typeof tellerOf>
  /** It has not taken what it was sent last. */
  busy: boolean
  /** Beats in a row that found it so. */
  stuck: number
}

/**
 * Every `beatMs` each page gets a sign of life, its case is looked at anew, and a session that has ended closes its pages.
 * The connection that hears the other servers is opened with the first page.
 */
export function liveHub({ db, engine, log }: Pick<Product, 'db' | 'engine'> & { log: Logger }, beatMs = 20_000): Live {
  const cases = new Map<string, Set<Open>>()
  const looking = new Map<string, 'once' | 'again'>()
  let listener: Listener | null = null
  let timer: NodeJS.Timeout | undefined

  const all = () => [...cases.values()].flatMap((pages) => [...pages])
  const look = async (cycle: string): Promise<void> => {
    if (looking.has(cycle)) return void looking.set(cycle, 'again')
    looking.set(cycle, 'once')
    const pages = [...(cases.get(cycle) ?? [])].filter(({ busy }) => !busy)
    // A database that is away is looked at again with the next beat.
    await tellPages(db, cycle, pages, engine.now()).catch((error: unknown) =>
      log.warn({ err: error }, 'pages not told'),
    )
    const isAgain = looking.get(cycle) === 'again'
    looking.delete(cycle)
    if (isAgain) await look(cycle)
  }
  const lookAtAll = () => {
    for (const cycle of cases.keys()) void look(cycle)
  }
  const beat = () => {
    for (const page of all()) {
      page.stuck = page.busy ? page.stuck + 1 : 0
      if (page.stuck > 2) page.close()
      else if (!page.busy) void page.beat().catch(page.close)
    }
    lookAtAll()
  }

  return {
    requireRoom(person) {
      if (all().filter((page) => page.person === person).length < pagesOfPerson) return
      const message = say(
        `Mỗi người mở tối đa ${pagesOfPerson} trang cùng lúc. Hãy đóng bớt trang.`,
        `Each person has at most ${pagesOfPerson} pages open at once. Close some.`,
      )
      throw new AppError('tooMany', message, { retryAfter: 60 })
    },
    join(page) {
      const open: Open = { ...page, tell: tellerOf(page), busy: false, stuck: 0 }
      const pages = cases.get(page.cycle) ?? new Set()
      cases.set(page.cycle, pages.add(open))
      listener ??= listen(db, channel, { heard: (cycle) => void look(cycle), gap: lookAtAll })
      timer ??= setInterval(beat, beatMs).unref()
      void look(page.cycle)
      return () => {
        pages.delete(open)
        if (pages.size === 0 && cases.get(page.cycle) === pages) cases.delete(page.cycle)
      }
    },
    async stop() {
      clearInterval(timer)
      for (const page of all()) page.close()
      cases.clear()
      await listener?.stop()
    },
  }
}

async function tellPages(db: Database, cycle: string, pages: readonly Open[], at: string): Promise<void> {
  if (pages.length === 0) return
  await inSnapshot(db, async (client) => {
    const stage = await reviewStage(client, cycle)
    const now = { rows: await liveRows(client, cycle), present: await presentOn(client, cycle, at), stage }
    for (const page of pages) await show(client, page, now, at)
  })
}

async function show(client: Client, page: Open, now: CaseNow, at: string): Promise<void> {
  const ground = await groundOfCycle(client, page.cycle, page.person, at)
  const lives = await sessionLives(client, page.sessionHash, at)
  const visible = ground && lives ? visibleTo(ground, now) : null
  if (!visible) return page.close()
  page.busy = true
  // Nobody waits for a page that is slow: what it misses it is told when it is free again.
  void page.tell(visible).then(
    () => {
      page.busy = false
    },
    () => page.close(),
  )
}
