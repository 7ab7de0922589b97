// The command line: `kiemdinh <command>`. Whatever fails ends with a sentence and an exit code that is not 0.
import { parseArgs } from 'node:util'
import { commands, type Command } from './cli/index.ts'
import { AppError } from './domain/errors.ts'

async function main(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = argv
  const found = await named(commands, name)?.()
  if (!found) return help(commands, '', name)
  if (!('verbs' in found)) return runCommand(found, rest)
  const [verb = 'help', ...args] = rest
  const command = await named(found.verbs, verb)?.()
  return command ? runCommand(command, args) : help(found.verbs, `${name} `, verb)
}

/** What every object knows is no command. */
function named<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

function runCommand(command: Command, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: command.options, allowPositionals: true })
  return command.run(values, positionals)
}

type Table = Readonly<Record<string, () => Promise<{ summary: string }>>>

async function help(table: Table, prefix: string, asked: string): Promise<number> {
  const known = await Promise.all(Object.entries(table).map(async ([one, load]) => ({ one, ...(await load()) })))
  const lines = known.map(({ one, summary }) => `  ${one.padEnd(11)} ${summary}`)
  process.stdout.write(`kiemdinh ${prefix}<lệnh> [tùy chọn]\n\n${lines.join('\n')}\n`)
  if (['help', '--help', '-h'].includes(asked)) return 0
  process.stderr.write(`Không có lệnh “${prefix}${asked}”.\n`)
  return 2
}

/** The first line of what `parseArgs` says: which option it does not know, or which value is missing. */
function misuseOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!(error instanceof Error) || !code.startsWith('ERR_PARSE_ARGS')) return null
  const option = /'(-[^']*)'/.exec(error.message)?.[1] ?? ''
  return code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
    ? `Không có tùy chọn “${option}”.`
    : `Tùy chọn “${option}” chưa đúng cách ghi.`
}

// Whoever reads only the first lines has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    const misuse = misuseOf(error)
    const trace = error instanceof Error ? error.stack : String(error)
    process.stderr.write(`${misuse ?? (error instanceof AppError ? error.message : trace)}\n`)
    process.exitCode = misuse === null ? 1 : 2
  },
)
