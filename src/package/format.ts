// What a case package holds: the names of its files and the shape of each. Version 1.
import { z } from 'zod'
import { EvidenceItem } from '../domain/case.ts'

export const packageFormat = 'kiemdinh-case-package/1'

export const names = {
  manifest: 'manifest.json',
  signature: 'manifest.sig.json',
  case: 'case.json',
  history: 'history.jsonl',
  criteria: 'rules/criteria-set.yaml',
  procedure: 'rules/procedure.json',
  guide: 'DOC-TRUOC.txt',
} as const

export const workflowName = (process: string, edition: string): string => `rules/workflows/${process}.${edition}.json`
export const submissionName = (kind: string, version: number): string => `submissions/${kind}-${version}.json`

/** Of one signed copy; numbers have signs that no file name has. */
export const certificateName = (copy: { award: string; number: string; copy: number }): string =>
  `certificates/${copy.award}-${copy.number.replaceAll(/[^A-Za-z0-9.-]/g, '_')}.ban-${copy.copy}.pdf`

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** Every file of the package but itself and its signature. */
export const Manifest = z.strictObject({
  format: z.literal(packageFormat),
  /** False: nobody signed; whoever has the file could have written it anew. */
  signed: z.boolean(),
  cycle: z.string(),
  files: z.array(z.strictObject({ name: z.string().min(1), sha256: Sha256, size: z.int().min(0) })),
})
export type Manifest = z.infer<typeof Manifest>
export type ManifestFile = Manifest['files'][number]

/** `keyId` is the public key itself, `z6Mk…`; the signature is of the bytes of the manifest. */
export const Signature = z.strictObject({ algorithm: z.literal('Ed25519'), keyId: z.string(), signature: z.string() })
export type Signature = z.infer<typeof Signature>

export const HistoryLine = z.strictObject({ process: z.string(), seq: z.int().min(1), entry: z.string(), hash: Sha256 })

export type HistoryLine = z.infer<typeof HistoryLine>

export const Workflow = z.strictObject({
  process: z.string(),
  edition: z.string(),
  /** Of the whole definition; the drawing is for people. */
  definition: Sha256,
  drawing: z.unknown(),
})

const Id = z.string().min(1).max(300)
const Instant = z.iso.datetime()
const Day = z.iso.date()
const rows = <S extends z.ZodRawShape>(shape: S) => z.array(z.strictObject(shape)).max(200_000)

const award = {
  number: z.string(),
  award: z.string(),
  department: Id,
  grade: z.int(),
  decision: z.string(),
  issuedAt: Instant,
  expiresAt: Instant,
  status: z.string(),
  reason: z.string().nullable(),
}
const step = { process: Id, seq: z.int(), n: z.int() }

/** Why a file or a history of the case is not in the package. */
export const Absent = z.strictObject({
  what: z.enum(['evidence', 'history', 'submission']),
  /** Code and revision, process, or kind and version. */
  id: z.string(),
  why: z.enum(['restricted', 'notForThisReader', 'missing']),
})
export type Absent = z.infer<typeof Absent>

/** The case as it is stored, without accounts. `whole`: it can be put back from this. */
export const CaseFile = z.strictObject({
  format: z.literal(packageFormat),
  scope: z.enum(['whole', 'school']),
  at: Instant,
  cycle: z.strictObject({
    id: Id,
    schoolId: Id,
    provinceId: Id,
    period: z.string(),
    set: z.string(),
    setHash: Sha256,
    procedure: z.string(),
    openedAt: Instant,
    purpose: z.enum(['new', 'renewal', 'upgrade']),
    follows: z.string().nullable(),
  }),
  absent: z.array(Absent),
  /** By submission, as `decision-1`: what the rules ask of a school beside its ratings, at that instant. */
  facts: z.record(z.string(), z.record(z.string(), z.unknown())),
  /** SHA-256 of a file of evidence -> where it lies in the package. */
  files: z.record(Sha256, z.string()),
  organisations: rows({
    id: Id,
    kind: z.string(),
    name: z.string(),
    parent: Id.nullable(),
    code: z.string().nullable(),
  }),
  schools: rows({
    id: Id,
    kind: z.string(),
    status: z.string(),
    foundedOn: Day,
    commune: Id.nullable(),
    department: Id,
    province: Id,
    viaCommune: z.boolean(),
    cohortCompleted: z.boolean(),
    conditionsMet: z.boolean(),
    declaredYears: z.int(),
    data: z.record(z.string(), z.unknown()),
    changes: z.array(z.unknown()),
  }).length(1),
  people: rows({
    id: Id,
    name: z.string(),
    organisation: Id,
    educationSector: z.boolean(),
    sectorSince: Day.nullable(),
    trained: z.boolean(),
  }),
  offices: rows({ person: Id, role: z.string(), organisation: Id, since: Instant, until: Instant.nullable() }),
  employments: rows({ person: Id, since: Day, until: Day.nullable() }),
  members: rows({ person: Id, role: z.string(), since: Instant, until: Instant.nullable() }),
  processes: rows({
    id: Id,
    process: z.string(),
    edition: z.string(),
    hash: Sha256,
    part: z.string(),
    value: z.union([z.string(), z.record(z.string(), z.unknown())]),
    context: z.record(z.string(), z.unknown()),
    state: z.string(),
    ended: z.boolean(),
    version: z.int(),
    head: Sha256,
    updatedAt: Instant,
  }),
  sheets: rows({
    process: Id,
    kind: z.enum(['school', 'reviewer', 'team']),
    criterion: z.string(),
    assessor: Id.nullable(),
    content: z.record(z.string(), z.unknown()),
    version: z.int(),
  }),
  deadlines: rows({
    process: Id,
    state: z.string(),
    event: z.string(),
    dueAt: Instant,
    unit: z.string(),
    uncovered: z.array(z.string()),
    status: z.string(),
    remaining: z.number().nullable(),
    late: z.boolean(),
    firedAt: Instant.nullable(),
    error: z.string().nullable(),
  }),
  effects: rows({
    ...step,
    effect: z.record(z.string(), z.unknown()),
    status: z.string(),
    attempts: z.int(),
    error: z.string().nullable(),
    doneAt: Instant.nullable(),
  }),
  evidence: rows({ firstCode: z.string(), item: EvidenceItem }),
  revisions: rows({
    firstCode: z.string(),
    revision: z.int(),
    file: EvidenceItem.shape.file,
    actor: Id,
    at: Instant,
  }),
  origins: rows({ origin: z.string(), firstCode: z.string() }),
  grants: rows({
    id: Id,
    firstCode: z.string(),
    person: Id,
    reason: z.string(),
    grantedBy: Id,
    at: Instant,
    until: Instant,
  }),
  submissions: rows({
    kind: z.enum(['dossier', 'externalReport', 'decision']),
    version: z.int(),
    at: Instant,
    hash: Sha256,
  }),
  awards: rows(award),
  /** Since packages hold them. */
  copies: rows({
    award: z.string(),
    number: z.string(),
    department: Id,
    copy: z.int().min(1),
    reason: z.enum(['lost', 'damaged', 'renamed']).nullable(),
    note: z.string(),
    madeAt: Instant,
    madeBy: Id,
    schoolName: z.string(),
    sha256: Sha256,
    voidAt: Instant.nullable(),
  }).default([]),
  followed: rows({ ...award, regime: z.string() }),
  documents: rows({ ...step, form: z.string(), at: Instant }),
  publications: rows({ ...step, what: z.string(), at: Instant }),
  counters: rows({ issuer: Id, series: z.string(), year: z.int(), value: z.int() }),
})
export type CaseFile = z.infer<typeof CaseFile>
