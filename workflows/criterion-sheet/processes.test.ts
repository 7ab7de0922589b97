// What must hold of every process, held of the criterion sheet.
import { describeProcess } from '../../test/support/process-laws.ts'

describeProcess('criterionSheet')
