/** Covariance floors to choose from, as shares of each column's variance; without any, a component may shrink onto a single row. */
export const floors = [1e-10, 1e-8, 1e-6, 1e-4, 1e-3, 1e-2] as const;
export const usualFloor = 1e-6;

const tens = (floor: number): string =>
  `10${[...String(Math.round(Math.log10(floor)))].map((one) => (one === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(one)])).join('')}`;

export const floorChoices: readonly { readonly value: string; readonly label: string }[] = floors.map((floor) => ({
  value: String(floor),
  label: `${tens(floor)}${floor === usualFloor ? ' (usual)' : ''}`,
}));

export const readFloor = (value: unknown): number => floors.find((one) => one === Number(value)) ?? usualFloor;
