// Every notice that a process sends has words of its own.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { noticeText } from './notices.ts'
import { writeMail } from './templates.ts'

const folder = fileURLToPath(new URL('../../workflows', import.meta.url))
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
  .join('\n')

it('each message of a notify effect in the workflows has its sentence', () => {
  const whole = [...sources.matchAll(/message: '([\w.]+)'/g)].map(([, message = '']) => message)
  const ofAwards = [...sources.matchAll(/(?:\btell\('|message: `\$\{kind\}\.)(\w+)/g)].map(
    ([, message = '']) => message,
  )
  expect(whole.length).toBeGreaterThan(40)
  expect(ofAwards.length).toBeGreaterThan(12)
  const named = [
    ...whole,
    ...ofAwards.flatMap((message) => [`accreditation.${message}`, `nationalStandard.${message}`]),
  ]
  expect(named.filter((message) => noticeText(message).vi === noticeText('').vi)).toEqual([])
})

it('the subject of a mail is one line, whatever the school is called', () => {
  const filled = { name: 'A', link: 'https://x', message: 'review.draftSent', school: 'Trường\r\nBcc: ai@xa' }
  expect(writeMail('notice', filled).subject).not.toMatch(/[\r\n]/)
})
