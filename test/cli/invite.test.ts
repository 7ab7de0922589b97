// `kiemdinh invite`: the first person of a province comes in with the link it prints, and nothing else lets anybody in.
import { expect, it } from 'vitest'
import { putProvince } from '../../src/store/province.ts'
import { readSecretKey } from '../../src/store/secret-key.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf } from '../support/http.ts'
import { compose } from '../../src/compose.ts'
import { kiemdinh } from './kiemdinh.ts'

const secretKey = 'a key of the test that is long enough to be one'

it('enters the person with the office and prints a link that sets the password', async () => {
  const db = await freshDatabase()
  const organisations = [{ id: 'so', kind: 'department' as const, name: 'Sở GDĐT tỉnh Mẫu', parent: null }]
  await putProvince(db, { organisations, schools: [], people: [], since: '2020-01-01T00:00:00.000Z' })
  const env = { DATABASE_URL: db.url, SECRET_KEY: secretKey, PUBLIC_URL: 'https://kiemdinh.mau.vn' }
  const invite = (...args: string[]) => kiemdinh(['invite', ...args], env)
  const named = ['--name', 'Phạm Văn Giám', '--role', 'departmentDirector', '--organisation']

  expect(await invite('giam@mau.vn')).toMatchObject({ code: 2, err: expect.stringContaining('Cách dùng') })
  expect(await invite('giam@mau.vn', '--name', 'x', '--role', 'reviewer', '--organisation', 'so')).toMatchObject({
    code: 2,
  })
  expect(await invite('giam@mau.vn', ...named, 'khong-co')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Không có đơn vị “khong-co”.'),
  })
  const done = await invite('giam@mau.vn', ...named, 'so')
  expect(done.code).toBe(0)
  const secret = /https:\/\/kiemdinh\.mau\.vn\/invitation#([\w-]+)/.exec(done.out)?.[1]

  const product = await compose(db, () => new Date().toISOString())
  const api = apiOf(product, { secretKey: readSecretKey({ secretKey, dataDir: 'unused' }) })
  const password = 'con mèo ngủ trên mái'
  expect((await api.anybody.post('/api/invitations/use', { secret, password })).status).toBe(200)
  expect((await api.anybody.post('/api/session', { email: 'giam@mau.vn', password })).status).toBe(201)
  expect(await invite('giam@mau.vn', ...named, 'so')).toMatchObject({
    code: 1,
    err: expect.stringContaining('đã có tài khoản'),
  })
})
