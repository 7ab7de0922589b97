// Saves what a school says of itself: the Part I tables and texts of its reports. Submissions keep what they froze.
import type { SchoolData } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permit } from '../permit.ts'

export interface SaveSchoolData {
  school: string
  data: SchoolData
  actor: string
  at: string
  /** The version the writer began from. */
  expectedVersion?: number
}

/** Answers the new version. Throws `staleVersion` with the present data (details: version, data). The name changes by an event only. */
export function saveSchoolData(db: Database, input: SaveSchoolData): Promise<{ version: number }> {
  return inTransaction(db, async (client) => {
    await permit(client, 'editSchool', { school: input.school, person: input.actor, at: input.at })
    const read = `select version, data from schools where id = $1 for update`
    const found = await client.query<{ version: number; data: SchoolData }>({ text: read, values: [input.school] })
    const present = found.rows[0]
    if (!present) throw new AppError('notFound', say('Không tìm thấy trường.', 'The school was not found.'))
    if (input.expectedVersion !== undefined && input.expectedVersion !== present.version)
      throw new AppError(
        'staleVersion',
        say(
          'Dữ liệu của trường đã được người khác lưu trước. Hãy xem bản mới rồi lưu lại.',
          'Somebody else saved the data of the school before you. Look at the new version, then save again.',
        ),
        present,
      )
    const fixed = (['name', 'kind', 'foundedOn'] as const).filter((key) => input.data[key] !== present.data[key])
    if (fixed.length > 0)
      throw new AppError(
        'invalid',
        say(
          `Không sửa tại đây: ${fixed.join(', ')}. Đổi tên, sáp nhập ghi bằng sự kiện của chu kỳ.`,
          `Not changed here: ${fixed.join(', ')}. A new name or a merger is recorded by an event of the cycle.`,
        ),
        {
          issues: fixed.map((path) => ({
            path: `data.${path}`,
            message: say('Không sửa tại đây.', 'Not changed here.'),
          })),
        },
      )
    const version = present.version + 1
    const write = 'update schools set data = $2, version = $3 where id = $1'
    await client.query({ text: write, values: [input.school, JSON.stringify(input.data), version] })
    await journal(client, {
      at: input.at,
      actor: input.actor,
      action: 'saveSchoolData',
      subject: { kind: 'school', id: input.school },
      details: { version, before: present.data },
    })
    return { version }
  })
}
