// The styles of a DOCX: what a report's looks are called in Word, so that a department can restyle a whole report.
import {
  AlignmentType,
  BorderStyle,
  LevelFormat,
  type INumberingOptions,
  type IParagraphStyleOptions,
  type IStylesOptions,
} from 'docx'
import { sizes } from './page-layout.ts'

/** Millimetres in twentieths of a point. */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)
const points = (amount: number): number => amount * 20
const half = (amount: number): number => amount * 2

const black = { color: '000000' }
const heading = (size: number, more: object = {}) => ({
  run: { size: half(size), bold: true, font: 'Times New Roman', ...black, ...more },
})

/** Line distance 1.1, six points between paragraphs. */
const text = { line: 264, lineRule: 'auto', before: points(6), after: 0 } as const
const headingParagraph = {
  keepNext: true,
  keepLines: true,
  spacing: { line: 264, lineRule: 'auto', before: points(12), after: points(2) },
} as const

const look = (id: string, name: string, paragraph: object = {}, run: object = {}): IParagraphStyleOptions => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  paragraph,
  run,
})

const contentsLevel = (level: number, left: number, run: object = {}): IParagraphStyleOptions => ({
  id: `TOC${level}`,
  name: `toc ${level}`,
  basedOn: 'Normal',
  paragraph: {
    spacing: { line: 240, lineRule: 'auto', before: points(3), after: points(2) },
    indent: { left: points(left) },
  },
  run,
})

export const docxStyles: IStylesOptions = {
  default: {
    document: {
      run: { font: 'Times New Roman', size: half(sizes.text), language: { value: 'vi-VN' } },
      paragraph: { spacing: text },
    },
    heading1: { ...heading(sizes.title), paragraph: { ...headingParagraph, alignment: AlignmentType.CENTER } },
    heading2: { ...heading(sizes.text), paragraph: { ...headingParagraph, alignment: AlignmentType.CENTER } },
    heading3: { ...heading(sizes.text), paragraph: headingParagraph },
    heading4: { ...heading(sizes.text, { italics: true }), paragraph: headingParagraph },
    hyperlink: { run: { color: '0B3D91', underline: { type: 'none' } } },
  },
  paragraphStyles: [
    look('body', 'Đoạn văn', { alignment: AlignmentType.JUSTIFIED }),
    look('prose', 'Đoạn văn thụt đầu dòng', { alignment: AlignmentType.JUSTIFIED, indent: { firstLine: twips(10) } }),
    look('label', 'Nhãn', { keepNext: true, spacing: { ...text, before: points(8) } }),
    look('center', 'Giữa dòng', { alignment: AlignmentType.CENTER }),
    look('note', 'Ghi chú', {}, { italics: true }),
    look('noteCenter', 'Ghi chú giữa dòng', { alignment: AlignmentType.CENTER }, { italics: true }),
    look('result', 'Kết quả', {}, { bold: true }),
    look('coverTitle', 'Tên trên bìa', { alignment: AlignmentType.CENTER }, { bold: true, size: half(sizes.cover) }),
    { ...look('coverHeading', 'Tên báo cáo trên bìa', {}, { size: half(sizes.cover) }), basedOn: 'Heading1' },
    look('school', 'Tên trường', { alignment: AlignmentType.CENTER }, { bold: true, size: half(18) }),
    look('draft', 'Bản dự thảo', { border: allSides('8A1C1C') }, { bold: true, color: '8A1C1C' }),
    look('level', 'Nội dung mức', { indent: { left: points(8) }, border: { left: line('969696', 12, 6) } }),
    look('listItem', 'Gạch đầu dòng', { spacing: { ...text, before: points(2) } }),
    look(
      'tableText',
      'Chữ trong bảng',
      { spacing: { line: 240, lineRule: 'auto', before: points(2), after: points(2) } },
      { size: half(sizes.table) },
    ),
    look(
      'tableSmall',
      'Chữ nhỏ trong bảng',
      { spacing: { line: 240, lineRule: 'auto', before: points(2), after: points(2) } },
      { size: half(10.5) },
    ),
    look(
      'head',
      'Đầu văn bản',
      { alignment: AlignmentType.CENTER, spacing: { line: 252, lineRule: 'auto', before: 0, after: 0 } },
      { size: half(sizes.letterhead) },
    ),
    look(
      'motto',
      'Tiêu ngữ',
      { alignment: AlignmentType.CENTER, spacing: { line: 252, lineRule: 'auto', before: 0, after: 0 } },
      { size: half(sizes.motto) },
    ),
    look('thin', 'Đường kẻ', { spacing: { line: 60, lineRule: 'exact', before: 0, after: points(4) } }, { size: 4 }),
    look('signer', 'Người ký', {
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { line: 252, lineRule: 'auto', before: 0, after: 0 },
    }),
    look(
      'recipients',
      'Nơi nhận',
      { keepNext: true, spacing: { line: 240, lineRule: 'auto', before: 0, after: 0 } },
      { size: half(sizes.recipients) },
    ),
    look(
      'pageNumber',
      'Số trang',
      { alignment: AlignmentType.CENTER, spacing: { before: 0 } },
      { size: half(sizes.pageNumber) },
    ),
    {
      ...look(
        'Caption',
        'caption',
        { keepNext: true, spacing: { line: 240, lineRule: 'auto', before: points(8), after: points(4) } },
        { bold: true, size: half(sizes.table), ...black },
      ),
    },
    contentsLevel(2, 0, { bold: true }),
    contentsLevel(3, 12),
    contentsLevel(4, 24),
  ],
}

export const docxNumbering: INumberingOptions = {
  config: [
    {
      reference: 'dash',
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '–',
          style: { paragraph: { indent: { left: points(18), hanging: points(12) } } },
        },
      ],
    },
    {
      reference: 'order',
      levels: [
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: '%1.',
          style: { paragraph: { indent: { left: points(24), hanging: points(18) } } },
        },
      ],
    },
  ],
}

export function line(color: string, size: number, space = 1) {
  return { style: BorderStyle.SINGLE, color, size, space }
}

function allSides(color: string) {
  const side = line(color, 8, 4)
  return { top: side, bottom: side, left: side, right: side }
}
