/** ln Γ(x) for x > 0: Stirling's series (Abramowitz & Stegun 6.1.41) after raising x above 10 by Γ(x + 1) = xΓ(x). */
export function logGamma(x: number): number {
  let raised = x;
  let product = 1;
  for (; raised < 10; raised++) product *= raised;
  const r = 1 / (raised * raised);
  const series =
    (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360)))))) / raised;
  return (raised - 0.5) * Math.log(raised) - raised + Math.log(2 * Math.PI) / 2 + series - Math.log(product);
}
