import { LIMITS } from '@api/contract/limits.ts';
import { CATEGORIES, type Category, type TargetKind } from '@api/reports/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Modal, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, wordsOf } from '../live/api.ts';
import { useSameKey } from '../live/same-key.ts';
import { useBackCloses } from '../ui/back-closes.ts';
import { Choices } from '../ui/choices.tsx';
import { showDone } from '../ui/toast.tsx';
import { reportKeys } from './keys.ts';
import { categoryLabel } from './words.ts';

interface Props {
  target: { kind: TargetKind; id: string };
  /** What it is for whoever reports it. */
  what: keyof ReturnType<typeof titles>;
  onClose: () => void;
}

const titles = () => ({
  person: t`Report this person`,
  story: t`Report this story`,
  event: t`Report this event`,
  message: t`Report this message`,
});

/** Asks what is wrong with something, and tells staff of it. */
export default function ReportDialog({ target, what, onClose }: Props) {
  const queries = useQueryClient();
  const withSameKey = useSameKey();
  const [category, setCategory] = useState<Category | null>(null);
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  useBackCloses(true, onClose);
  const send = useMutation({
    mutationFn: (body: { target: Props['target']; category: Category; note?: string }) =>
      withSameKey(body, (key) => call('POST /reports', { body, key })),
    onSuccess: () => {
      showDone(t`Thank you. We look at it, and tell you what becomes of it.`);
      void queries.invalidateQueries({ queryKey: reportKeys.own });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(category === null);
    if (category) send.mutate({ target, category, ...(note.trim() && { note: note.trim() }) });
  };
  const title = titles()[what];
  return (
    <Modal
      opened
      onClose={onClose}
      size="md"
      padding="lg"
      withCloseButton={false}
      attributes={{ content: { 'aria-label': title } }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <div>
            <Title order={2} mb={4}>
              {title}
            </Title>
            <Text size="sm" c="dimmed">
              <Trans>
                Nobody but our staff learns that it was you. What it looks like now is kept with your report.
              </Trans>
            </Text>
          </div>
          <Choices
            legend={t`What is wrong with it?`}
            choices={CATEGORIES.map((value) => ({ value, label: categoryLabel(value) }))}
            input={(value) => ({
              name: 'category',
              checked: category === value,
              onChange: () => {
                setCategory(value as Category);
                setMissing(false);
              },
            })}
            error={isMissing && t`Choose what it is about.`}
          />
          <Textarea
            label={t`What we should know (optional)`}
            dir="auto"
            autosize
            minRows={2}
            maxRows={6}
            maxLength={LIMITS.report_note}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          {send.error && (
            <Alert color="red" role="alert">
              {wordsOf(send.error)}
            </Alert>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={send.isPending}>
              <Trans>Send report</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
