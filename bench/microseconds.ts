// How long a piece of work takes, in microseconds: warmed up, then the mean of many runs.
export function microseconds(times: number, work: () => void): number {
  for (let warm = 0; warm < times / 5; warm++) work()
  const start = performance.now()
  for (let n = 0; n < times; n++) work()
  return ((performance.now() - start) * 1000) / times
}
