// The filter of the province's pages: kind of school, commune, period; a plain form that works without scripts.
import { z } from 'zod'
import { SchoolKind } from '../../domain/facts.ts'
import { Search, Word } from '../../http/schemas.ts'
import type { CommuneCount, Counts, ProvinceFilter } from '../../store/views/province.ts'
import { Field } from '../parts/field.tsx'
import type { View } from '../view.ts'
import { kindName } from '../words.ts'
import { FilterForm, SearchInput } from '../parts/filter-form.tsx'

/** A field left empty asks for nothing. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((given) => (given === '' ? undefined : given), schema.optional())

export const filterQuery = {
  kind: optional(SchoolKind),
  commune: optional(Word),
  period: optional(Word),
}

export const listQuery = {
  ...filterQuery,
  q: optional(Search),
  step: optional(z.string().max(300)),
  at: optional(z.string().max(300)),
  late: optional(z.literal('1')),
  own: optional(Word),
  review: optional(Word),
  set: optional(Word),
  result: optional(Word),
}

export interface Option {
  value: string
  label: string
}

interface SelectProps {
  view: View
  name: string
  label: string
  all: string
  options: readonly Option[]
  value: string | undefined
}

export function Select({ view, name, label, all, options, value = '' }: SelectProps) {
  const known = value === '' || options.some((one) => one.value === value)
  return (
    <Field view={view} id={name} label={label}>
      <select id={name} name={name}>
        <option value="">{all}</option>
        {[...options, ...(known ? [] : [{ value, label: value }])].map((one) => (
          <option value={one.value} selected={one.value === value}>
            {one.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

interface FilterProps {
  view: View
  action: string
  filter: ProvinceFilter & { q?: string | undefined }
  communes: readonly CommuneCount[]
  periods: Counts
  /** Further filters that are kept. */
  kept?: Readonly<Record<string, string | undefined>>
  /** Also by name. */
  search?: boolean
}

export function Filter({ view, action, filter, communes, periods, kept = {}, search = false }: FilterProps) {
  const { t } = view
  const kinds = SchoolKind.options.map((value) => ({ value, label: view.say(kindName(value)) }))
  const years = [...periods.keys()].toSorted().toReversed()
  return (
    <FilterForm view={view} action={action} kept={kept}>
      {search && (
        <SearchInput view={view} label={t('Tên trường (không cần dấu)', 'Name of the school')} value={filter.q} />
      )}
      <Select
        view={view}
        name="kind"
        label={t('Loại trường', 'Kind of school')}
        all={t('Mọi loại trường', 'All kinds')}
        options={kinds}
        value={filter.kind}
      />
      <Select
        view={view}
        name="commune"
        label={t('Xã, phường', 'Commune')}
        all={t('Mọi xã, phường', 'All communes')}
        options={communes.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.commune}
      />
      <Select
        view={view}
        name="period"
        label={t('Chu kỳ', 'Period')}
        all={t('Mọi chu kỳ', 'All periods')}
        options={years.map((value) => ({ value, label: value }))}
        value={filter.period}
      />
    </FilterForm>
  )
}
