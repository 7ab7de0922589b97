// The registry of the API: every route there is. What is not here cannot be reached.
import type { Route } from '../route.ts'
import { processRoutes } from './processes.ts'

export const routes: readonly Route[] = [...processRoutes]
