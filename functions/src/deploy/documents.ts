import './options.ts';
import {
  type Change as DocumentChange,
  type FirestoreEvent,
  onDocumentCreated,
  onDocumentDeleted,
  onDocumentUpdated,
  onDocumentWritten,
} from 'firebase-functions/firestore';
import { type Change, runTrigger, SECONDS, type Trigger } from '../runtime/trigger.ts';
import { TRIGGERS } from '../triggers.ts';

export { loadFirestore } from '../firebase.ts';

type Snapshot = { data(): unknown } | undefined;
type Event<Data> = FirestoreEvent<Data, Record<string, string>>;

const changeOf = ({ id, time, params }: Event<unknown>, before: Snapshot, after: Snapshot): Change => ({
  id,
  time,
  params,
  before: before?.data(),
  after: after?.data(),
});

function deployTrigger(name: string, trigger: Trigger) {
  // Every event function of ours is idempotent, so the platform may deliver it again.
  const timeoutSeconds = trigger.seconds ?? SECONDS;
  const options = { document: trigger.path, retry: true, timeoutSeconds, ...trigger.instance };
  const made = (event: Event<Snapshot>) => runTrigger(name, trigger, changeOf(event, undefined, event.data));
  const gone = (event: Event<Snapshot>) => runTrigger(name, trigger, changeOf(event, event.data, undefined));
  const both = (event: Event<DocumentChange<{ data(): unknown }> | undefined>) =>
    runTrigger(name, trigger, changeOf(event, event.data?.before, event.data?.after));
  switch (trigger.on) {
    case 'created':
      return onDocumentCreated(options, made as never);
    case 'deleted':
      return onDocumentDeleted(options, gone as never);
    case 'updated':
      return onDocumentUpdated(options, both as never);
    case 'written':
      return onDocumentWritten(options, both as never);
    case 'sign_in_deleted':
      throw new Error(`${name} listens to Firebase Auth.`);
  }
}

export const onUserCreated = deployTrigger('onUserCreated', TRIGGERS.onUserCreated);
export const onUserUpdated = deployTrigger('onUserUpdated', TRIGGERS.onUserUpdated);
export const onConnectionWritten = deployTrigger('onConnectionWritten', TRIGGERS.onConnectionWritten);
export const onVerificationWritten = deployTrigger('onVerificationWritten', TRIGGERS.onVerificationWritten);
export const onReportWritten = deployTrigger('onReportWritten', TRIGGERS.onReportWritten);
export const onStaffWritten = deployTrigger('onStaffWritten', TRIGGERS.onStaffWritten);
export const onStoryCreated = deployTrigger('onStoryCreated', TRIGGERS.onStoryCreated);
export const onEventWritten = deployTrigger('onEventWritten', TRIGGERS.onEventWritten);
export const onAccountUpdated = deployTrigger('onAccountUpdated', TRIGGERS.onAccountUpdated);
export const onAttendeeWritten = deployTrigger('onAttendeeWritten', TRIGGERS.onAttendeeWritten);
export const onMessageWritten = deployTrigger('onMessageWritten', TRIGGERS.onMessageWritten);
export const onMessageVideoCreated = deployTrigger('onMessageVideoCreated', TRIGGERS.onMessageVideoCreated);
export const onErasureAsked = deployTrigger('onErasureAsked', TRIGGERS.onErasureAsked);
