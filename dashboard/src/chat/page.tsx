import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { VisuallyHidden } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { useFills } from '../ui/fills.ts';
import { MessageIcon } from '../ui/icons.tsx';
import { NotFound } from '../ui/not-found.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { useTitle } from '../ui/title.ts';
import { Conversation } from './conversation.tsx';
import { ConversationList } from './conversation-list.tsx';
import { useConversations } from './conversations.ts';
import { useCorrespondent } from './correspondent.ts';
import classes from './page.module.css';
import { useVisibleHeight } from './use-visible-height.ts';

/** @param who the username or the id of whom one writes with, as in the address; none for the list alone */
export default function Messages({ who }: { who?: string | undefined }) {
  useVisibleHeight();
  useFills(who ? 'alone' : 'window');
  const conversations = useConversations();
  const [search] = useSearchParams();
  const box = search.get('box') === 'requests' ? 'requests' : 'inbox';
  const correspondent = useCorrespondent(who, conversations);
  const { person, error, retry, isMissing } = correspondent;
  return (
    <div className={classes.panes} data-open={who ? true : undefined}>
      <VisuallyHidden component="h1">
        {person ? t`Messages with ${{ name: person.display_name }}` : t`Messages`}
      </VisuallyHidden>
      <div className={classes.side}>
        <ConversationList conversations={conversations} box={box} open={person?.id ?? null} />
      </div>
      <div className={classes.main}>
        {!who && <Nobody />}
        {who && person && (
          <Conversation
            key={person.id}
            person={person}
            back={box === 'requests' ? '/messages?box=requests' : '/messages'}
          />
        )}
        {who && !person && (
          <div className={classes.state}>
            {isMissing ? (
              <NotFound what="person" />
            ) : error ? (
              <Failed error={error} onRetry={retry} title={t`We couldn’t load this conversation`} />
            ) : (
              <RowsLoading rows={4} />
            )}
          </div>
        )}
      </div>
    </div>
  );
}

/** Beside the list, while no conversation is open. */
function Nobody() {
  useTitle(t`Messages`);
  return (
    <div className={classes.state}>
      <Empty icon={<MessageIcon size={24} />} title={t`Your messages`}>
        <Trans>Choose a conversation, or search for somebody to write to.</Trans>
      </Empty>
    </div>
  );
}
