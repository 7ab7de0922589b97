// `kiemdinh keys`: makes the keys that sign, or says which ones this server signs with. Nothing secret is ever printed.
import { X509Certificate } from 'node:crypto'
import { readConfig } from '../config.ts'
import { nameIn } from '../signing/certificate.ts'
import { demonstrationNames, initSigningKeys, readSigningKeys } from '../signing/keys.ts'
import type { Command, CommandGroup } from './index.ts'

const init: Command = {
  summary: '[--signer TÊN] [--issuer TÊN]  tạo khóa còn thiếu trong DATA_DIR: P12 trình diễn và khóa Ed25519',
  options: {
    signer: { type: 'string', default: demonstrationNames.signer },
    issuer: { type: 'string', default: demonstrationNames.issuer },
  },
  run({ signer, issuer }) {
    const names = { signer: String(signer), issuer: String(issuer) }
    const made = initSigningKeys(readConfig(process.env), names, new Date().toISOString())
    for (const path of made) process.stdout.write(`Đã tạo ${path} (chỉ người chạy chương trình đọc được)\n`)
    if (made.length === 0) process.stdout.write('Khóa đã có đủ, không thay đổi gì.\n')
    return show({}, [])
  },
}

const list: Command = {
  summary: 'cho biết máy chủ này ký bằng khóa nào',
  options: {},
  run: show,
}

function show(_options: Record<string, unknown>, _positionals: string[]): Promise<number> {
  const { ed25519, paper } = readSigningKeys(readConfig(process.env))
  process.stdout.write(`Khóa chứng nhận số và gói hồ sơ: ${ed25519.id}\n`)
  for (const [index, der] of paper.certificates.entries()) {
    const certificate = new X509Certificate(der)
    const what = index > 0 ? '  do' : paper.demonstration ? 'Khóa ký giấy (trình diễn)' : 'Khóa ký giấy'
    process.stdout.write(`${what}: ${nameIn(certificate)}, đến ${certificate.validTo}\n`)
  }
  return Promise.resolve(0)
}

export const keysCommands: CommandGroup = {
  summary: 'khóa ký: init, list',
  verbs: { init: async () => init, list: async () => list },
}
