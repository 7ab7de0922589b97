// Holds the rules that a package carries against those of this program: the criteria set, the procedure, the workflows.
import { findDefinition } from '../../workflows/index.ts'
import { isFramework, schemaOf } from '../domain/criteria/framework.ts'
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import type { Procedure } from '../domain/procedure.ts'
import { definitionHash } from '../engine/definition.ts'
import { hashOf, type Library } from '../store/library.ts'
import { parseYamlFile } from '../store/yaml-file.ts'
import { canonicalJson } from './canonical.ts'
import { parsed } from './check-files.ts'
import { within, type Finding } from './findings.ts'
import { names, Workflow, type CaseFile } from './format.ts'
import type { OpenedPackage } from './read.ts'

/** The criteria set of the case, held against its hash and the program's own. `null` when it cannot be read. */
export function readSet(
  text: string,
  { cycle }: CaseFile,
  library: Library,
  { findings, notes }: { findings: Finding[]; notes: string[] },
): CriteriaSet | null {
  const fault = (message: string) => void findings.push({ file: names.criteria, message })
  if (hashOf(text) !== cycle.setHash) fault('không phải bộ tiêu chuẩn mà hồ sơ ghi: mã băm không khớp.')
  if (!library.sets().includes(cycle.set))
    notes.push(`Chương trình này không có bộ tiêu chuẩn ${cycle.set} để đối chiếu.`)
  else if (library.setHash(cycle.set) !== cycle.setHash) fault(`khác với bản ${cycle.set} mà chương trình đã công bố.`)
  const read = parseYamlFile(schemaOf, text, names.criteria)
  if (read.ok && !isFramework(read.value)) return read.value
  fault('không đúng dạng của một bộ tiêu chuẩn.')
  return null
}

/** Whether the program knows this procedure as the same, or not at all. */
export function sameProcedure(library: Library, procedure: Procedure): boolean {
  if (!library.procedures().includes(procedure.id)) return true
  return canonicalJson(library.procedure(procedure.id)) === canonicalJson(procedure)
}

/** Editions that this program does not have, or has in another shape: their histories cannot be replayed by it. */
export async function unknownEditions(opened: OpenedPackage, found: Finding[]): Promise<Set<string>> {
  const unknown = new Set<string>()
  for (const name of opened.sizes.keys()) {
    if (!name.startsWith('rules/workflows/')) continue
    const workflow = parsed(Workflow, (await within(found, name, () => opened.text(name))) ?? '')
    if (!workflow) {
      found.push({ file: name, message: 'không đúng dạng của một quy trình.' })
      continue
    }
    const { process, edition, definition, drawing } = workflow
    const own = findDefinition(process, edition)
    if (own && definitionHash(own) === definition && canonicalJson(own.drawing) === canonicalJson(drawing)) continue
    unknown.add(`${process} ${edition}`)
    const what = own ? 'hình dạng khác' : 'không có'
    found.push({
      file: name,
      message: `chương trình này ${what} quy trình ${process} bản ${edition} (${definition.slice(0, 12)}), nên không dựng lại được lịch sử theo quy trình đó. Hãy kiểm bằng bản chương trình đã dùng khi đó.`,
    })
  }
  return unknown
}
