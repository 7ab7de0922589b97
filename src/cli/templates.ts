// `kiemdinh templates check`: what is wrong with a department's own templates, by file and line, before they print anything.
import { existsSync } from 'node:fs'
import { readConfig } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { checkTemplates } from '../reports/check-templates.ts'
import type { Command, CommandGroup } from './index.ts'
import { print, refusing, wants } from './refuse.ts'

const checkVerb: Command = {
  summary: '[THƯ MỤC]  kiểm tra các mẫu của Sở (mặc định: TEMPLATES_DIR) rồi các mẫu đi kèm; trả 1 khi có lỗi',
  options: {},
  run: (_, dirs) =>
    refusing(async () => {
      wants(dirs, 0, 1, 'templates check [THƯ MỤC]')
      const own = dirs[0] ?? readConfig(process.env).templatesDir
      if (own !== undefined && !existsSync(own))
        throw new AppError('notFound', say(`Không có thư mục ${own}.`, `There is no folder ${own}.`))
      const templates = await checkTemplates(own)
      const lines = templates.flatMap(({ faults }) =>
        faults.map(({ path, line, message }) => `${path}:${line}: ${message}`),
      )
      for (const line of lines) print(line)
      const owned = templates.filter((one) => one.own)
      print(`${templates.length} mẫu, trong đó ${owned.length} mẫu riêng: ${lines.length} lỗi.`)
      return lines.length === 0 ? 0 : 1
    }),
}

export const templateCommands: CommandGroup = {
  summary: 'các mẫu báo cáo: check',
  verbs: { check: async () => checkVerb },
}
