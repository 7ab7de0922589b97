// What kinds of observations and ways to find out are called.
import type { ObservationRow } from '../../store/views/talk.ts'

type Words = readonly [vi: string, en: string]
export const kinds: Record<ObservationRow['kind'], Words> = {
  observation: ['Điều ghi nhận', 'Observation'],
  finding: ['Phát hiện, nhận định', 'Finding'],
  question: ['Câu hỏi, điều chưa rõ', 'Open question'],
}

export const methods: Record<ObservationRow['method'], Words> = {
  watching: ['Quan sát thực tế', 'Seen on the spot'],
  interview: ['Phỏng vấn, trao đổi', 'Interview'],
  documents: ['Xem hồ sơ, tài liệu', 'Documents'],
  lesson: ['Dự giờ', 'Lesson'],
  other: ['Cách khác', 'Other'],
}
