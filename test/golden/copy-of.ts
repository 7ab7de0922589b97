// A definition like another with parts replaced: what somebody makes who edits a released edition, or begins a new one.
import { defineProcess, type ProcessDefinition, type ProcessSpec } from '../../workflows/define.ts'

type Spec = ProcessSpec<Record<string, unknown>, ProcessDefinition['events'], string, string>

/** `defineProcess` keeps the whole of its spec on the definition, so that the spec can be read off it again. */
export function copyOf(definition: ProcessDefinition, changed: Partial<Spec>): ProcessDefinition {
  const spec = definition as unknown as Spec
  return defineProcess({ ...spec, ...changed })
}
