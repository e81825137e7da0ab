import { collectionOf, paths } from '../contract/paths.ts';
import { isoNow } from '../runtime/clock.ts';
import { collection } from '../store/converter.ts';
import { PushDocument, type Sender } from './schema.ts';

/** The local suite reaches no phone: it writes down what it would have sent. */
export const recorded: Sender = async (message, devices) => {
  const record = { ...message, devices: devices.map(({ id }) => id), sent_at: isoNow() };
  await collection(collectionOf(paths.push('_')), PushDocument).add(record);
  return devices.map(() => 'sent');
};
