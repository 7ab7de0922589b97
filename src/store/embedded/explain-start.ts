// Turns what stopped an embedded PostgreSQL from starting into one sentence with the way out.
import { statfsSync } from 'node:fs'
import { AppError } from '../../domain/errors.ts'

const otherFolder = 'Hãy đặt DATA_DIR tới một thư mục khác, ví dụ DATA_DIR=/var/lib/kiemdinh.'

const folderFaults: Readonly<Record<string, string>> = {
  EACCES: `không có quyền ghi vào đó. ${otherFolder}`,
  EPERM: `không có quyền ghi vào đó. ${otherFolder}`,
  EROFS: `ổ đĩa chỉ cho đọc. ${otherFolder}`,
  ENOTDIR: `đường dẫn đi qua một tệp, không phải thư mục. ${otherFolder}`,
  EEXIST: `đường dẫn này là một tệp, không phải thư mục. ${otherFolder}`,
  ENOSPC: 'ổ đĩa đã đầy. Hãy giải phóng dung lượng rồi chạy lại.',
  EDQUOT: 'đã hết hạn mức dung lượng. Hãy giải phóng dung lượng rồi chạy lại.',
}

/** A failed file operation on the data folder, told with its path; errors that already explain themselves pass through. */
export function explainFolder(error: unknown, dataDir: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const fault = folderFaults[code]
  if (!fault) return error
  return new AppError(
    'configuration',
    `Không dùng được thư mục dữ liệu ${dataDir}: ${fault}`,
    { english: `cannot use the data folder: ${code}`, dataDir },
    { cause: error },
  )
}

/** A data folder that the user running the server cannot enter. */
export function unreachable(dataDir: string, parent: string, uid: number): AppError {
  return new AppError(
    'configuration',
    `Không dùng được thư mục dữ liệu ${dataDir}: PostgreSQL không chạy bằng root nên chạy bằng người dùng có mã ${uid}, ` +
      `và người dùng đó không vào được ${parent}. ${otherFolder}`,
    { english: `uid ${uid} cannot enter ${parent}; choose another DATA_DIR`, dataDir, parent, uid },
  )
}

const diskFull = /no space left on device|disk quota exceeded|could not extend file/i

const logFaults: readonly { sign: RegExp; sentence: string }[] = [
  {
    sign: diskFull,
    sentence: 'ổ đĩa đã đầy. Hãy giải phóng dung lượng rồi chạy lại',
  },
  {
    sign: /address already in use/i,
    sentence: 'cổng đã có chương trình khác dùng. Hãy tắt chương trình đó hoặc chọn cổng khác',
  },
  {
    sign: /database files are incompatible with server/i,
    sentence:
      'dữ liệu do một phiên bản PostgreSQL khác tạo ra. Hãy dùng đúng bản kiemdinh đã tạo dữ liệu này, hoặc một DATA_DIR mới',
  },
  {
    sign: /has wrong ownership|has invalid permissions|permission denied/i,
    sentence:
      'thư mục dữ liệu thuộc về người dùng khác. Hãy chạy bằng người dùng đó, hoặc đặt DATA_DIR tới một thư mục khác',
  },
  {
    sign: /lock file .* already exists|is another (server|postmaster)|pre-existing shared memory/i,
    sentence: 'một máy chủ khác đang giữ thư mục dữ liệu mà không trả lời. Hãy tắt máy chủ đó rồi chạy lại',
  },
  {
    sign: /could not map anonymous shared memory|could not resize shared memory|cannot allocate memory/i,
    sentence: 'máy không còn đủ bộ nhớ',
  },
]

/** What `initdb` or `postgres` wrote before it gave up, told in one sentence; the text itself goes into the details. */
export function explainLog(log: string, dataDir: string): AppError {
  const known = logFaults.find(({ sign }) => sign.test(log) || (sign === diskFull && hasNoRoom(dataDir)))
  const sentence = known?.sentence ?? `PostgreSQL dừng ngay khi khởi động: ${lastComplaint(log)}`
  return new AppError('databaseUnavailable', `Không khởi động được cơ sở dữ liệu trong ${dataDir}: ${sentence}.`, {
    english: 'the embedded PostgreSQL did not start',
    dataDir,
    log: log.slice(-4000),
  })
}

/** Whether a failed start is only the short race after another server of the same folder was killed. */
export function isPidFileRace(log: string): boolean {
  if (/address already in use|no space left/i.test(log)) return false
  return /postmaster\.pid|lock file|pre-existing shared memory|is another (server|postmaster)/i.test(log)
}

/** On a full disk the server cannot even write its complaint. It needs room for one segment of its journal, 16 MiB. */
function hasNoRoom(dataDir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dataDir)
    return bavail * bsize < 16 * 1024 * 1024
  } catch {
    return false
  }
}

function lastComplaint(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '')
  return (lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? 'không có thông báo').trim()
}
