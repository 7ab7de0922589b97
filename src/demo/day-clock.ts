// Gives the steps of a timeline their instants: a day begins at 08:00 in Vietnam, and what follows comes later.
const startOfWork = 8 * 3600
const minute = 60
const pause = 20

export interface DayClock {
  /** Begins a step on that day; answers whether the day is a new one. */
  begin(on: string): boolean
  /** The next instant of the step. */
  next(): string
}

export function dayClock(): DayClock {
  let day = ''
  let seconds = startOfWork
  return {
    begin(on) {
      const fresh = on !== day
      seconds = fresh ? startOfWork : Math.ceil(seconds / minute) * minute
      day = on
      return fresh
    },
    next() {
      // Vietnam is seven hours ahead of UTC all the year.
      const at = new Date(Date.parse(`${day}T00:00:00+07:00`) + seconds * 1000).toISOString()
      seconds += pause
      return at
    },
  }
}
