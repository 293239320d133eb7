/** How much of its component an ellipse holds; the same choice as for the scatterplot. */
export const ellipseLevels = [
  { value: 0.3934693402873666, label: '39 %', title: 'Ellipses hold 39 % of their component: one standard deviation each way' },
  { value: 0.5, label: '50 %', title: 'Ellipses hold half of their component' },
  { value: 0.95, label: '95 %', title: 'Ellipses hold 95 % of their component' },
] as const;

/** The level nearest to what the project remembers. */
export const ellipseLevel = (content: number): (typeof ellipseLevels)[number] =>
  ellipseLevels.reduce<(typeof ellipseLevels)[number]>(
    (a, b) => (Math.abs(b.value - content) < Math.abs(a.value - content) ? b : a),
    ellipseLevels[0],
  );
