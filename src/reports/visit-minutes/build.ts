// Biên bản khảo sát sơ bộ (2018, three copies), biên bản khảo sát chính thức (2018), biên bản kiểm tra thực tế (2026).
import { isAppraisal } from '../../domain/procedure.ts'
import type { ReportInput } from '../input.ts'
import { placeOf } from '../parts/letterhead.ts'
import { dots, paperFrame, reviewHead, signature, startPaper } from '../parts/paper.ts'
import { peopleTable, teamRows } from '../parts/people.ts'
import { reviewWords } from '../parts/regime.ts'
import { leadOf, reviewOf, secretaryOf } from '../parts/review-case.ts'
import { preliminaryVisitOf, visitOf } from '../parts/visits.ts'
import { shortDate } from '../parts/words.ts'

/** Throws `conflict` before the visit was recorded. */
export function buildPreliminaryVisitMinutes(input: ReportInput) {
  const { visitedOn, minutes, copies, agreedProgramme, formalVisitFrom } = preliminaryVisitOf(input)
  return minutesOf(input, {
    name: 'khảo sát sơ bộ',
    form: 'preliminaryVisitMinutes',
    number: minutes,
    time: `ngày ${shortDate(visitedOn)}`,
    copies,
    programme: agreedProgramme,
    next: `Thời gian khảo sát chính thức dự kiến từ ngày ${shortDate(formalVisitFrom)}.`,
    peopleMet: [],
    placesSeen: [],
    observations: [],
  })
}

/** Throws `conflict` before the visit was recorded. */
export function buildVisitMinutes(input: ReportInput) {
  const { minutes, time, peopleMet, placesSeen, observations } = visitOf(input)
  const name = isAppraisal(input.procedure) ? 'kiểm tra thực tế' : 'khảo sát chính thức'
  const rest = { number: minutes, time, copies: null, programme: null, next: null }
  return minutesOf(input, { name, form: null, ...rest, peopleMet, placesSeen, observations })
}

interface Visit {
  name: string
  form: string | null
  number: string
  time: string
  copies: number | null
  programme: string | null
  next: string | null
  peopleMet: { group: string; count: number }[]
  placesSeen: string[]
  observations: string[]
}

function minutesOf(input: ReportInput, { name, form, number, programme, observations, copies, ...visit }: Visit) {
  const bench = startPaper(input)
  const { school } = input.submission
  const review = reviewOf(input)
  const appraisal = isAppraisal(input.procedure)
  const words = reviewWords(input.procedure)
  const hint = '(Ký, ghi rõ họ tên)'
  const preliminary = programme !== null
  const team = teamRows(review, appraisal)
  bench.field('thành phần của nhà trường; giờ lập biên bản', null)
  return {
    ...visit,
    place: `${school.name}, ${placeOf(school)}`,
    caption: `1. ${words.body}`,
    team: peopleTable(team),
    schoolSide: dots.repeat(3),
    principal: school.principal,
    programme: bench.prose.paragraphs(programme ?? ''),
    observations: observations.map((text) => bench.prose.paragraphs(text)),
    preliminary,
    copies:
      copies === null
        ? ''
        : `${String(copies).padStart(2, '0')} bản có giá trị như nhau: đoàn, nhà trường và Sở Giáo dục và Đào tạo mỗi bên giữ một bản`,
    signers: [
      { onBehalf: 'ĐẠI DIỆN NHÀ TRƯỜNG', office: 'HIỆU TRƯỞNG', hint: '(Ký tên, đóng dấu)', name: school.principal },
      { onBehalf: words.onBehalf, office: words.lead, hint, name: leadOf(review) },
    ],
    ...paperFrame(bench, {
      title: `Biên bản ${name}`,
      heading: 'BIÊN BẢN',
      about: `${name.charAt(0).toUpperCase()}${name.slice(1)} tại ${school.name}`,
      form,
      head: reviewHead(input, { number, date: null }),
      signature: signature('THƯ KÝ', secretaryOf(review)),
    }),
  }
}
