import type { OwnProfile } from '@api/users/schema.ts';
import { DOC_TYPES, type DocType, type Verification } from '@api/verification/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { Section } from '../ui/card.tsx';
import { EyeIcon, PeopleIcon, SearchIcon, ShieldIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { VerifiedTick } from '../ui/person.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { FailedPage } from '../ui/states.tsx';
import { useMe } from '../users/me.ts';
import { AskForm } from './ask-form.tsx';
import { History } from './history.tsx';
import { useOwnVerifications } from './live.ts';
import classes from './page.module.css';
import { docLabel } from './words.ts';

export default function VerificationPage() {
  const me = useMe();
  const { items, error, retry } = useOwnVerifications();
  if (me.data && items) return <Ready me={me.data} items={items} />;
  if (me.error) return <FailedPage error={me.error} onRetry={me.refetch} title={t`We couldn’t load your profile`} />;
  if (error) return <FailedPage error={error} onRetry={retry} title={t`We couldn’t load your requests`} />;
  return <PageLoading />;
}

const isOpen = ({ status }: Verification): boolean => status === 'pending' || status === 'approved';

function Ready({ me, items }: { me: OwnProfile; items: readonly Verification[] }) {
  const free = DOC_TYPES.filter((type) => !items.some((each) => each.doc_type === type && isOpen(each)));
  const [chosen, setChosen] = useState<DocType | null>(null);
  const form = useRef<HTMLDivElement>(null);
  // Once something is sent in, another paper is up to the person.
  const first = free.length === DOC_TYPES.length ? DOC_TYPES[0] : null;
  const type = chosen && free.includes(chosen) ? chosen : first;
  const again = (wanted: DocType) => {
    setChosen(wanted);
    form.current?.scrollIntoView({ block: 'start' });
    form.current?.querySelector<HTMLElement>('input:checked, button')?.focus({ preventScroll: true });
  };
  return (
    <Page title={t`Verification`} narrow>
      {me.is_verified ? <Verified items={items} /> : <Purpose />}
      {items.length > 0 && <History items={items} free={free} onAgain={again} />}
      <div ref={form} className={classes.anchor}>
        {free.length > 0 && <AskForm type={type} free={free} me={me} onType={setChosen} />}
      </div>
    </Page>
  );
}

const gains = () => [
  { icon: PeopleIcon, text: t`A tick stands beside your name, wherever others see it.` },
  { icon: SearchIcon, text: t`You come first when people search.` },
  {
    icon: EyeIcon,
    text: t`Only Infloo’s staff opens your document. You see here when they did, and 30 days after the decision it is deleted.`,
  },
];

/** What it is for, for those who haven't done it. */
function Purpose() {
  return (
    <Section title={t`Show that you are who you say you are`} extra={<ShieldIcon size={24} className={classes.mark} />}>
      <ul className={classes.gains}>
        {gains().map(({ icon: Icon, text }) => (
          <li key={text}>
            <Icon size={20} />
            {text}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Verified({ items }: { items: readonly Verification[] }) {
  const approved = items.filter(({ status }) => status === 'approved');
  return (
    <Section title={t`You are verified`} extra={<VerifiedTick size={24} />}>
      <ul className={classes.approved} aria-label={t`Approved`}>
        {approved.map(({ id, doc_type, name }) => (
          <li key={id}>
            <span>{docLabel(doc_type)}</span>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed">
        <Trans>
          The tick holds for what was approved. If you change it in your profile, you have to be verified anew.
        </Trans>
      </Text>
    </Section>
  );
}
