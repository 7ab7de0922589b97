// How far reviewers who scored alone agree: the share of pairs that gave the same, and Fleiss' kappa, which takes chance off it.
export interface Agreement {
  /** Things that two or more have rated. */
  items: number
  /** Of these, those that all rated alike. */
  unanimous: number
  /** Share of pairs of reviewers that gave the same, as a mean over the items; `null` where there is no pair. */
  share: number | null
  /** 1 = all alike, 0 = as by chance; `null` where chance alone gives the same, as when one rating was given throughout. */
  kappa: number | null
}

/** Each item = the ratings it was given; `null` = not rated, and left out. */
export function agreementOf(items: readonly (readonly unknown[])[]): Agreement {
  const counted = items
    .map((ratings) => ratings.filter((one) => one !== null && one !== undefined))
    .filter((ratings) => ratings.length > 1)
  const shares = counted.map(pairsAlike)
  const unanimous = shares.filter((share) => share === 1).length
  if (counted.length === 0) return { items: 0, unanimous: 0, share: null, kappa: null }
  const share = sum(shares) / counted.length
  const all = counted.flat()
  const chance = sum([...countsOf(all).values()].map((count) => (count / all.length) ** 2))
  const kappa = chance === 1 ? null : (share - chance) / (1 - chance)
  return { items: counted.length, unanimous, share, kappa }
}

function pairsAlike(ratings: readonly unknown[]): number {
  const alike = sum([...countsOf(ratings).values()].map((count) => count * (count - 1)))
  return alike / (ratings.length * (ratings.length - 1))
}

function countsOf(ratings: readonly unknown[]): Map<unknown, number> {
  const counts = new Map<unknown, number>()
  for (const one of ratings) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
