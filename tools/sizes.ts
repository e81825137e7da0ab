import { readArgs } from './args.ts';
import { main } from './emulators/progress.ts';
import { sizesOfBuild } from './sizes/build.ts';

const USAGE = 'npm run sizes   how much JavaScript each part of the built dashboard needs, gzipped';

await main(async () => {
  readArgs(USAGE, {});
  const { first, later } = sizesOfBuild();
  const row = (kilobytes: number, name: string) => `${kilobytes.toFixed(1).padStart(7)} kB  ${name}`;
  const rows = later.toSorted((a, b) => b.kilobytes - a.kilobytes).map(({ kilobytes, name }) => row(kilobytes, name));
  console.log([row(first, 'the first page: the sign-in form'), '', 'Later, beside that:', ...rows].join('\n'));
});
