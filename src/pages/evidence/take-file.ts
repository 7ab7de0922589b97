// A file that came with a form becomes a finished upload of its sender, as one that a script sent in pieces.
import { AppError, invalidAt } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { beginUpload, finish, ownUpload, takeBytes } from '../../http/uploads/receive.ts'
import { TusError } from '../../http/uploads/tus.ts'
import { personOf } from '../../http/route.ts'
import { faultsOf, type Fault } from '../faults.ts'
import type { PageCall } from '../page.ts'

type Call = Pick<PageCall<{ cycle: string }, unknown>, 'services' | 'params' | 'principal' | 'at'>

/** Answers the id of the upload. Throws as `beginUpload`, and `invalid` when the file did not come whole. */
export async function takeFile(call: Call, file: File, removeLocation: boolean): Promise<string> {
  const {
    services,
    params: { cycle },
    at,
  } = call
  const person = personOf(call).personId
  const name = (file.name.split(/[\\/]/).at(-1) ?? '').normalize('NFC').slice(-255) || 'tep'
  const row = await beginUpload(services, { cycle, person, name, length: file.size, removeLocation, at })
  await takeBytes(services, row, { offset: 0, declared: file.size, body: file.stream() }).catch((error: unknown) => {
    if (!(error instanceof TusError)) throw error
    throw invalidAt(
      'file',
      say('Không nhận được trọn tệp. Hãy gửi lại.', 'The file did not come whole. Send it again.'),
    )
  })
  return row.id
}

type FileCall = Call & Pick<PageCall<unknown, unknown>, 'fields'>

/** The upload out of the file in the form, or the one made before, tried once more where it waits; `undefined` for neither. */
async function sentWith(call: FileCall): Promise<string | undefined> {
  const { services, fields, at } = call
  const file = fields.file('file')
  if (file) return takeFile(call, file, fields.text('removeLocation') === 'true')
  const made = fields.text('upload')
  if (made === '') return undefined
  const upload = await ownUpload(services, made, personOf(call).personId, at)
  await finish(services, upload)
  return upload.id
}

/** Throws `invalid` at `file`, also where there is none. */
export async function uploadOf(call: FileCall): Promise<string> {
  const upload = await sentWith(call)
  if (upload !== undefined) return upload
  throw invalidAt('file', say('Hãy chọn tệp minh chứng.', 'Choose the file of the evidence.'))
}

/** The file of a form or what is wrong with it: whatever else is wrong with the form, its file is sent up once. */
export async function fileIn(
  call: FileCall,
  needed: boolean,
): Promise<{ upload?: string | undefined; faults: Fault[] }> {
  try {
    return { upload: await (needed ? uploadOf(call) : sentWith(call)), faults: [] }
  } catch (error) {
    if (!(error instanceof AppError) || ['notFound', 'forbidden'].includes(error.code)) throw error
    return { faults: faultsOf(error, 'file') }
  }
}
