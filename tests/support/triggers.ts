import { expect } from 'vitest';
import { type Change, runTrigger } from '../../functions/src/runtime/trigger.ts';
import { type Cost, writeChannel } from '../../functions/src/store/meter.ts';
import { TRIGGERS } from '../../functions/src/triggers.ts';

type Name = keyof typeof TRIGGERS;

/** @returns whether `path` is one that the pattern, a path with `{names}`, stands for */
const fits = (pattern: string, path: string): boolean =>
  new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);

let counter = 0;

/**
 * Delivers an event to a trigger as the platform does, and holds it to its row in the table: what it may write, and
 * what it may cost.
 * @param contended delivered into a race: a transaction that lost one runs again, and bills again
 * @returns what it cost
 */
export async function deliver(name: Name, change: Partial<Change>, { contended = false } = {}): Promise<Cost> {
  const trigger = TRIGGERS[name];
  counter += 1;
  const written: string[] = [];
  const note = (path: unknown) => written.push(String(path));
  writeChannel.subscribe(note);
  try {
    const time = new Date().toISOString();
    const event = { id: `event-${counter}`, time, params: {}, before: undefined, after: undefined, ...change };
    const { cost, told } = await runTrigger(name, trigger, event);
    const allowed = [...trigger.writes, ...('updates' in trigger ? trigger.updates : [])];
    const foreign = written.filter((path) => !allowed.some((pattern) => fits(pattern, path)));
    expect(foreign, `${name} must declare in \`writes\``).toEqual([]);
    if (contended) return cost;
    for (const unit of ['reads', 'writes', 'trips'] as const) {
      const amount = trigger.cost[unit] as number | ((told: number) => number);
      const budget = typeof amount === 'function' ? amount(told) : amount;
      const spent = unit === 'writes' ? cost.writes + cost.deletes : cost[unit];
      expect(spent, `${unit} of ${name}`).toBeLessThanOrEqual(budget);
    }
    return cost;
  } finally {
    writeChannel.unsubscribe(note);
  }
}
