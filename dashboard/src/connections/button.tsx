import { pairId } from '@api/contract/pair.ts';
import type { Relation } from '@api/users/schema.ts';
import { Button, type ButtonProps, Group, Modal, Skeleton, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import { call } from '../live/api.ts';
import { useUid } from '../live/session.tsx';
import { CheckIcon, ClockIcon, PlusIcon } from '../ui/icons.tsx';
import { showFailure } from '../ui/toast.tsx';
import { useSettle, useStanding } from './standing.ts';

interface Other {
  id: string;
  username: string;
  display_name: string;
}

/** The three things that can be done about a connection; each takes its answer over into the live list. */
function useActions(other: Other) {
  const uid = useUid();
  const settle = useSettle();
  const pair = pairId(uid, other.id);
  const ask = useMutation({
    mutationFn: () => call('POST /connections/request', { body: { receiver: other.id } }),
    onSuccess: (connection) => settle(other.id, pair, connection),
    onError: showFailure,
  });
  const answer = useMutation({
    mutationFn: (status: 'accepted' | 'rejected') =>
      call('PATCH /connections/{id}/action', { params: { id: pair }, body: { status } }),
    onSuccess: (connection) => settle(other.id, pair, connection),
    onError: showFailure,
  });
  const remove = useMutation({
    mutationFn: () => call('DELETE /connections/{id}', { params: { id: pair } }),
    onSuccess: () => settle(other.id, pair, null),
    onError: showFailure,
  });
  return { ask, answer, remove };
}

interface Props {
  person: Other;
  /** Where the answer that the person came in said it. */
  relation?: Relation | 'self';
  size?: ButtonProps['size'];
}

/** One button for everything that can be between two people, always as it is right now. */
export function ConnectionButton({ person, relation, size = 'sm' }: Props) {
  const standing = useStanding(person, relation);
  const { ask, answer, remove } = useActions(person);
  const name = person.display_name;
  switch (standing) {
    case 'unknown':
      return <Skeleton height={36} width={108} radius="xl" />;
    case 'self':
      return (
        <Button component={Link} href="/profile" variant="default" size={size}>
          Edit profile
        </Button>
      );
    case 'blocked':
      return (
        <Text size="sm" c="dimmed">
          You have blocked this person.
        </Text>
      );
    case 'none':
      return (
        <Button
          size={size}
          leftSection={<PlusIcon size={16} />}
          loading={ask.isPending}
          onClick={() => ask.mutate()}
          title={`Ask ${name} to connect`}
        >
          Connect
        </Button>
      );
    case 'requested_by':
      return (
        <Group gap={8} wrap="nowrap">
          <Button
            size={size}
            loading={answer.isPending && answer.variables === 'accepted'}
            disabled={answer.isPending}
            onClick={() => answer.mutate('accepted')}
            title={`Accept ${name}’s request`}
          >
            Accept
          </Button>
          <Button
            size={size}
            variant="default"
            loading={answer.isPending && answer.variables === 'rejected'}
            disabled={answer.isPending}
            onClick={() => answer.mutate('rejected')}
            title={`Decline ${name}’s request`}
          >
            Decline
          </Button>
        </Group>
      );
    case 'requested':
      return (
        <Confirmed
          size={size}
          label="Requested"
          icon={<ClockIcon size={16} />}
          title={`Your request to ${name}`}
          question={`${name} hasn’t answered yet. Do you want to withdraw your request?`}
          verb="Withdraw request"
          busy={remove.isPending}
          onConfirm={() => remove.mutateAsync()}
        />
      );
    case 'connected':
      return (
        <Confirmed
          size={size}
          label="Connected"
          icon={<CheckIcon size={16} />}
          title={`You and ${name}`}
          question={`You are connected. If you disconnect, ${name} won’t be told, and you would have to ask again.`}
          verb="Disconnect"
          busy={remove.isPending}
          onConfirm={() => remove.mutateAsync()}
        />
      );
  }
}

interface ConfirmedProps {
  label: string;
  icon: React.ReactNode;
  title: string;
  question: string;
  verb: string;
  busy: boolean;
  size: ButtonProps['size'];
  onConfirm: () => Promise<unknown>;
}

/** A state that is also a button: pressing it asks before it undoes. */
function Confirmed({ label, icon, title, question, verb, busy, size, onConfirm }: ConfirmedProps) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size={size} variant="light" leftSection={icon} onClick={open} title={title} aria-haspopup="dialog">
        {label}
      </Button>
      {/* With a heading of its own: Mantine's header would be a second banner of the page. */}
      <Modal
        opened={opened}
        onClose={close}
        size="sm"
        padding="lg"
        withCloseButton={false}
        attributes={{ content: { 'aria-label': title } }}
      >
        <Title order={2} mb="xs">
          {title}
        </Title>
        <Text size="sm">{question}</Text>
        <Group justify="flex-end" gap="sm" mt="lg">
          <Button variant="default" onClick={close} data-autofocus>
            Keep
          </Button>
          {/* The error is shown by whoever acts. */}
          <Button color="red.8" loading={busy} onClick={() => onConfirm().then(close, close)}>
            {verb}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
