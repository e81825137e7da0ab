import type { DocumentData, Query, QuerySnapshot } from 'firebase/firestore';
import { firestore, type Store } from './firebase.ts';

/** Seconds before a listener that broke off starts again. */
const BACKOFF = [1, 2, 5, 15, 60];
/** Milliseconds without a first answer after which a listener counts as down; a firewall refuses nothing, it is silent. */
const PATIENCE = 4000;

/**
 * Listens to a query until the returned function is called, and starts again when it breaks off.
 * @param onState whether what was last heard is still being kept up to date
 */
export function listen(
  build: (store: Store) => Query<DocumentData>,
  onSnapshot: (snapshot: QuerySnapshot<DocumentData>) => void,
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
      detach = store.sdk.onSnapshot(
        build(store),
        { includeMetadataChanges: true },
        (snapshot) => {
          const live = !snapshot.metadata.fromCache;
          clearTimeout(silence);
          onState(live);
          if (live) failures = 0;
          // Without a connection the SDK answers from its empty cache: that isn't news, and nothing is not an answer.
          if (!heard && !live) return;
          if (!heard || snapshot.docChanges().length > 0) onSnapshot(snapshot);
          heard = true;
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
