// How the papers of a procedure are worded where the circulars of 2018 and 2026 differ.
import { isAppraisal, type Procedure } from '../../domain/procedure.ts'
import type { AwardKind } from '../input.ts'

/** Words of the external review. */
export function reviewWords(procedure: Procedure) {
  return isAppraisal(procedure)
    ? {
        report: 'Báo cáo kết quả thẩm định',
        body: 'Hội đồng thẩm định',
        short: 'Thẩm định',
        beside: 'thẩm định',
        onBehalf: 'TM. HỘI ĐỒNG THẨM ĐỊNH',
        lead: 'CHỦ TỊCH',
        rating: 'Kết quả thẩm định',
      }
    : {
        report: 'Báo cáo đánh giá ngoài',
        body: 'Đoàn đánh giá ngoài',
        short: 'ĐGN',
        beside: 'ĐGN',
        onBehalf: 'TM. ĐOÀN ĐÁNH GIÁ NGOÀI',
        lead: 'TRƯỞNG ĐOÀN',
        rating: 'Đánh giá',
      }
}

export interface AwardWords {
  /** What the school is recognised as. */
  achieved: string
  unit: string
  certificate: string
  certificateTitle: string
  form: string
  decisionSeries: string
  certificateSeries: string
  /** Whether the chairman of the province decides, not the director of the department. */
  byProvince: boolean
}

export function awardWords(procedure: Procedure, kind: AwardKind): AwardWords {
  const rest = {
    form: `${kind}Decision`,
    decisionSeries: `decision.${kind}`,
    certificateSeries: `certificate.${kind}`,
    byProvince: procedure.forms[`${kind}Decision`]?.by === 'provincialChair',
  }
  if (kind === 'accreditation')
    return {
      ...rest,
      achieved: 'đạt kiểm định chất lượng giáo dục',
      unit: 'Cấp độ',
      certificate: 'Chứng nhận trường đạt kiểm định chất lượng giáo dục',
      certificateTitle: 'CHỨNG NHẬN',
    }
  return {
    ...rest,
    achieved: 'đạt chuẩn quốc gia',
    unit: 'Mức độ',
    certificate: 'Bằng công nhận trường đạt chuẩn quốc gia',
    certificateTitle: 'BẰNG CÔNG NHẬN',
  }
}
