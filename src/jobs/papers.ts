// A paper as PDF or Word as long work: made of what its reader may see, kept some days, found again by the hash of its text.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { notFound } from '../domain/errors.ts'
import { rolesFor } from '../domain/permissions.ts'
import { paperSeen, readPapers } from '../reports/case-papers.ts'
import { fillReport } from '../reports/index.ts'
import { paperFileName, paperInput } from '../reports/paper-input.ts'
import { titleOf } from '../reports/papers.ts'
import { writeFile, type Filled } from '../reports/render/files.ts'
import { Text } from '../domain/text.ts'
import type { JobFile, JobRow } from '../store/jobs.ts'
import { groundOfCycle, type Ground } from '../store/views/standing.ts'
import { withClient } from '../store/with-client.ts'
import type { JobWorld } from './world.ts'

export const paperFormats = ['pdf', 'docx'] as const
const types = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

export const PaperInput = z.strictObject({
  cycle: z.string().min(1).max(300),
  paper: z.string().max(100),
  format: z.enum(paperFormats),
  title: Text,
  /** Hash of all that the file is made of. */
  key: z.string(),
})

interface Asked {
  paper: string
  format: (typeof paperFormats)[number]
}

/** A paper ready to be written. */
export interface ReadyPaper {
  filled: Filled
  name: string
  title: Text
  key: string
}

/** What the file is made of for this reader. Throws `notFound`, `conflict` while the case has not come to it. */
export async function readyPaper(
  world: JobWorld,
  ground: Ground,
  { paper, format }: Asked,
  at: string,
): Promise<ReadyPaper> {
  const { templatesDir } = world
  return readPapers(world, ground, at, async (found) => {
    const { id, own } = paperSeen(found, ground, paper)
    const input = await paperInput(id, found.file, found.reader, { only: own, shows: found.shows })
    const filled = fillReport(id, input, { templatesDir })
    const key = createHash('sha256')
      .update(JSON.stringify([format, filled]))
      .digest('hex')
    return { filled, name: `${paperFileName(id, found.file)}.${format}`, title: titleOf(id, found.file), key }
  })
}

/** Writes it and keeps it. */
export async function makePaper(world: JobWorld, { filled, name, key }: ReadyPaper, { format }: Asked): Promise<Made> {
  const bytes = await writeFile(filled, format)
  const kept = await world.files.put(Readable.from([bytes]))
  return { result: { key }, file: { ...kept, name, type: types[format] } }
}

interface Made {
  result: { key: string }
  file: JobFile
}

/** The case as this person stands to it now. Throws `notFound`. */
export async function paperGround({ db }: Pick<JobWorld, 'db'>, cycle: string, person: string, at: string) {
  const ground = await withClient(db, (client) => groundOfCycle(client, cycle, person, at))
  if (ground && rolesFor('seeCase', ground.standing, ground.place).length > 0) return ground
  throw notFound()
}

/** After a server that began it was lost: from the case as it is now. */
export async function runPaper(world: JobWorld, job: JobRow): Promise<Made> {
  const asked = PaperInput.parse(job.input)
  const at = world.engine.now()
  const ground = await paperGround(world, asked.cycle, job.person, at)
  return makePaper(world, await readyPaper(world, ground, asked, at), asked)
}
