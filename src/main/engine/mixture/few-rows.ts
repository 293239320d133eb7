/** Below so many rows a climb costs next to nothing, and optima are so many and so narrow that starts seldom find the best. */
export const fewRows = 200;
