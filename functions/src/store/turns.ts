import { unavailable } from '../contract/api-error.ts';

/** Somebody who waits, and what lets them go on. */
interface Waiting {
  by: string | undefined;
  go: () => void;
}

/** How many works run at once, and how many wait for it, and how long. */
export interface TurnRules {
  atOnce: number;
  mostWaiting: number;
  /** How many of one person wait. */
  mostOfOne: number;
  patienceMs: number;
}

/** Lets work wait for its turn, in the order in which it came; one person's is done one after the other. */
export class Turns {
  private readonly running: (string | undefined)[] = [];
  private readonly waiting: Waiting[] = [];
  private readonly rules: TurnRules;

  constructor(rules: TurnRules) {
    this.rules = rules;
  }

  /**
   * @param by whose it is; undefined where that is nobody's
   * @throws ApiError 503 where too many wait already, or it waited too long
   */
  async take<T>(by: string | undefined, work: () => Promise<T>): Promise<T> {
    if (this.mayRun(by)) this.running.push(by);
    else await this.wait(by);
    try {
      return await work();
    } finally {
      this.running.splice(this.running.indexOf(by), 1);
      this.letGo();
    }
  }

  private mayRun(by: string | undefined): boolean {
    return this.running.length < this.rules.atOnce && (by === undefined || !this.running.includes(by));
  }

  private async wait(by: string | undefined): Promise<void> {
    const { mostWaiting, mostOfOne, patienceMs } = this.rules;
    const own = by === undefined ? 0 : this.waiting.filter((other) => other.by === by).length;
    if (this.waiting.length >= mostWaiting || own >= mostOfOne) throw unavailable();
    await new Promise<void>((resolve, reject) => {
      const impatient = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(entry), 1);
        reject(unavailable());
      }, patienceMs);
      const entry: Waiting = {
        by,
        go: () => {
          clearTimeout(impatient);
          resolve();
        },
      };
      this.waiting.push(entry);
    });
  }

  private letGo(): void {
    for (const entry of [...this.waiting]) {
      if (!this.mayRun(entry.by)) continue;
      this.waiting.splice(this.waiting.indexOf(entry), 1);
      this.running.push(entry.by);
      entry.go();
    }
  }
}
