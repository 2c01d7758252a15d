/** P(T > t) of Student's t, to 1e-12 of itself far into the tail. */
export function upperTail(t: number, freedom: number): number {
  if (t < 0) return 1 - upperTail(-t, freedom)
  const x = freedom / (freedom + t * t)
  const front = (Math.sqrt(1 - x) * x ** (freedom / 2)) / beta(freedom)
  if (x < (freedom + 2) / (freedom + 5)) return (front * fraction(x, freedom / 2, 0.5)) / freedom
  return 0.5 - front * fraction((t * t) / (freedom + t * t), 0.5, freedom / 2)
}

/** B(freedom ÷ 2, ½), from B(½, ½) = π or B(1, ½) = 2 upwards. */
function beta(freedom: number) {
  let value = freedom % 2 ? Math.PI : 2
  for (let a = freedom % 2 || 2; a < freedom; a += 2) value *= a / (a + 1)
  return value
}

/** The continued fraction of the incomplete beta function, after Lentz. */
function fraction(x: number, a: number, b: number) {
  let [value, top, under] = [1, 1, 1 - ((a + b) * x) / (a + 1)]
  under = 1 / under
  value = under
  for (let m = 1; m < 1_000; m++) {
    for (const step of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      under = 1 / (1 + step * under)
      top = 1 + step / top
      value *= top * under
    }
    if (Math.abs(top * under - 1) < 1e-16) return value
  }
  return value
}
