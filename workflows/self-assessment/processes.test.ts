// What must hold of every process, held of the self-assessment.
import { describeProcess } from '../../test/support/process-laws.ts'

describeProcess('selfAssessment')
