import { pairId } from '@api/contract/pair.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { VisuallyHidden } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useUid } from '../live/session.tsx';
import { useDrop } from '../media/use-drop.ts';
import { ReportDialogLater } from '../reports/report-dialog-later.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Failed } from '../ui/states.tsx';
import { useTitle } from '../ui/title.ts';
import { useAnnouncement } from './announce.ts';
import { Composer } from './composer.tsx';
import classes from './conversation.module.css';
import { ConversationHead } from './conversation-head.tsx';
import { useConversation } from './conversations.ts';
import { Log } from './log.tsx';
import { useOpenConversation } from './open.ts';
import { useTellsTyping } from './privacy.ts';
import { useIsLookedAt, useMarkRead } from './read.ts';
import { useRemove } from './remove.tsx';
import { rowsOf } from './rows.ts';
import { Start } from './start.tsx';
import { useThread } from './thread.ts';
import type { Correspondent, OutgoingFile } from './types.ts';
import { useIsTyping, useTellTyping } from './typing.ts';
import { TypingDots } from './typing-dots.tsx';
import { type Attached, useAttachments } from './use-attachments.ts';
import { usePending } from './use-outbox.ts';
import { useWay } from './way.ts';
import { WayBar } from './way-bar.tsx';

interface Props {
  person: Correspondent;
  /** The list that one came from. */
  back: string;
}

/** What I and somebody have written to each other, and where I write on. Another person needs another key. */
export function Conversation({ person, back }: Props) {
  const uid = useUid();
  const other = person.id;
  const name = person.display_name;
  const pair = pairId(uid, other);
  const conversation = useConversation(pair);
  const { thread, error, retry, loadOlder, isLoadingOlder, olderFailed } = useThread(pair, other);
  const { outbox, pending } = usePending(other);
  const { way, isStranger } = useWay(person, conversation, thread);
  const isOpen = conversation?.state === 'open' && conversation.can_send;
  const isTyping = useIsTyping(pair, other, isOpen);
  const tells = useTellsTyping();
  const tellTyping = useTellTyping(pair, uid, isOpen && tells);
  const attachments = useAttachments(way === 'write');
  const field = useRef<HTMLTextAreaElement>(null);
  const opener = useRef(document.activeElement);
  const [isAtEnd, setAtEnd] = useState(true);
  const { ask, dialog } = useRemove(pair);
  /** Not in its row: that goes when it is taken back, or far enough away, and with it what one is writing about it. */
  const [reported, report] = useState<string | null>(null);
  const messages = thread?.messages;
  useTitle(name);
  useMarkRead({ conversation, newest: messages?.at(-1), other, isAtEnd });
  useOpenConversation(pair, useIsLookedAt());
  const said = useAnnouncement(messages, uid, name);

  const firstNew = useFirstNew(conversation, messages, uid);
  const readAt = conversation?.seen_at ?? null;
  const rows = useMemo(
    () => rowsOf({ messages: messages ?? [], pending, uid, firstNew: firstNew ?? null, readAt }),
    [messages, pending, uid, firstNew, readAt],
  );
  useEffect(() => {
    const mine = pending.length > 0 ? messages?.filter(({ sender }) => sender === uid) : [];
    const arrived = new Set(mine?.map(({ client_id }) => client_id));
    for (const { client_id } of pending) if (arrived.has(client_id)) outbox.confirm(client_id);
    for (const message of messages ?? []) if (message.sender === uid && !message.deleted_at) outbox.arrived(message);
  }, [pending, messages, uid, outbox]);
  const actions = useMemo(
    () => ({
      retry: (id: string) => void outbox.retry(id),
      discard: (id: string) => void outbox.discard(id),
      remove: ask,
      report,
      fileOf: outbox.fileOf,
    }),
    [outbox, ask],
  );
  const send = (content: string) => {
    const base = Date.now();
    const parts = attachments.files.length > 0 ? attachments.files : [null];
    parts.forEach((file, index) => {
      void outbox.add({
        ...{ to: other, path: null, refused: null },
        client_id: crypto.randomUUID(),
        // What is written goes with the first of several files.
        content: index === 0 ? content : '',
        attachment: file && toSend(file),
        written_at: base + index,
      });
    });
    attachments.clear();
  };
  const drop = useDrop(way === 'write', attachments.take);
  const isReady = thread !== undefined && conversation !== undefined && firstNew !== undefined;
  return (
    <div className={classes.conversation} {...drop.handlers}>
      <ConversationHead
        person={person}
        back={back}
        isTyping={isTyping}
        canBlock={way !== 'closed' && way !== 'blocked'}
      />
      {isReady ? (
        <Log
          rows={rows}
          name={name}
          hasOlder={!thread.isWhole}
          isLoadingOlder={isLoadingOlder}
          olderFailed={olderFailed}
          onOlder={loadOlder}
          onAtEnd={setAtEnd}
          actions={actions}
          start={<Start person={person} isStranger={isStranger} isEmpty={rows.length === 0} />}
          end={isTyping ? <TypingDots name={name} /> : null}
        />
      ) : (
        <div className={classes.loading}>
          {error ? (
            <Failed error={error} onRetry={retry} title={t`We couldn’t load this conversation`} />
          ) : (
            <RowsLoading rows={4} />
          )}
        </div>
      )}
      {way === 'write' ? (
        <Composer
          field={field}
          opener={opener.current}
          uid={uid}
          to={person}
          attachments={attachments}
          onSend={send}
          onTyping={tellTyping}
        />
      ) : (
        <WayBar way={way} person={person} />
      )}
      {drop.isOver && (
        <div className={classes.drop} aria-hidden="true">
          <Trans>Drop it here to send it to {name}</Trans>
        </div>
      )}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {dialog}
      {reported && (
        <ReportDialogLater target={{ kind: 'message', id: reported }} what="message" onClose={() => report(null)} />
      )}
    </div>
  );
}

/** A file without what tells it from others beside what one is writing. */
const toSend = ({ id: _, ...file }: Attached): OutgoingFile => file;

type Messages = NonNullable<ReturnType<typeof useThread>['thread']>['messages'];

/** @returns the first message that was unread when one came, null where there was none; undefined until that is known */
function useFirstNew(
  conversation: ReturnType<typeof useConversation>,
  messages: Messages | undefined,
  uid: string,
): string | null | undefined {
  const [found, setFound] = useState<string | null>();
  if (found === undefined && conversation !== undefined && messages !== undefined) {
    const unread = conversation?.state === 'open' ? conversation.unread : 0;
    // Whoever has written after it has seen it, elsewhere.
    const mine = messages.findLastIndex(({ sender }) => sender === uid);
    const theirs = messages.slice(mine + 1).filter(({ deleted_at }) => deleted_at === null);
    setFound(unread > 0 ? (theirs.at(-Math.min(unread, theirs.length))?.id ?? null) : null);
  }
  return found;
}
