import type { SearchQuery } from '@api/search/schema.ts';

/** Where search results lie in the query cache. */
export const searchKeys = { all: ['people'], people: (query: SearchQuery) => ['people', query] } as const;
