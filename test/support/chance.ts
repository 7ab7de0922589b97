// Properties try the same cases in every ordinary run, so that a red run tells of the change at hand; with FULL they are new each time.
import fc from 'fast-check'

if (!process.env['FULL']) fc.configureGlobal({ seed: 20_260_707 })
