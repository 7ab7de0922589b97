// Where the school of a case belongs, read off the rows of the case.
import type { Place } from '../domain/policy.ts'
import type { CaseRows } from '../store/views/case-export.ts'

export function placeOf({ cycle, schools }: Pick<CaseRows, 'cycle' | 'schools'>): Place {
  const [school] = schools
  return {
    schoolId: cycle.schoolId,
    communeId: (school?.['commune'] as string | null | undefined) ?? null,
    departmentId: String(school?.['department']),
    provinceId: String(school?.['province']),
  }
}
