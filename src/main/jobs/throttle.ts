/** Passes a value on at most once in `interval` milliseconds; values in between are dropped. Answers whether it was passed on. */
export function throttle<T>(
  interval: number,
  pass: (value: T) => void,
  now: () => number = () => performance.now(),
): (value: T) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return (value) => {
    const time = now();
    if (time - last < interval) return false;
    last = time;
    pass(value);
    return true;
  };
}
