// Events of the report of 2018 (Điều 23, steps 5 and 6): draft, comments within the school, adoption, opinion of the authority, publication.
import { z } from 'zod'
import { eventOf } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Day, Line, Paper, Prose } from '../common.ts'
import { isFuture } from './context.ts'
import type { Context2018 } from './context-vn-2018.ts'
import { voteIssues } from './council.ts'
import { bySystem, returning } from './entries.ts'
import { sampleAssessment, unfinishedAssessment } from './samples.ts'

const event = eventOf<Context2018>()

export const reportEvents = {
  publishDraft: event({
    by: ['councilSecretary', 'councilChair'],
    label: say('Công bố dự thảo trong nhà trường', 'Publish the draft within the school'),
    payload: z.strictObject({ where: Prose, from: Day, until: Day }),
    accepts: ({ payload }) =>
      payload.until < payload.from
        ? [{ path: ['until'], message: say('Ngày kết thúc trước ngày bắt đầu.', 'It ends before it begins.') }]
        : [],
    samples: [
      { payload: { where: 'Bảng tin phòng hội đồng và nhóm thư điện tử', from: '2026-11-10', until: '2026-11-20' } },
    ],
  }),
  closeConsultation: event({
    by: ['councilSecretary', 'councilChair'],
    label: say('Tổng hợp ý kiến góp ý', 'Close the consultation'),
    payload: z.strictObject({
      minutes: Line,
      participants: z.number().int().min(1),
      comments: z.array(z.strictObject({ from: Line, comment: Prose, answer: Prose })),
    }),
    samples: [
      {
        payload: {
          minutes: '06/BB-HĐTĐG',
          participants: 42,
          comments: [{ from: 'Tổ Ngữ văn', comment: 'Bổ sung kết quả thi học sinh giỏi.', answer: 'Tiếp thu.' }],
        },
      },
    ],
  }),
  returnDraft: returning(say('Trả lại báo cáo để sửa', 'Send the report back'), 'Cần sửa kết luận tiêu chuẩn 3.'),
  adoptReport: event({
    by: ['councilChair'],
    label: say('Thông qua và ký báo cáo', 'Adopt and sign the report'),
    payload: z.strictObject({ report: Paper, minutes: Line, agreed: z.number().int().min(0) }),
    facts: ['assessment'],
    accepts: ({ payload, context, rules }) => voteIssues(payload.agreed, context.council, rules),
    samples: [sampleAssessment, unfinishedAssessment].map((assessment) => ({
      payload: { report: { number: '88/BC-TMAU', date: '2026-11-25' }, minutes: '07/BB-HĐTĐG', agreed: 7 },
      facts: { assessment },
    })),
  }),
  sendForOpinion: event({
    by: ['principal'],
    label: say('Gửi cơ quan quản lý xin ý kiến', 'Send to the managing authority'),
    payload: z.strictObject({ letter: Paper, to: Line }),
    samples: [{ payload: { letter: { number: '90/CV-TMAU', date: '2026-11-26' }, to: 'UBND xã Mẫu' } }],
  }),
  giveOpinion: event({
    // The school may enter the letter of an authority that does not use this system.
    by: ['communeOfficer', 'communeChair', 'qualityOfficer', 'qualityHead', 'principal'],
    label: say('Ghi ý kiến của cơ quan quản lý', 'Give the opinion of the managing authority'),
    payload: z.strictObject({ from: Line, letter: Paper, opinion: Prose }),
    samples: [
      {
        payload: {
          from: 'UBND xã Mẫu',
          letter: { number: '57/UBND-VHXH', date: '2026-12-02' },
          opinion: 'Nhất trí với báo cáo; đề nghị bổ sung số liệu phổ cập.',
        },
      },
    ],
  }),
  opinionOverdue: bySystem('Hết hạn góp ý', 'The time for the opinion has passed'),
  publishReport: event({
    by: ['principal'],
    label: say('Công bố báo cáo tự đánh giá', 'Publish the report'),
    payload: z.strictObject({ publishedOn: Day, where: Prose }),
    accepts: ({ payload, at }) =>
      isFuture(payload.publishedOn, at)
        ? [{ path: ['publishedOn'], message: say('Ngày này chưa đến.', 'This day has not come yet.') }]
        : [],
    samples: [{ payload: { publishedOn: '2026-09-30', where: 'Trang thông tin điện tử của trường' } }],
  }),
}
