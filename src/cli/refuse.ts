// How a command answers what it cannot use: one line on the error output and exit code 2.
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'

/** Runs a command; `invalid` and `notFound` are the caller's mistakes and become one line and 2, everything else goes on. */
export async function refusing(work: () => Promise<number> | number): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || !['invalid', 'notFound'].includes(error.code)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

/** One line of the first problem, and how many more there are. */
export function firstOf(problems: readonly string[]): string {
  const [first = 'Không rõ lỗi gì.', ...more] = problems
  return more.length === 0 ? first : `${first} (và ${more.length} lỗi khác)`
}

/** The positionals a command needs, exactly; otherwise how to call it. */
export function wants(positionals: readonly string[], least: number, most: number, usage: string): void {
  if (positionals.length < least || positionals.length > most)
    throw new AppError('invalid', say(`Hãy chạy: kiemdinh ${usage}`, `Run: kiemdinh ${usage}`))
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** The whole answer of `--json`: one line. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value))
}
