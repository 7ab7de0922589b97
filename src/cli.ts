// The command line: `kiemdinh <command>`. Whatever fails ends with a sentence and an exit code that is not 0.
import { parseArgs } from 'node:util'
import { commands } from './cli/index.ts'
import { AppError } from './domain/errors.ts'

async function main(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = argv
  const command = commands[name]
  if (!command) {
    const lines = Object.entries(commands).map(([one, { summary }]) => `  ${one.padEnd(8)} ${summary}`)
    process.stdout.write(`kiemdinh <lệnh> [tùy chọn]\n\n${lines.join('\n')}\n`)
    return name === 'help' ? 0 : 2
  }
  const { values, positionals } = parseArgs({ args: [...rest], options: command.options, allowPositionals: true })
  return command.run(values, positionals)
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    const known =
      error instanceof AppError ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    process.stderr.write(
      `${known && error instanceof Error ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
    )
    process.exitCode = 1
  },
)
