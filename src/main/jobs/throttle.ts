/** Passes a value on at most once in `interval` milliseconds; values in between are dropped. */
export function throttle<T>(
  interval: number,
  pass: (value: T) => void,
  now: () => number = () => performance.now(),
): (value: T) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (value) => {
    const time = now();
    if (time - last < interval) return;
    last = time;
    pass(value);
  };
}
