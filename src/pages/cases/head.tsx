// The head of every page of a case: the school, the period, and the parts of the case that the reader may open.
import { rolesFor, type Permission } from '../../domain/permissions.ts'
import type { CaseRow } from '../../store/views/cases.ts'
import type { Ground } from '../../store/views/standing.ts'
import { caseUrl } from '../page.ts'
import { Tabs } from '../parts/tabs.tsx'
import type { View } from '../view.ts'
import { kindName } from '../words.ts'

interface HeadProps {
  view: View
  found: CaseRow
  place:
    | 'case'
    | 'council'
    | 'board'
    | 'evidence'
    | 'check'
    | 'improvement'
    | 'papers'
    | 'drafts'
    | 'review'
    | 'intake'
    | 'team'
    | 'decision'
    | 'history'
  ground: Ground
}

/** The places of a case, the same on all of its pages. */
export function CaseHead({ view, found, place, ground }: HeadProps) {
  const { t } = view
  const url = caseUrl(found.id)
  const may = (permission: Permission) => rolesFor(permission, ground.standing, ground.place).length > 0
  const tab = (name: HeadProps['place'], text: string) =>
    [name, name === 'case' ? url : `${url}/${name}`, text] as const
  return (
    <>
      <div class="head">
        <div>
          <p class="crumbs">
            <a href="/cases">{t('Hồ sơ', 'Cases')}</a> / {view.say(kindName(found.kind))}
          </p>
          <h1>{found.schoolName}</h1>
          <p class="lead">
            {t(`Chu kỳ ${found.period}`, `Cycle ${found.period}`)}
            {opensSchool(ground) && (
              <>
                {' · '}
                <a href={`/schools/${encodeURIComponent(found.school)}/data`}>
                  {t('Số liệu của trường', 'Data of the school')}
                </a>
              </>
            )}
          </p>
        </div>
      </div>
      <Tabs
        label={t('Các phần của hồ sơ', 'Parts of the case')}
        here={place}
        tabs={[
          tab('case', t('Tiến trình', 'Progress')),
          ...(may('attachEvidence') ? [tab('council', t('Hội đồng', 'Council'))] : []),
          tab('board', t('Tiêu chí', 'Criteria')),
          tab('evidence', t('Minh chứng', 'Evidence')),
          ...(may('attachEvidence') ? [tab('check', t('Kiểm tra', 'Check'))] : []),
          ...(may('attachEvidence') ? [tab('improvement', t('Cải tiến', 'Improvement'))] : []),
          tab('papers', t('Văn bản', 'Papers')),
          ...(place === 'drafts' ? [tab('drafts', t('Dự thảo và phản hồi', 'Drafts and replies'))] : []),
          ...(may('review') ? [tab('review', t('Đánh giá', 'Review'))] : []),
          ...(may('takeIn') ? [tab('intake', t('Kiểm tra hồ sơ', 'Dossier check'))] : []),
          ...(may('seeRoster') ? [tab('team', t('Lập đoàn, hội đồng', 'Team'))] : []),
          ...(may('seeDecision') ? [tab('decision', t('Quyết định', 'Decision'))] : []),
          ...(mayReadHistory(ground) ? [tab('history', t('Nhật ký', 'History'))] : []),
        ]}
      />
    </>
  )
}

/** The pages of a school are for those who hold an office over it; council and team know their case. */
export function opensSchool({ standing, place }: Ground): boolean {
  return rolesFor('seeSchool', { offices: standing.offices, caseRoles: [] }, place).length > 0
}

export function mayReadHistory({ standing, place }: Ground): boolean {
  return rolesFor('seeHistory', standing, place).length > 0
}
