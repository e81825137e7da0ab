/** Where what settings show lies in the query cache. */
export const accountKeys = {
  export: ['export'],
} as const;
