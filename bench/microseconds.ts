// How long a piece of work takes, in microseconds: warmed up, then the best of five rounds, the one that was disturbed least.
const rounds = 5

export function microseconds(times: number, work: () => void): number {
  for (let warm = 0; warm < times; warm++) work()
  const each = Math.ceil(times / rounds)
  const took = Array.from({ length: rounds }, () => {
    const start = performance.now()
    for (let n = 0; n < each; n++) work()
    return ((performance.now() - start) * 1000) / each
  })
  return Math.min(...took)
}
