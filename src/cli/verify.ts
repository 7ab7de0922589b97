// `kiemdinh verify`: checks a case package offline and says why its award is what it is. Needs no database and no network.
import { findingLine } from '../package/findings.ts'
import { keyIdIn } from '../package/check-files.ts'
import { UnreadablePackage } from '../package/read.ts'
import { verifyPackage, type Verdict } from '../package/verify.ts'
import { AppError } from '../domain/errors.ts'
import { say, said } from '../domain/text.ts'
import { readLibrary } from '../store/library.ts'
import type { Command } from './index.ts'
import { readText } from './read-file.ts'
import { print, printJson, refusing, wants } from './refuse.ts'

const mostShown = 50

export const verifyCommand: Command = {
  summary: 'TỆP.zip [--key TỆP_KHÓA] [--json]  kiểm một gói hồ sơ, không cần mạng và cơ sở dữ liệu',
  options: { key: { type: 'string' }, json: { type: 'boolean', default: false } },
  run: ({ key, json }, positionals) =>
    refusing(async () => {
      wants(positionals, 1, 1, 'verify TỆP.zip [--key TỆP_KHÓA] [--json]')
      const trusted = typeof key === 'string' ? keyOf(key) : null
      try {
        const verdict = await verifyPackage(positionals[0] ?? '', readLibrary(), trusted)
        if (json) printJson(answerOf(verdict))
        else linesOf(verdict).forEach(print)
        return verdict.valid ? 0 : 1
      } catch (error) {
        if (!(error instanceof UnreadablePackage)) throw error
        if (json) printJson({ valid: false, unreadable: error.message })
        throw new AppError('invalid', said(error.message))
      }
    }),
}

function keyOf(file: string): string {
  const id = keyIdIn(readText(file))
  if (id === null)
    throw new AppError(
      'invalid',
      say(
        `${file} không phải khóa công khai Ed25519 (PEM hoặc z6Mk…).`,
        `${file} is no Ed25519 public key (PEM or z6Mk…).`,
      ),
    )
  return id
}

function answerOf({ case: file, ...verdict }: Verdict) {
  return { ...verdict, cycle: file?.cycle.id ?? null, scope: file?.scope ?? null }
}

function linesOf({ valid, findings, notes, signature, counts, case: file, result }: Verdict): string[] {
  const { files, processes, rows, submissions } = counts
  return [
    `${valid ? 'HỢP LỆ' : 'KHÔNG HỢP LỆ'}: gói hồ sơ ${file ? `${file.schools[0]?.data['name']}, ${file.cycle.period} (${file.cycle.id})` : ''}`,
    `Đã kiểm ${files} tệp, dựng lại ${processes} quy trình từ ${rows} dòng lịch sử, ${submissions} bản chốt: ${findings.length} sai lệch.`,
    ...findings.slice(0, mostShown).map((finding) => `  ${findingLine(finding)}`),
    ...(findings.length > mostShown ? [`  … và ${findings.length - mostShown} sai lệch khác.`] : []),
    signatureLine(signature),
    ...notes,
    ...(result?.why ?? []),
  ]
}

function signatureLine({ state, keyId }: Verdict['signature']): string {
  if (state === 'valid') return `Chữ ký: đúng, của khóa đã cho (${keyId}).`
  if (state === 'none') return 'Chữ ký: gói không được ký; ai giữ tệp cũng có thể đã lập lại cả gói.'
  if (state === 'wrong') return 'Chữ ký: không đúng.'
  return `Chữ ký: đúng với khóa nằm ngay trong gói (tự khai, ${keyId}); cho --key để biết khóa của ai.`
}
