// How much of the province is recognised: of each kind, the schools that hold a certificate or the national standard.
import type { RecognisedRow } from '../../store/views/recognised.ts'
import type { View } from '../view.ts'
import { awardName, kindName } from '../words.ts'
import { Bars, Behind, Figure } from './charts.tsx'

/** The order in which a child goes through them. */
const kinds = ['kindergarten', 'primary', 'lowerSecondary', 'multiLevel', 'upperSecondary', 'continuingEducation']

export function Recognised({ view, rows: found }: { view: View; rows: readonly RecognisedRow[] }) {
  const { t, say } = view
  if (!found.some(({ accreditation, nationalStandard }) => accreditation + nationalStandard > 0)) return null
  const rows = found.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
  const all = total(rows)
  const title = t('Trường được công nhận', 'Recognised schools')
  const [accredited, standard] = [say(awardName('accreditation')), say(awardName('nationalStandard'))]
  return (
    <Figure
      title={title}
      hint={t(
        `${all.accreditation}/${all.schools} trường (${share(view, all.accreditation, all.schools)}) đạt kiểm định chất lượng giáo dục, ${all.nationalStandard}/${all.schools} (${share(view, all.nationalStandard, all.schools)}) đạt chuẩn quốc gia, tính theo chứng nhận còn thời hạn. Thanh trên: kiểm định. Thanh dưới: chuẩn quốc gia.`,
        `${all.accreditation} of ${all.schools} schools (${share(view, all.accreditation, all.schools)}) are accredited, ${all.nationalStandard} (${share(view, all.nationalStandard, all.schools)}) have the national standard, by certificates in force. Upper bar: accreditation. Lower bar: national standard.`,
      )}
    >
      <Bars
        label={title}
        other="beside"
        rows={rows.map(({ kind, accreditation, nationalStandard, schools }) => ({
          label: t(
            `${say(kindName(kind))} (${schools} trường)`,
            `${say(kindName(kind))} (${schools} ${schools === 1 ? 'school' : 'schools'})`,
          ),
          value: accreditation,
          other: nationalStandard,
          href: `/province/certificates?kind=${kind}`,
        }))}
      />
      <Behind
        view={view}
        head={[
          t('Loại trường', 'Kind'),
          t('Số trường', 'Schools'),
          accredited,
          t('Tỷ lệ', 'Share'),
          standard,
          t('Tỷ lệ', 'Share'),
        ]}
        rows={[
          ...rows.map((row) => ({ ...row, name: say(kindName(row.kind)) })),
          { ...all, name: t('Tất cả', 'All') },
        ].map(({ name, schools, accreditation, nationalStandard }) => [
          name,
          schools,
          accreditation,
          share(view, accreditation, schools),
          nationalStandard,
          share(view, nationalStandard, schools),
        ])}
      />
    </Figure>
  )
}

function total(rows: readonly RecognisedRow[]): Omit<RecognisedRow, 'kind'> {
  const sum = (of: 'schools' | 'accreditation' | 'nationalStandard') => rows.reduce((all, row) => all + row[of], 0)
  return { schools: sum('schools'), accreditation: sum('accreditation'), nationalStandard: sum('nationalStandard') }
}

// Making one takes longer than using it a hundred times.
const percent = { style: 'percent', maximumFractionDigits: 1 } as const
const formats = { vi: new Intl.NumberFormat('vi-VN', percent), en: new Intl.NumberFormat('en-GB', percent) }

function share({ lang }: View, part: number, all: number): string {
  return formats[lang].format(all === 0 ? 0 : part / all)
}
