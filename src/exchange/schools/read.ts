// The workbook of the sector database: sheets of communes, schools and yearly figures; or the same as JSON.
import { SchoolsFile } from '../../commands/imports/schools-file.ts'
import { readTables, type Table, type TablesFile } from '../tables.ts'

const kinds = {
  kindergarten: 'Mầm non',
  primary: 'Tiểu học',
  lowerSecondary: 'Trung học cơ sở',
  upperSecondary: 'Trung học phổ thông',
  multiLevel: 'Nhiều cấp học',
  continuingEducation: 'Giáo dục thường xuyên',
}

const needed = 'cần khi thêm trường mới'

export const schoolTables: readonly Table[] = [
  {
    key: 'communes',
    sheet: 'Xã',
    columns: [
      { field: 'code', title: 'Mã xã' },
      { field: 'name', title: 'Tên xã' },
    ],
  },
  {
    key: 'schools',
    sheet: 'Trường',
    columns: [
      { field: 'code', title: 'Mã trường', note: 'cần' },
      { field: 'id', title: 'Mã trong hệ thống', note: 'bỏ trống: lấy mã trường' },
      { field: 'name', title: 'Tên trường', note: needed },
      { field: 'kind', title: 'Loại trường', is: kinds, note: needed },
      { field: 'commune', title: 'Mã xã' },
      { field: 'department', title: 'Mã sở', note: 'bỏ trống: sở của người nhập' },
      { field: 'foundedOn', title: 'Ngày thành lập', is: 'day', note: needed },
      { field: 'address', title: 'Địa chỉ', note: needed },
      { field: 'managingBody', title: 'Cơ quan quản lý' },
      { field: 'principal', title: 'Hiệu trưởng', note: needed },
      { field: 'phone', title: 'Điện thoại' },
      { field: 'website', title: 'Trang web' },
      { field: 'ownership', title: 'Loại hình', is: { public: 'Công lập', private: 'Tư thục' } },
      { field: 'campuses', title: 'Số điểm trường', is: 'number' },
      { field: 'disadvantagedArea', title: 'Vùng khó khăn', is: 'flag' },
      { field: 'viaCommune', title: 'Nộp qua xã', is: 'flag' },
      { field: 'cohortCompleted', title: 'Có khóa học sinh hoàn thành', is: 'flag' },
      { field: 'conditionsMet', title: 'Đủ điều kiện hoạt động', is: 'flag' },
    ],
  },
  {
    key: 'figures',
    sheet: 'Số liệu',
    columns: [
      { field: 'school', title: 'Mã trường' },
      { field: 'year', title: 'Năm học' },
      { field: 'table', title: 'Bảng' },
      { field: 'title', title: 'Tên bảng' },
      { field: 'row', title: 'Dòng' },
      { field: 'value', title: 'Giá trị', is: 'figure' },
    ],
  },
]

/** Throws `invalid` with every fault at its cell or JSON path. */
export function readSchools(bytes: Uint8Array): Promise<TablesFile<SchoolsFile>> {
  return readTables(bytes, schoolTables, SchoolsFile)
}
