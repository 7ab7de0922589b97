// The order of test files: those that take minutes begin first, so that both workers are busy to the end.
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** By what they took when they were last measured; the order of all others matters little. */
const longest = [
  'test/pages/matrix.test.ts',
  'test/pages/hostile.test.ts',
  'test/pages/journey.test.ts',
  'test/pages/review-report.test.ts',
  'test/proof/journey.test.ts',
  'test/pages/department-case.test.ts',
  'test/pages/sheet.test.ts',
  'test/pages/evidence.test.ts',
  'test/package/verify.test.ts',
  'test/proof/access.test.ts',
  'test/proof/fuzz.test.ts',
  'test/promises/restart.test.ts',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(name))
      return at < 0 ? longest.length : at
    }
    // Projects stay together: a worker serves one of them, and goes on with what it has loaded.
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => a.project.name.localeCompare(b.project.name) || place(a) - place(b))
  }
}
