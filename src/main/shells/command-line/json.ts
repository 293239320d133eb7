/** One object and a line feed, numbers with all their digits. (JSON knows no NaN or infinity; such a number becomes null.) */
export const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
