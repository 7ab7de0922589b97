// A case as its papers are made from it: as it stands, as it was last handed over, what was done in it, and the score of its sheets.
import { Submission, type FrozenSheet } from '../../domain/case.ts'
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import type { Place } from '../../domain/policy.ts'
import type { Procedure } from '../../domain/procedure.ts'
import type { ScoreResult } from '../../domain/scoring/score-compiled.ts'
import { scoreOf } from '../facts.ts'
import type { Library } from '../library.ts'
import { caseActs, planReviews, signers, type Act, type PlanReview } from '../paper-history.ts'
import { submissionOf } from '../submission.ts'
import { together } from '../together.ts'
import type { Client } from '../with-client.ts'
import { findSubmission } from './papers.ts'

/** All that is known of a case for its papers. */
export interface CaseOnPaper {
  now: Submission
  /** The last submission of each kind. */
  dossier: Submission | null
  externalReport: Submission | null
  /** One version of what was handed over; `null` when there is none. */
  handedOver(kind: 'dossier' | 'externalReport', version: number): Promise<Submission | null>
  set: CriteriaSet
  procedure: Procedure
  acts: Act[]
  planReviews: PlanReview[]
  signers: Record<string, string>
  /** The score of the sheets of one kind in a submission, with the facts of the school at its instant. */
  score(of: FrozenSheet['kind'], submission: Submission): Promise<ScoreResult>
}

interface Wish {
  cycle: string
  at: string
  /** Only which papers there are is asked: the texts of the sheets as they stand are left out. */
  gists?: boolean
}

/** Reads a case; `null` when there is none. The connection should show one picture (`inSnapshot`); `score` still uses it. */
export async function caseOnPaper(
  client: Client,
  library: Library,
  procedureOf: (id: string) => Procedure,
  { cycle, at, gists = false }: Wish,
): Promise<CaseOnPaper | null> {
  const text = `select c.set_id as "setId", c.procedure_id as "procedureId", json_build_object('schoolId', s.id,
      'communeId', s.commune_id, 'departmentId', s.department_id, 'provinceId', s.province_id) as place
    from cycles c join schools s on s.id = c.school_id where c.id = $1`
  type Row = { setId: string; procedureId: string; place: Place }
  const row = (await client.query<Row>({ name: 'cycle-on-paper', text, values: [cycle] })).rows[0]
  if (!row) return null
  const { setId, procedureId, place } = row
  const [last, now, acts, reviews, signing] = await together(client, () => [
    lastSubmissions(client, cycle),
    submissionOf(client, library, cycle, { kind: 'decision', version: 1, at, gists }),
    caseActs(client, cycle),
    planReviews(client, cycle),
    signers(client, cycle),
  ])
  return {
    now,
    dossier: last.get('dossier') ?? null,
    externalReport: last.get('externalReport') ?? null,
    handedOver: (kind, version) => findSubmission(client, cycle, kind, version),
    set: library.set(setId),
    procedure: procedureOf(procedureId),
    acts,
    planReviews: reviews,
    signers: signing,
    score: (of, submission) =>
      scoreOf(
        client,
        library,
        { process: { cycleId: cycle, setId, place }, at: submission.at },
        submission.sheets.filter(({ kind }) => kind === of),
      ),
  }
}

async function lastSubmissions(client: Client, cycle: string): Promise<Map<string, Submission>> {
  const text = `select distinct on (kind) kind, content from submissions
    where cycle_id = $1 and kind <> 'decision' order by kind, version desc`
  const found = await client.query<{ kind: string; content: unknown }>({
    name: 'last-submissions',
    text,
    values: [cycle],
  })
  return new Map(found.rows.map(({ kind, content }) => [kind, Submission.parse(content)]))
}
