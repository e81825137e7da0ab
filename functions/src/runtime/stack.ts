/** @returns where an error comes from, for the log; of whatever else was thrown, what it says */
export const stackOf = (error: unknown): string | undefined => (error instanceof Error ? error.stack : String(error));
