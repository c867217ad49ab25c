/** Waits for so many milliseconds. */
export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Gives pauses that double, from 0.25 s to 30 s. Jitter keeps clients from returning all at once. */
export function* growing(): Generator<number, never> {
  for (let ms = 250; ; ms = Math.min(30_000, ms * 2)) yield ms * (0.5 + Math.random() / 2);
}
