/** Rows a block: its log densities and centred columns stay in the nearest cache. */
export const blockRows = 128;
