/**
 * Seconds left, from the share done and the seconds it took: elapsed · (1 − share) / share. Null until a twentieth of
 * the work or two seconds have passed with something done, because an early guess misleads.
 */
export function eta(share: number | null, elapsed: number): number | null {
  if (share === null || share <= 0) return null;
  if (share < 0.05 && elapsed < 2) return null;
  return share >= 1 ? 0 : (elapsed * (1 - share)) / share;
}
