// What must hold of every process, held of the certification.
import { describeProcess } from '../../test/support/process-laws.ts'

describeProcess('certification')
