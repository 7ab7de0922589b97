// Databases that cannot be used: each one a clear sentence with the way out, and nothing touched.
import { mkdirSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../src/store/connect.ts'
import type { Embedded } from '../../src/store/embedded/start-embedded.ts'
import { startEmbedded } from '../../src/store/embedded/start-embedded.ts'
import { checkServerVersion } from '../../src/store/explain-failure.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { inTransaction, withClient } from '../../src/store/with-client.ts'
import { canMount, isRoot, listing, privateFolder, reachableFolder, sql, tinyDisk } from './clusters.ts'

const refused = (code: string, words: RegExp) => ({ name: 'AppError', code, message: expect.stringMatching(words) })
const unavailable = (words: RegExp) => refused('databaseUnavailable', words)

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

describe('a server of one’s own', () => {
  let server: Embedded
  let url: URL
  beforeAll(async () => {
    server = await startEmbedded({ dataDir: reachableFolder(), tcp: true })
    url = new URL(server.url)
  })
  afterAll(() => server.stop('immediate'))

  const changed = (change: (url: URL) => void) => {
    const other = new URL(url)
    change(other)
    return other.href
  }

  it('a wrong password is said, and the password is not repeated', async () => {
    const wrong = changed((to) => (to.password = 'doan-mo'))
    const error: unknown = await connect(wrong).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject(unavailable(/sai mật khẩu của người dùng "kiemdinh"/))
    expect(JSON.stringify(error)).not.toContain('doan-mo')
  })

  it('a missing password is said', async () => {
    const none = changed((to) => (to.password = ''))
    await expect(connect(none)).rejects.toMatchObject(unavailable(/mật khẩu/))
  })

  it('a database that does not exist is named', async () => {
    const missing = changed((to) => (to.pathname = '/khong_co'))
    await expect(connect(missing)).rejects.toMatchObject(unavailable(/cơ sở dữ liệu "khong_co" không tồn tại/))
  })

  it('asking for SSL where there is none is said', async () => {
    const ssl = changed((to) => to.searchParams.set('sslmode', 'require'))
    await expect(connect(ssl)).rejects.toMatchObject(unavailable(/không hỗ trợ SSL/))
  })

  it('a user without the right to make tables is told so, and nothing is made', async () => {
    await sql(server.url, `create role khach login password 'khach'`, 'create database kho')
    const guest = changed((to) => Object.assign(to, { username: 'khach', password: 'khach', pathname: '/kho' }))
    await expect(openDatabase({ databaseUrl: guest, dataDir: './data', poolMax: 2 })).rejects.toMatchObject(
      unavailable(/người dùng "khach" thiếu quyền/),
    )
    expect(
      await sql(server.urlOf('kho'), `select relname from pg_class where relnamespace = 'public'::regnamespace`),
    ).toEqual([])
  })

  it('a server older than 15 is refused before anything is made', async () => {
    // The real server says 14 here: this database finds our current_setting before PostgreSQL's own.
    await sql(server.url, 'create database cu')
    await sql(
      server.urlOf('cu'),
      'create schema older',
      `create function older.current_setting(text) returns text language sql as $$ select '140012' $$`,
      'alter database cu set search_path = older, pg_catalog, public',
    )
    await expect(
      openDatabase({ databaseUrl: server.urlOf('cu'), dataDir: './data', poolMax: 2 }),
    ).rejects.toMatchObject(unavailable(/máy chủ là PostgreSQL 14, cần từ 15 trở lên/))
    expect(
      await sql(server.urlOf('cu'), `select relname from pg_class where relnamespace = 'public'::regnamespace`),
    ).toEqual([])
  })
})

it.each([
  [90_624, /PostgreSQL 9\.6,/],
  [100_023, /PostgreSQL 10,/],
  [149_999, /PostgreSQL 14,/],
])('server_version_num %i is too old', (number, words) => {
  expect(() => checkServerVersion(number)).toThrow(words)
})

it.each([150_000, 150_014, 180_004])('server_version_num %i is new enough', (number) => {
  expect(() => checkServerVersion(number)).not.toThrow()
})

it('a port where nothing listens is said with its address', async () => {
  const closed = createServer()
  const port = await listen(closed)
  await new Promise((resolve) => closed.close(resolve))
  await expect(connect(`postgres://a:b@127.0.0.1:${port}/c`)).rejects.toMatchObject(
    unavailable(new RegExp(`không kết nối được tới máy chủ PostgreSQL tại 127\\.0\\.0\\.1:${port}`)),
  )
})

it('a host whose name nobody knows is said', async () => {
  await expect(connect('postgres://a:b@khong-co.invalid/c')).rejects.toMatchObject(
    unavailable(/không kết nối được.*khong-co\.invalid/),
  )
})

it('a port that another program holds is said', async () => {
  const web = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  })
  const port = await listen(web)
  await expect(connect(`postgres://a:b@127.0.0.1:${port}/c`)).rejects.toMatchObject(
    unavailable(/không trả lời như PostgreSQL/),
  )
  web.close()
})

