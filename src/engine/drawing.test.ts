// The drawings of the processes: they say what the machines say.
import { describe, expect, it } from 'vitest'
import { say } from '../domain/text.ts'
import type { ProcessDefinition } from '../../workflows/define.ts'
import { defineProcess, requires } from '../../workflows/define.ts'
import { criterionSheetV1 } from '../../workflows/criterion-sheet/v1.ts'
import { z } from 'zod'
import { drawDiagram } from './drawing.ts'

describe('a drawing', () => {
  it('names states and events in Vietnamese, with their guards', () => {
    const diagram = drawDiagram(criterionSheetV1)
    expect(diagram).toContain('state "Đang viết" as drafting')
    expect(diagram).toContain('[*] --> drafting')
    expect(diagram).toContain('drafting --> submitted: Nộp phiếu [caseOpen, fullyRated]')
  })

  it('draws regions side by side, marks deadlines and lifts arrows out of inner states', () => {
    expect(drawDiagram(sample()).split('\n')).toEqual([
      'stateDiagram-v2',
      '  state "both" as both {',
      '    state "left" as both_left {',
      '      state "a" as both_left_a {',
      '        state "in" as both_left_a_in',
      '        [*] --> both_left_a_in',
      '      }',
      '      state "b" as both_left_b',
      '      [*] --> both_left_a',
      '      both_left_a --> both_left_b: ⏱ in – Hết hạn [ready]',
      '    }',
      '    --',
      '    state "right" as both_right',
      '  }',
      '  state "end" as end',
      '  [*] --> both',
      '  both --> end: Đóng',
      '  end --> [*]',
    ])
  })
})

function sample(): ProcessDefinition {
  const event = (vi: string, en: string) => ({
    by: ['system' as const],
    label: say(vi, en),
    payload: z.strictObject({}),
    samples: [{ payload: {} }],
  })
  const meta = (name: string) => ({ label: say(name, name), waitsFor: [] })
  const late = { ...meta('in'), deadlines: [{ event: 'pass', period: 'x' }] }
  return defineProcess({
    process: 'sample',
    edition: 'v1',
    name: say('Thử', 'Test'),
    context: z.strictObject({}),
    start: () => ({}),
    events: { pass: event('Hết hạn', 'Pass'), close: event('Đóng', 'Close') },
    checks: { ready: () => null },
    changes: {},
    effects: {},
    drawing: {
      initial: 'both',
      states: {
        both: {
          type: 'parallel',
          meta: meta('both'),
          on: { close: { target: 'end' } },
          states: {
            left: {
              initial: 'a',
              meta: meta('left'),
              states: {
                a: {
                  initial: 'in',
                  meta: meta('a'),
                  states: {
                    in: { meta: late, on: { pass: { target: '#sample.both.left.b', guard: requires('ready') } } },
                  },
                },
                b: { meta: meta('b') },
              },
            },
            right: { meta: meta('right') },
          },
        },
        end: { type: 'final', meta: meta('end') },
      },
    },
  })
}
