// Makes the pictures of docs/gallery and the page that shows them from the demonstration province: npm run gallery.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compose } from '../src/compose.ts'
import { loadDemonstration } from '../src/demo/load.ts'
import type { Role } from '../src/domain/roles.ts'
import { connect } from '../src/store/connect.ts'
import { startEmbedded } from '../src/store/embedded/start-embedded.ts'
import { temporaryDataDir } from '../src/store/embedded/temporary-folder.ts'
import { projectRoot } from '../src/store/library.ts'
import { migrate } from '../src/store/migrate.ts'
import { withClient } from '../src/store/with-client.ts'
import { openSite, type Site, type Visitor } from '../test/pages/browser.ts'
import { peopleByRole, today } from '../test/pages/people.ts'
import { apiOf, intakeIn } from '../test/support/http.ts'
import { shots, type Shot } from './gallery-shots.ts'

const folder = join(projectRoot, 'docs', 'gallery')

async function main(): Promise<void> {
  const dataDir = temporaryDataDir('kiemdinh-gallery-')
  const embedded = await startEmbedded({ dataDir, settings: { fsync: 'off' } })
  const db = await connect(embedded.url)
  try {
    await migrate(db)
    const filesDir = join(dataDir, 'files')
    await loadDemonstration(db, { filesDir, now: today, tell: (school) => console.log(school) })
    const product = await compose(db, () => today)
    const many = 1_000_000
    const limits = { person: many, address: many }
    const site = await openSite(apiOf(product, { demo: true, intake: intakeIn(filesDir), limits, checkAnswers: false }))
    try {
      await takeAll(site, await withClient(db, peopleByRole))
    } finally {
      await site.close()
    }
  } finally {
    await db.close()
    await embedded.stop('fast')
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
}

async function takeAll(site: Site, people: ReadonlyMap<Role, string>): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const shot of shots) {
    const { file, who, width = 1280, dark = false } = shot
    const visitor = await site.as(who === null ? null : (people.get(who as Role) ?? who), { width, dark })
    await visitor.go(shot.path)
    await shot.before?.(visitor.page)
    const bytes = await picture(visitor)
    writeFileSync(join(folder, `${file}.webp`), bytes)
    console.log(`${file}.webp  ${Math.round(bytes.length / 1000)} kB  ${shot.path}`)
    await visitor.context.close()
  }
  writeFileSync(join(projectRoot, 'docs', 'gallery.md'), pageOf(shots))
}

/** What is on the screen, small enough for a repository and sharp enough to read. */
async function picture({ page, context }: Visitor): Promise<Buffer> {
  const client = await context.newCDPSession(page)
  const { data } = await client.send('Page.captureScreenshot', { format: 'webp', quality: 78 })
  return Buffer.from(data, 'base64')
}

function pageOf(all: readonly Shot[]): string {
  const parts = [...new Set(all.map(({ part }) => part))].map((part) => {
    const ours = all.filter((shot) => shot.part === part)
    const pictures = ours.map(({ file, told, width = 1280 }) =>
      width < 500
        ? `${told}\n\n<img src="gallery/${file}.webp" alt="${told}" width="${width}">`
        : `${told}\n\n![${told}](gallery/${file}.webp)`,
    )
    return `## ${part}\n\n${pictures.join('\n\n')}`
  })
  const head = `# The pages\n\nThe demonstration province as \`npm start\` opens it, made by \`npm run gallery\`. People, schools and figures are examples.`
  return `${[head, ...parts].join('\n\n')}\n`
}

await main()
