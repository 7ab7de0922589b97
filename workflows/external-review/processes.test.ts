// What must hold of every process, held of the external review.
import { describeProcess } from '../../test/support/process-laws.ts'

describeProcess('externalReview')
