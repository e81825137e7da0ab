import { randomBytes } from 'node:crypto';
import { type Actor, client, eventually, expect } from './client.ts';

export type Step = [what: string, run: () => Promise<void>];

/** What a slice has to tell. Chapters follow one another, and the people are the same in all of them. */
export interface Chapter {
  steps: Step[];
  /** What ends it, after all chapters; the last chapter's end comes first. */
  farewell?: Step[];
  /** Removes what the run has left behind: run whatever happened before. */
  cleanUp?: Step[];
}

/** A slice's chapter: `export const chapter: Tell = (stage) => ({ steps: [ … ] })`. */
export type Tell = (stage: Stage) => Chapter;

interface Notification {
  id: string;
  type: string;
  message: string;
}

/** Gives somebody every permission of staff. */
export type Appoint = (uid: string) => Promise<void>;

/** Alice, an influencer, and Bob, a brand: who plays in every chapter, and how they speak to the API. */
export class Stage {
  /** Sends a request: `send('GET /users/profile', 200, { as: alice })`. */
  readonly send: ReturnType<typeof client>;
  /** Different in every run, for names that must be new. */
  readonly run = randomBytes(4).toString('hex');
  readonly #actors = new Map<string, Actor>();

  /**
   * Makes somebody a member of staff, which can't be done over REST; undefined where the instance is out of reach for
   * that. Chapters then leave out what staff do.
   */
  readonly appoint: Appoint | undefined;

  constructor(base: string, appoint?: Appoint) {
    this.send = client(base);
    this.appoint = appoint;
  }

  get alice(): Actor {
    return this.actor('alice');
  }
  get bob(): Actor {
    return this.actor('bob');
  }

  /** @throws Error when they haven't registered */
  actor(name: string): Actor {
    const found = this.#actors.get(name);
    if (!found) throw new Error(`${name} could not be registered.`);
    return found;
  }

  /** Everybody who has registered and not left. */
  get names(): string[] {
    return [...this.#actors.keys()];
  }

  async register(name: string, role: string): Promise<void> {
    const username = `e2e_${name}_${this.run}`;
    const password = `${randomBytes(12).toString('base64url')}aA1`;
    const body = { username, email: `${username}@e2e.example`, password, role };
    const answer = await this.send('POST /users/auth/register', 201, { body });
    this.#actors.set(name, { id: answer.body.id, username, password, access: '', refresh: '' });
  }

  async login(name: string): Promise<void> {
    const { username, password } = this.actor(name);
    const { body } = await this.send('POST /users/auth/login', 200, { body: { username, password } });
    expect(body.access && body.refresh && body.firebase_token, 'access, refresh and firebase_token');
    Object.assign(this.actor(name), { access: body.access, refresh: body.refresh });
  }

  /** The account is gone: nothing is left to remove. */
  left(name: string): void {
    this.#actors.delete(name);
  }

  /** Waits for a notification. */
  told(who: Actor, type: string, message: string): Promise<Notification> {
    return eventually(`"${message}" at ${who.username}'s`, async () => {
      const { body } = await this.send('GET /notifications', 200, { as: who });
      return (body as Notification[]).find((entry) => entry.type === type && entry.message === message);
    });
  }
}