it('a port that never answers is given up after the time set', async () => {
  const mute = createServer()
  const port = await listen(mute)
  await expect(connect(`postgres://a:b@127.0.0.1:${port}/c`, { timeoutMs: 300 })).rejects.toMatchObject(
    unavailable(/không kết nối được/),
  )
  mute.close()
})

describe('the embedded server', () => {
  it('a port in use is said, and the data is there on the next start', async () => {
    const dataDir = reachableFolder()
    const first = await startEmbedded({ dataDir })
    await sql(first.url, 'create table kept (n int)', 'insert into kept values (7)')
    await first.stop()
    const taken = createServer()
    const settings = { port: String(await listen(taken)) }
    await expect(startEmbedded({ dataDir, tcp: true, settings })).rejects.toMatchObject(
      unavailable(/cổng đã có chương trình khác dùng/),
    )
    taken.close()
    const next = await startEmbedded({ dataDir })
    expect(await sql(next.url, 'select n from kept')).toEqual([{ n: 7 }])
    await next.stop()
  })

  it.runIf(isRoot)(
    'a data folder that the server user cannot reach is said with the fix, and no mode is changed',
    async () => {
      const parent = privateFolder()
      mkdirSync(join(parent, 'work'))
      const before = listing(parent)
      await expect(startEmbedded({ dataDir: join(parent, 'work', 'data') })).rejects.toMatchObject(
        refused('configuration', /không vào được .*work\. Hãy đặt DATA_DIR tới một thư mục khác/),
      )
      expect(listing(parent)).toEqual(before)
    },
  )

  it.runIf(!isRoot)('a data folder that we may not write is said with the fix', async () => {
    await expect(startEmbedded({ dataDir: '/kiemdinh-khong-duoc-ghi' })).rejects.toMatchObject(
      refused('configuration', /không có quyền ghi vào đó\. Hãy đặt DATA_DIR/),
    )
  })

  it('a data folder below a file is said, and the file stays', async () => {
    const folder = reachableFolder()
    writeFileSync(join(folder, 'tep'), 'x')
    const before = listing(folder)
    await expect(startEmbedded({ dataDir: join(folder, 'tep', 'data') })).rejects.toMatchObject(
      refused('configuration', /đi qua một tệp/),
    )
    expect(listing(folder)).toEqual(before)
  })

  it('data of another PostgreSQL version is left alone', async () => {
    const folder = reachableFolder()
    mkdirSync(join(folder, 'postgres'), { mode: 0o700 })
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n')
    const before = listing(folder)
    await expect(startEmbedded({ dataDir: folder })).rejects.toMatchObject(
      refused('configuration', /do PostgreSQL 17 tạo ra/),
    )
    expect(listing(folder)).toEqual(before)
  })

  it('a folder named postgres that is something else is left alone', async () => {
    const folder = reachableFolder()
    mkdirSync(join(folder, 'postgres'))
    writeFileSync(join(folder, 'postgres', 'ghi-chu.txt'), 'x')
    const before = listing(folder)
    await expect(startEmbedded({ dataDir: folder })).rejects.toMatchObject(
      refused('configuration', /không phải là dữ liệu của PostgreSQL/),
    )
    expect(listing(folder)).toEqual(before)
  })

  it('a setting that PostgreSQL does not know stops the start with its own words', async () => {
    const dataDir = reachableFolder()
    await expect(startEmbedded({ dataDir, settings: { khong_co: '1' } })).rejects.toMatchObject(unavailable(/khong_co/))
  })
})

