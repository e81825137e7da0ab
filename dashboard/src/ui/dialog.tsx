import { Button, Group, Modal, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useBackCloses } from './back-closes.ts';

interface Props {
  opened: boolean;
  title: string;
  children: ReactNode;
  /** What leaves everything as it is; it has the focus. */
  keep: string;
  /** What is done otherwise. */
  verb: string;
  busy?: boolean;
  onKeep: () => void;
  onConfirm: () => void;
}

/**
 * Asks before something is done that can't be taken back. There may be hundreds on a page, and one asks: it is made when it
 * is opened first. It is there closed before it opens, or it would neither fade in nor know where the focus was.
 */
export function Confirm({ opened, ...asked }: Props) {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    if (!opened) return;
    // Not at once: Mantine's portal has its children a rendering later, and would find them open.
    const frame = requestAnimationFrame(() => setThere(true));
    return () => cancelAnimationFrame(frame);
  }, [opened]);
  return (opened || isThere) && <Question opened={opened && isThere} {...asked} />;
}

/** Milliseconds within which a second press belongs to the first, as in a double click. */
const ONE_PRESS = 500;

/**
 * @param opened whether it is asked: not while the dialog fades out
 * @param busy whether what was begun is under way
 * @returns `act`, once a press; what has failed may be tried again at once
 */
function useOncePerPress(opened: boolean, busy: boolean, act: () => void): () => void {
  const pressedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!busy) pressedAt.current = Number.NEGATIVE_INFINITY;
  }, [busy]);
  return () => {
    const now = performance.now();
    if (!opened || now - pressedAt.current < ONE_PRESS) return;
    pressedAt.current = now;
    act();
  };
}

function Question({ opened, title, children, keep, verb, busy = false, onKeep, onConfirm }: Props) {
  useBackCloses(opened, onKeep);
  const confirm = useOncePerPress(opened, busy, onConfirm);
  return (
    // With a heading of its own: Mantine's header would be a second banner of the page.
    <Modal
      opened={opened}
      onClose={onKeep}
      size="sm"
      padding="lg"
      withCloseButton={false}
      attributes={{ content: { 'aria-label': title } }}
    >
      <Title order={2} mb="xs">
        {title}
      </Title>
      <Text size="sm" component="div">
        {children}
      </Text>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onKeep} data-autofocus>
          {keep}
        </Button>
        <Button color="red.8" loading={busy} onClick={confirm}>
          {verb}
        </Button>
      </Group>
    </Modal>
  );
}
