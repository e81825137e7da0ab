import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InOrder } from '../../functions/src/store/in-order.ts';

const write = fc.record({ position: fc.nat(60), data: fc.uint8Array({ minLength: 1, maxLength: 20 }) });

/** The file as a disk would have it. */
function onDisk(writes: { position: number; data: Uint8Array }[]): Buffer {
  const size = Math.max(0, ...writes.map(({ position, data }) => position + data.length));
  const file = Buffer.alloc(size);
  for (const { position, data } of writes) file.set(data, position);
  return file;
}

it('passes what a disk would have, whatever was written where', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(write, { maxLength: 30 }), async (writes) => {
      const passed: Uint8Array[] = [];
      const inOrder = new InOrder(async (data) => void passed.push(data));
      for (const { position, data } of writes) await inOrder.write(position, data);
      expect(passed).toEqual([]);
      inOrder.again();
      for (const { position, data } of writes) await inOrder.write(position, data);
      inOrder.finish();
      expect(Buffer.concat(passed)).toEqual(onDisk(writes));
    }),
  );
});

it('sees that the second time was another', async () => {
  const inOrder = new InOrder(async () => {});
  await inOrder.write(0, new Uint8Array(10));
  inOrder.again();
  await inOrder.write(0, new Uint8Array(9));
  expect(() => inOrder.finish()).toThrow();
});
