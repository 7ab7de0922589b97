// Before each test file against the real things: what it opens will be put away.
import { putAwayAtEnd } from './after-file.ts'

putAwayAtEnd()
