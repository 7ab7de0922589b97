// What a dossier lacks, told by examples.
import { describe, expect, it } from 'vitest'
import { citationRules } from '../../test/support/citation-rules.ts'
import { SchoolData, SheetContent } from './case.ts'
import { checkDossier, type Dossier } from './dossier-check.ts'

const school = SchoolData.parse({
  name: 'Trường THCS Mẫu',
  kind: 'lowerSecondary',
  address: 'Xã Mẫu',
  commune: 'Xã Mẫu',
  province: 'Tỉnh Mẫu',
  managingBody: 'UBND xã Mẫu',
  principal: 'Nguyễn Thị Mai',
  foundedOn: '1990-08-15',
  situation: 'Trường đóng tại trung tâm xã.',
  conclusion: 'Trường đạt Mức 2.',
  tables: [{ id: 'classes', title: 'Số lớp học', columns: ['2026-2027'], rows: [] }],
})
const sheet = (criterion: string, state: string, text: string): Dossier['sheets'][number] => ({
  kind: 'school',
  criterion,
  state,
  content: SheetContent.parse({ currentState: { '1': text } }),
})
const whole: Dossier = {
  criteria: ['1.1'],
  sheets: [sheet('1.1', 'agreed', 'Có kế hoạch (MC.1.1.01).')],
  evidence: [{ code: 'MC.1.1.01' }],
  school,
  rules: citationRules(String.raw`^MC\.([1-4])\.([1-9])\.(\d{2,3})$`),
}
const kinds = (dossier: Dossier) => checkDossier(dossier).map(({ kind, weight }) => `${kind} ${weight}`)

describe('the check of a dossier', () => {
  it('has no point where everything is agreed, cited and written', () => {
    expect(checkDossier(whole)).toEqual([])
  })

  it('stops at a criterion that is not agreed, whoever else rated it', () => {
    const team = { ...sheet('1.2', 'agreed', ''), kind: 'team' as const }
    expect(kinds({ ...whole, criteria: ['1.1', '1.2'], sheets: [...whole.sheets, team] })).toEqual([
      'openCriterion stops',
    ])
  })

  it('warns of unknown codes, claims without evidence, evidence nobody cites, and what is not written', () => {
    const sheets = [sheet('1.1', 'agreed', 'Có kế hoạch (MC.1.1.09).'), sheet('1.2', 'agreed', 'Trường có hội đồng.')]
    const points = checkDossier({ ...whole, sheets, school: { ...school, situation: ' ', tables: [] } })
    expect(points.map(({ text }) => text.vi)).toEqual([
      'Tiêu chí 1.1 dẫn mã MC.1.1.09 không có trong danh mục minh chứng.',
      'Tiêu chí 1.2: mô tả hiện trạng Mức 1 chưa dẫn minh chứng.',
      'Minh chứng MC.1.1.01 chưa được phiếu nào dẫn.',
      'Chưa viết tình hình chung của nhà trường.',
      'Chưa có bảng số liệu nào của Phần I.',
    ])
  })
})
