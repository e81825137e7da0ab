import type { Faker } from '@faker-js/faker';
import type { BulkWriter } from 'firebase-admin/firestore';
import type { z } from 'zod';
import { documentOf } from '../../functions/src/store/converter.ts';

/** What of the demo world is written where, before it is. */
export class World {
  readonly faker: Faker;
  /** Which world: the same number makes the same one. */
  readonly seed: number;
  /** How many people live in it. */
  readonly size: number;
  /** Milliseconds since the epoch, from which all times are counted back. */
  readonly now: number;
  readonly accounts: { uid: string; email: string; password: string }[] = [];
  readonly files: { path: string; save: () => Promise<void> }[] = [];
  readonly documents: {
    path: string;
    value: () => unknown;
    create: (writer: BulkWriter) => Promise<unknown>;
  }[] = [];
  /** What happens in the end, when triggers have made of the documents what they make of them. */
  readonly afterwards: (() => Promise<void>)[] = [];

  constructor({ faker, seed, size, now }: { faker: Faker; seed: number; size: number; now: number }) {
    this.faker = faker;
    this.seed = seed;
    this.size = size;
    this.now = now;
  }

  /** Adds a document. `value` is asked for when it is written: the slices after may still change what it is made of. */
  document<S extends z.ZodObject>(path: string, schema: S, value: () => z.infer<S>): void {
    this.documents.push({ path, value, create: (writer) => writer.create(documentOf(path, schema), value() as never) });
  }
}

/** A slice's part of the world: `export const make: Make = (world) => …`. No I/O; it can be made while a suite starts. */
export type Make = (world: World) => void | Promise<void>;
