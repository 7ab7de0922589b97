// The pages as the server takes them: `createApp(services, site)`.
import type { Site } from '../http/app.ts'
import { mountPages, problemPage } from './mount.ts'

export const site: Site = { mount: mountPages, problem: problemPage }
