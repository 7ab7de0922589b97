// Evidence codes as the procedures write them: `H1-1.1-01` with its box (2018), `MC.1.1.01` (2026).

/** The code of the nth evidence of a criterion, without the brackets that texts put around it. */
export function evidenceCode(kind: 'box' | 'plain', criterion: string, serial: number): string {
  const number = String(serial).padStart(2, '0')
  const box = criterion.split('.')[0]
  return kind === 'box' ? `H${box}-${criterion}-${number}` : `MC.${criterion}.${number}`
}
