import { conclude, dashboardTypes, lint, storageRules, texts, types, vitest } from './checks.ts';
import { main } from './emulators/progress.ts';

// The quick part of `npm test`: what needs no emulator.
await main(async () =>
  conclude([
    await types(),
    await dashboardTypes(),
    await texts(),
    await lint(),
    await storageRules(),
    await vitest('--project', 'unit'),
  ]),
);
