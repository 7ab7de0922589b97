// A real browser on the real application: one Chromium a test file, a context a person, and what must hold of every page.
import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { listen } from '../../src/http/serve.ts'
import { sessionCookie } from '../../src/http/session-cookie.ts'
import { browserPath } from '../../scripts/browser-binary.ts'
import type { Api } from '../support/http.ts'

export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await browserPath(), args: ['--no-sandbox'] })
}

export interface Site {
  url: string
  /** A new context in which this person is signed in; nobody without a name. */
  as(person: string | null, options?: { width?: number; scripts?: boolean; dark?: boolean }): Promise<Visitor>
  /** Everybody closes their pages, so that those of one test do not slow down the next. */
  leave(): Promise<void>
  close(): Promise<void>
}

export interface Visitor {
  page: Page
  context: BrowserContext
  go(path: string): Promise<void>
  /** What no page may have: faults of WCAG 2.2 A and AA (unless left out), sideways scrolling, errors in the console. */
  faults(options?: { axe?: boolean }): Promise<string[]>
  /** Whether what is written can be read in dark colours; they stay on. */
  darkFaults(): Promise<string[]>
  /** A picture in the folder that SCREENSHOTS names; nothing without it. */
  picture(name: string): Promise<void>
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What sticks out of the page to the right, when the page scrolls sideways. */
const sideways = `(() => {
  const root = document.documentElement
  if (root.scrollWidth <= root.clientWidth) return []
  const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1)
  return out.slice(0, 3).map((one) => one.outerHTML.slice(0, 120))
})()`

export async function openSite(api: Api): Promise<Site> {
  const server = await listen(api.app, { host: '127.0.0.1', port: 0 })
  const browser = await launch()
  return {
    url: server.url,
    async as(person, { width = 1280, scripts = true, dark = false } = {}) {
      const context = await browser.newContext({
        viewport: { width, height: width < 500 ? 780 : 900 },
        javaScriptEnabled: scripts,
        colorScheme: dark ? 'dark' : 'light',
        locale: 'vi-VN',
        // Colours that are on their way to others have no contrast yet.
        reducedMotion: 'reduce',
      })
      context.setDefaultTimeout(20_000)
      if (person !== null) {
        const value = await api.sessionOf(person)
        await context.addCookies([{ name: sessionCookie, value, url: server.url, httpOnly: true, sameSite: 'Lax' }])
      }
      return visitor(await context.newPage(), context, server.url)
    },
    async leave() {
      for (const context of browser.contexts()) await context.close()
    },
    async close() {
      await browser.close()
      await server.stop(0)
    },
  }
}

function visitor(page: Page, context: BrowserContext, url: string): Visitor {
  const said: string[] = []
  page.on('console', (message) => {
    // A refused form answers 422 on purpose, and the browser notes every such status.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) said.push(message.text())
  })
  page.on('pageerror', (error) => said.push(String(error)))
  return {
    page,
    context,
    go: async (path) => void (await page.goto(`${url}${path}`)),
    async faults({ axe: asked = true } = {}) {
      const found = asked ? await new AxeBuilder({ page }).withTags(rules).analyze() : { violations: [] }
      const axe = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
      const wide = (await page.evaluate(sideways)) as string[]
      return [...axe, ...wide.map((what) => `${page.url()} scrolls sideways by ${what}`), ...said.splice(0)]
    },
    async darkFaults() {
      await page.emulateMedia({ colorScheme: 'dark' })
      const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze()
      return violations.flatMap(({ nodes }) => nodes.map(({ html }) => `too little contrast in dark colours: ${html}`))
    },
    async picture(name) {
      const folder = process.env['SCREENSHOTS']
      if (!folder) return
      const path = `${folder}/${name}.png`
      mkdirSync(dirname(path), { recursive: true })
      await page.screenshot({ path, fullPage: true })
    },
  }
}
