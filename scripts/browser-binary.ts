// Where the browser of tests, bench and gallery is: the one installed here, else the one that comes from npm.
import { existsSync } from 'node:fs'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * BROWSER_FROM_NPM=1 tries what a machine without a browser has. The first call unpacks it, so the global setup makes that one:
 * two test files at once would run half of it.
 */
export async function browserPath(): Promise<string> {
  const installed = process.env['BROWSER_FROM_NPM'] ? undefined : places.find((path) => existsSync(path))
  if (installed) return installed
  // A bare machine lacks the libraries a browser needs; told that it runs in a cloud function, the package brings its own.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs20.x'
  const { default: packed } = await import('@sparticuz/chromium')
  return packed.executablePath()
}
