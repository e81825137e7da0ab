import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../tools/emulators/run.ts';

const FILE = join(ROOT, 'bench', 'results.md');

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - (sorted.length % 2 === 0 ? 1 : 0)], sorted[middle]];
  return (low + high) / 2;
};

/** The median, with the least and the most in brackets. */
export const spread = (values: readonly number[], digits = 0): string =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;

/** A table in Markdown, its columns aligned. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Whether a goal is met, in one word. */
export const verdict = (met: boolean): string => (met ? 'met' : 'missed');

/** What was measured where: nothing that names the machine. */
const circumstances = (command: string): string =>
  `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ` +
  `${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;

/** Prints a bench's section, and puts it into `bench/results.md` in place of its last one. */
export async function publish(name: string, title: string, body: string): Promise<void> {
  const section = `## ${title}\n\n${circumstances(`npm run bench -- ${name}`)}\n\n${body}\n`;
  console.log(`\n${section}`);
  const kept = await readFile(FILE, 'utf8').catch(
    () => '# Results\n\nWritten by `npm run bench`; [README.md](README.md) says what is measured.\n',
  );
  const [head = '', ...sections] = kept.split(/^(?=## )/m);
  const others = sections.filter((text) => !text.startsWith(`## ${title}\n`));
  await writeFile(FILE, `${[head, ...[...others, section].sort()].map((text) => text.trim()).join('\n\n')}\n`);
}
