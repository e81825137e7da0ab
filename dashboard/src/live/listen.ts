import type { DocumentData, DocumentSnapshot, Query, QuerySnapshot } from 'firebase/firestore';
import { firestore, type Store } from './firebase.ts';

/** Seconds before a listener that broke off starts again. */
const BACKOFF = [1, 2, 5, 15, 60];
/** Milliseconds without a first answer after which a listener counts as down; a firewall refuses nothing, it is silent. */
const PATIENCE = 4000;

interface Heard {
  metadata: { fromCache: boolean };
}

/**
 * Listens until the returned function is called, and starts again when it breaks off.
 * @param subscribe starts a listener that also hears of changes of the metadata, and returns what ends it
 * @param onSnapshot told what the listener hears, and whether it is up to date from now on
 * @param onState whether what was last heard is still being kept up to date
 */
function keepListening<S extends Heard>(
  subscribe: (store: Store, next: (snapshot: S) => void, failed: () => void) => () => void,
  onSnapshot: (snapshot: S, isFirst: boolean) => void,
  onState: (live: boolean) => void,
): () => void {
  let stopped = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let detach = () => {};
  const silence = setTimeout(() => onState(false), PATIENCE);

  const again = () => {
    if (stopped) return;
    onState(false);
    const seconds = BACKOFF[Math.min(failures, BACKOFF.length - 1)] ?? 60;
    failures += 1;
    timer = setTimeout(attach, seconds * 1000);
  };
  const attach = async () => {
    try {
      const store = await firestore();
      if (stopped) return;
      let heard = false;
      let wasLive = false;
      detach = subscribe(
        store,
        (snapshot) => {
          const live = !snapshot.metadata.fromCache;
          clearTimeout(silence);
          onState(live);
          if (live) failures = 0;
          // Without a connection the SDK answers from its empty cache: that isn't news, and nothing is not an answer.
          if (!heard && !live) return;
          // Meanwhile the API may have answered in its place.
          onSnapshot(snapshot, live && !wasLive);
          heard = true;
          wasLive = live;
        },
        again,
      );
    } catch {
      again();
    }
  };
  void attach();
  return () => {
    stopped = true;
    clearTimeout(timer);
    clearTimeout(silence);
    detach();
  };
}

const METADATA = { includeMetadataChanges: true };

/**
 * Listens to a query until the returned function is called, and starts again when it breaks off.
 * @param onState whether what was last heard is still being kept up to date
 */
export const listen = (
  build: (store: Store) => Query<DocumentData>,
  onSnapshot: (snapshot: QuerySnapshot<DocumentData>) => void,
  onState: (live: boolean) => void,
): (() => void) =>
  keepListening<QuerySnapshot<DocumentData>>(
    (store, next, failed) => store.sdk.onSnapshot(build(store), METADATA, next, failed),
    (snapshot, isBack) => {
      if (isBack || snapshot.docChanges().length > 0) onSnapshot(snapshot);
    },
    onState,
  );

/** The same with one document, where the rules let nobody list them. @param onDocument told null while there is none */
export const listenToDocument = (
  path: string,
  onDocument: (data: DocumentData | null) => void,
  onState: (live: boolean) => void,
): (() => void) =>
  keepListening<DocumentSnapshot<DocumentData>>(
    ({ db, sdk }, next, failed) => sdk.onSnapshot(sdk.doc(db, path), METADATA, next, failed),
    (snapshot) => onDocument(snapshot.data() ?? null),
    onState,
  );
