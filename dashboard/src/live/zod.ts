import { config } from 'zod';

// zod would try whether it may compile its checks with `new Function`: the Content-Security-Policy forbids that, and
// the attempt alone would show as a violation. Imported before any schema.
config({ jitless: true });
