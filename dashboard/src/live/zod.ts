import { config } from 'zod/v4';

// zod would try whether it may compile its checks with `new Function`: the Content-Security-Policy forbids that, and
// the attempt alone is a violation. The build has whoever imports `zod` import this, so that it comes before any schema.
config({ jitless: true });

export * from 'zod/v4';
