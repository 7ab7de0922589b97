// Makes a clone ready to run: installs and builds what is missing or stale, else does nothing. Plain Node, no dependencies.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = (...parts) => join(root, ...parts)
const installStamp = at('node_modules', '.kiemdinh-stamp')
const buildStamp = at('dist', '.stamp')
const lockFile = at('package-lock.json')

class Failure extends Error {}

function main() {
  checkNode()
  if (isInstalled() && isBuilt()) return
  alone(() => {
    if (!isInstalled()) install()
    if (!isBuilt()) build()
  })
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Failure(
    `kiemdinh cần Node 20.19 trở lên, máy này có ${process.versions.node}. Tải bản mới tại https://nodejs.org.`,
  )
}

/** Installed means: this very lock file was installed here, for this kind of machine. */
function isInstalled() {
  if (read(installStamp) === lockHash()) return true
  if (!holdsLocked()) return false
  writeFileSync(installStamp, lockHash())
  return true
}

function lockHash() {
  return `${process.platform}-${process.arch} ${createHash('sha256').update(readFileSync(lockFile)).digest('hex')}`
}

/** After an `npm ci` or `npm install` by hand there is no stamp; npm's own record then says what lies in node_modules. */
function holdsLocked() {
  const record = read(at('node_modules', '.package-lock.json'))
  if (!record) return false
  const there = JSON.parse(record).packages
  const wanted = Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages)
  return wanted.every(
    ([path, { version, optional, peer }]) => path === '' || optional || peer || there[path]?.version === version,
  )
}

function install() {
  console.log('Cài đặt các gói (npm ci) ...')
  rmSync(installStamp, { force: true })
  run('npm ci', 'npm', ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'])
  writeFileSync(installStamp, lockHash())
}

/** Sources by path, size and time: cheap to look at, and a change of any of the three means a new build. */
function isBuilt() {
  return read(buildStamp) === sourceHash()
}

function project() {
  const name = existsSync(at('tsconfig.build.json')) ? 'tsconfig.build.json' : 'tsconfig.json'
  return { name, folders: JSON.parse(readFileSync(at(name), 'utf8')).include }
}

function sourceHash() {
  const { name, folders } = project()
  const paths = ['tsconfig.json', name, 'scripts/ready.mjs', ...folders].flatMap((path) => filesBelow(at(path)))
  const lines = paths.map((path) => {
    const { size, mtimeMs } = statSync(path)
    return `${relative(root, path)} ${size} ${mtimeMs}`
  })
  return createHash('sha256')
    .update([lockHash(), ...lines].join('\n'))
    .digest('hex')
}

function filesBelow(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return []
  if (found.isFile()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

function build() {
  console.log('Biên dịch (tsc) ...')
  const { name } = project()
  // Taken before the compiler reads: a file saved meanwhile makes the build stale, as it should.
  const hash = sourceHash()
  rmSync(at('dist'), { recursive: true, force: true })
  run('tsc', process.execPath, [at('node_modules', 'typescript', 'bin', 'tsc'), '-p', name])
  copyAssets()
  writeFileSync(buildStamp, hash)
}

/** Templates, fonts and styles that the code in src reads from beside itself. */
function copyAssets() {
  for (const path of filesBelow(at('src'))) {
    if (['.ts', '.tsx', '.md'].includes(extname(path))) continue
    const target = at('dist', relative(root, path))
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(path, target)
  }
}

function run(name, command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status === 0) return
  const reason = error ? error.message : `mã kết thúc ${status}`
  throw new Failure(`Bước "${name}" không thành công (${reason}). Xem thông báo ở trên, sửa rồi chạy lại.`)
}

/** Two commands started at once in one clone must not install over each other. */
function alone(work) {
  const lock = join(
    tmpdir(),
    `kiemdinh-ready-${process.getuid?.() ?? 'user'}-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`,
  )
  for (let waited = 0; !take(lock); waited++) {
    if (waited === 0) console.log('Chờ một lệnh khác đang cài đặt hoặc biên dịch ở đây ...')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  }
  try {
    work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const holder = Number(read(lock))
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (holder ? !isAlive(holder) : age > 5000) rmSync(lock, { force: true })
    return false
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

try {
  main()
} catch (error) {
  console.error(error instanceof Failure ? error.message : error)
  process.exitCode = 1
}
