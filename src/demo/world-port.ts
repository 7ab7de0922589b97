// What the demo asks of the world it runs in: everything a school, its reviewers and the department do goes through here.
import type { SchoolData, SheetContent } from '../domain/case.ts'
import type { SchoolInput } from './input.ts'

export type SheetKind = 'school' | 'reviewer' | 'team'

export interface EvidenceFile {
  name: string
  /** Media type. */
  type: string
  bytes: Uint8Array
}

export interface EvidenceDetails {
  title: string
  issuer: string
  number: string
  issuedOn: string | null
  period: string
  place: string
  confidentiality: 'open' | 'internal' | 'restricted'
  note: string
}

/** An award in force at the end, by kind. */
export type Awards = Record<string, { grade: number; number: string }>

/** `at` is an instant (ISO 8601, UTC); `by` a person's id from the input file. */
export interface World {
  /** Organisations, people and the school of the file; what exists is brought up to date. */
  province(input: SchoolInput): Promise<void>
  openCycle(of: {
    schoolKey: string
    period: string
    procedure: string
    set: string
    /** The school as it stands in this cycle, with its Part I tables. */
    school: SchoolData
    at: string
    by: string
  }): Promise<string>
  send(event: {
    cycle: string
    process: string
    event: string
    payload: unknown
    by: string
    at: string
  }): Promise<{ state: string; version: number }>
  saveSheet(sheet: {
    cycle: string
    kind: SheetKind
    criterion: string
    assessor?: string
    content: SheetContent
    by: string
    at: string
  }): Promise<void>
  sheetEvent(event: {
    cycle: string
    kind: SheetKind
    criterion: string
    assessor?: string
    event: string
    payload: unknown
    by: string
    at: string
  }): Promise<void>
  /** Gives the next code of the criterion. */
  attachEvidence(evidence: {
    cycle: string
    criterion: string
    item: EvidenceDetails
    file: EvidenceFile
    by: string
    at: string
  }): Promise<{ code: string }>
  /** Lets time pass: fires the deadlines that are due and carries out what waits to be delivered. */
  advanceTo(at: string): Promise<{ fired: readonly unknown[]; delivered: readonly unknown[] }>
  /** Process -> the state it stands in. */
  states(cycle: string): Promise<Record<string, string>>
  awards(cycle: string): Promise<Awards>
  /** Writes reports, decisions and the case as JSON; answers the paths. */
  writeReports(cycle: string, dir: string): Promise<string[]>
  replayAll(): Promise<{ processes: number; rows: number; faults: readonly unknown[] }>
}
