import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../tools/emulators/run.ts';
import type { Ask } from './processes.ts';
import { ME } from './world.ts';

interface Encoded {
  finish(): Uint8Array;
}
interface Proto {
  google: { events: { cloud: { firestore: { v1: { DocumentEventData: { encode(message: object): Encoded } } } } } };
}

/** A profile as Firestore's events carry it. */
function document(bio: string): object {
  const text = (stringValue: string) => ({ stringValue });
  const created = { seconds: 1_767_225_600, nanos: 0 };
  return {
    name: `projects/demo-infloo-bench/databases/(default)/documents/users/${ME.id}`,
    createTime: created,
    updateTime: created,
    fields: {
      id: text(ME.id),
      username: text(ME.username),
      display_name: text('Person 0'),
      role: text('influencer'),
      bio: text(bio),
      avatar_url: { nullValue: 0 },
      company_name: text(''),
      business_category: text(''),
      location: text(''),
      social_links: { mapValue: { fields: {} } },
      is_verified: { booleanValue: true },
      connection_count: { integerValue: 40 },
      created_at: { timestampValue: created },
      username_key: text(ME.username),
      category_key: text(''),
      search_tokens: { arrayValue: { values: [] } },
    },
  };
}

/**
 * The event of a profile that has another text, as Eventarc delivers it: `onUserUpdated` looks at it, and finds that
 * nothing which is copied has changed. So all of the trigger is loaded, and Firestore's own speed isn't measured.
 */
export function profileChanged(): Ask {
  const require = createRequire(import.meta.url);
  const proto = require(join(ROOT, 'node_modules/firebase-functions/protos/compiledFirestore.js')) as Proto;
  const { DocumentEventData } = proto.google.events.cloud.firestore.v1;
  const body = Buffer.from(
    DocumentEventData.encode({ oldValue: document('before'), value: document('after') }).finish(),
  );
  const path = `users/${ME.id}`;
  return {
    method: 'POST',
    path: '/',
    body,
    headers: {
      'content-type': 'application/protobuf',
      'content-length': String(body.length),
      'ce-id': 'bench-1',
      'ce-specversion': '1.0',
      'ce-type': 'google.cloud.firestore.document.v1.updated',
      'ce-source': '//firestore.googleapis.com/projects/demo-infloo-bench/databases/(default)',
      'ce-subject': `documents/${path}`,
      'ce-time': new Date().toISOString(),
      'ce-location': 'us-central1',
      'ce-project': 'demo-infloo-bench',
      'ce-database': '(default)',
      'ce-namespace': '(default)',
      'ce-document': path,
      'ce-datacontenttype': 'application/protobuf',
    },
  };
}
