// The command line as an operator meets it: what works answers 0, what fails says why in a sentence and never answers 0.
import { describe, expect, it } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { sampleCase, toRating } from '../support/sample-case.ts'
import { kiemdinh } from './kiemdinh.ts'

describe('kiemdinh', () => {
  it('replay --all verifies a database of one’s own and says what it checked', async () => {
    const made = await sampleCase(await freshDatabase())
    await toRating(made)
    const ended = await kiemdinh(['replay', '--all'], { DATABASE_URL: made.db.url })
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toContain('30 quy trình (29 phiếu) từ 34 dòng lịch sử')
    expect(ended.out).toContain('0 sai lệch')
  })

  it('replay --all answers 1 and names the process when a stored state was changed by hand', async () => {
    const made = await sampleCase(await freshDatabase())
    await toRating(made)
    await made.rows(`update processes set value = '"writing"' where process = 'selfAssessment'`)
    const ended = await kiemdinh(['replay', '--all'], { DATABASE_URL: made.db.url })
    expect(ended.code).toBe(1)
    expect(ended.out).toContain(`${made.cycle}/selfAssessment #0`)
  })

  it('says in a sentence that nobody answers at the address of the database', async () => {
    const ended = await kiemdinh(['migrate'], { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/none' })
    expect(ended.code).not.toBe(0)
    expect(ended.err).toMatch(/127\.0\.0\.1/)
    expect(ended.err).not.toContain('    at ')
  })

  it('says which setting is wrong', async () => {
    const ended = await kiemdinh(['migrate'], { DATABASE_URL: 'mysql://nowhere' })
    expect(ended.code).not.toBe(0)
    expect(ended.err).toContain('DATABASE_URL')
  })

  it('lists its commands to whoever asks for help, and its verbs, and calls neither a mistake', async () => {
    const [asked, bare, verbs] = [
      await kiemdinh(['--help'], {}),
      await kiemdinh([], {}),
      await kiemdinh(['criteria', '-h'], {}),
    ]
    for (const ended of [asked, bare, verbs]) expect(ended).toMatchObject({ code: 0, err: '' })
    expect(asked.out).toContain('replay')
    expect(bare.out).toBe(asked.out)
    expect(verbs.out).toContain('publish')
  })

  it('lists its commands when it is called with one it does not know', async () => {
    const ended = await kiemdinh(['nothing'], {})
    expect(ended.code).toBe(2)
    expect(ended.out).toContain('replay')
  })
})