// Needs root that may mount a tmpfs of a few megabytes; elsewhere there is no disk that a test may fill.
describe.runIf(canMount)('a full disk', () => {
  it('on the first start is said, and nothing half-made stays', async () => {
    const disk = tinyDisk('12m') ?? ''
    await expect(startEmbedded({ dataDir: join(disk, 'data') })).rejects.toMatchObject(unavailable(/ổ đĩa đã đầy/))
    expect(listing(disk)).toHaveLength(1)
  })

  it('on a later start is said, and the data is there once there is room', async () => {
    const disk = tinyDisk('120m') ?? ''
    const first = await startEmbedded({ dataDir: disk })
    await sql(first.url, 'create table kept (n int)', 'insert into kept values (7)')
    await first.stop()
    writeFullOf(join(disk, 'ballast'))
    const failed: unknown = await openDatabase({ databaseUrl: undefined, dataDir: disk, poolMax: 2 }).catch(
      (error: unknown) => error,
    )
    expect(failed).toMatchObject(unavailable(/ổ đĩa .*đã đầy/))
    writeFileSync(join(disk, 'ballast'), '')
    const next = await openDatabase({ databaseUrl: undefined, dataDir: disk, poolMax: 2 })
    expect((await withClient(next, (client) => client.query('select n from kept'))).rows).toEqual([{ n: 7 }])
    await next.close()
  })

  it('while working refuses the write, keeps what was accepted and goes on', async () => {
    const db = await openDatabase({ databaseUrl: undefined, dataDir: tinyDisk('120m') ?? '', poolMax: 2 })
    const query = (text: string) => inTransaction(db, async (client) => (await client.query(text)).rows)
    await query(
      'create unlogged table big (fill text storage external); create table kept (n int); insert into kept values (7)',
    )
    const fill = `insert into big select repeat('x', 4000) from generate_series(1, 60000)`
    await expect(query(fill)).rejects.toMatchObject(unavailable(/ổ đĩa .*đã đầy/))
    await query('insert into kept values (8)')
    expect(await query('select n from kept order by n')).toEqual([{ n: 7 }, { n: 8 }])
    await db.close()
  })

  it('with no room for the journal ends the server, which has every accepted row once there is room', async () => {
    const disk = tinyDisk('140m') ?? ''
    const options = { databaseUrl: undefined, dataDir: disk, poolMax: 2 }
    const db = await openDatabase(options)
    const query = (text: string) => inTransaction(db, async (client) => (await client.query(text)).rows)
    await query('create table kept (n int); insert into kept values (7)')
    writeFullOf(join(disk, 'ballast'))
    const fill = `insert into kept select n from generate_series(1, 2000000) n`
    await expect(query(fill)).rejects.toMatchObject({ code: 'databaseUnavailable' })
    await db.close()
    writeFileSync(join(disk, 'ballast'), '')
    const next = await openDatabase(options)
    expect((await withClient(next, (client) => client.query('select n from kept'))).rows).toEqual([{ n: 7 }])
    await next.close()
  })
})

function writeFullOf(path: string): void {
  writeFileSync(path, '')
  const block = Buffer.alloc(64 * 1024)
  for (let size = block.length; size > 0;) {
    try {
      writeFileSync(path, block.subarray(0, size), { flag: 'a' })
    } catch {
      size = Math.floor(size / 2)
    }
  }
}
