// How the tests run: `pure` beside its file without a database, `real` under test/ on one PostgreSQL for the whole run.
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

const exclude = ['dist/**', 'node_modules/**']

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'pure',
          // They keep nothing between files, and loading everything anew for each took longer than the tests.
          isolate: false,
          include: ['src/**/*.test.ts', 'workflows/**/*.test.ts', 'test/rules/**/*.test.ts'],
          exclude,
          setupFiles: ['test/support/chance.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'real',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [...exclude, 'test/rules/**'],
          setupFiles: ['test/support/chance.ts', 'test/support/each-file.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
