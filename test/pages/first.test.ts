// The frame and signing in, in a real browser: with and without scripts, wide and narrow, and as somebody who sees by ear.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { password, withPassword } from '../support/accounts.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { openSite, type Site } from './browser.ts'

let sample: SampleCase
let api: Api
let site: Site

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample)
  site = await openSite(api)
})
afterAll(() => site?.close())

describe('signing in', () => {
  it('leads to what one wanted to see, tells what is wrong and keeps the e-mail', async () => {
    const email = await withPassword(api, 'principal')
    const { page, go, faults, picture } = await site.as(null)
    await go('/')
    expect(page.url()).toContain('/sign-in?next=%2F')
    expect(await faults()).toEqual([])
    await picture('sign-in')
    await page.fill('#email', email)
    await page.fill('#password', 'sai mật khẩu')
    await page.click('main button')
    expect(await page.textContent('#faults')).toContain('Email hoặc mật khẩu không đúng.')
    expect(await page.inputValue('#email')).toBe(email)
    expect(await faults()).toEqual([])
    await page.fill('#password', password)
    await page.click('main button')
    expect(await page.textContent('h1')).toBe('Việc của tôi')
    expect(await faults()).toEqual([])
    await picture('my-work')
  })

  it('works on a phone without scripts, in both languages', async () => {
    const { page, go, picture } = await site.as(null, { width: 360, scripts: false })
    await go('/sign-in')
    await picture('sign-in-360')
    await page.click('footer button[name=language]')
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    expect(await page.textContent('h1')).toBe('Sign in')
    await page.click('footer button[name=language]')
    expect(await page.textContent('h1')).toBe('Đăng nhập')
  })

  it('ends by signing out', async () => {
    const { page, go } = await site.as('officer')
    await go('/')
    await page.click('.menu summary')
    await page.click('.menu button')
    expect(page.url()).toContain('/sign-in')
    await go('/')
    expect(page.url()).toContain('/sign-in')
  })

  it('never sends anybody to another site', async () => {
    const email = await withPassword(api, 'principal')
    const { page, go } = await site.as(null)
    await go('/sign-in?next=//elsewhere.test/')
    await page.fill('#email', email)
    await page.fill('#password', password)
    await page.click('main button')
    expect(new URL(page.url()).origin).toBe(site.url)
  })
})

describe('a page that is not there', () => {
  it('is a page for people and a problem for programs', async () => {
    const { page, go, faults } = await site.as('principal', { width: 360 })
    await go('/khong-co')
    expect(await page.textContent('h1')).toBe('Không tìm thấy')
    expect(await faults()).toEqual([])
    expect((await api.anybody.get('/khong-co')).headers.get('content-type')).toContain('problem+json')
  })
})
