import { t } from '@lingui/core/macro';
import { NativeSelect } from '@mantine/core';

const DAY_MS = 24 * 60 * 60 * 1000;

/** For how long staff suspend somebody. */
const durations = () => [
  { value: '1', label: t`A day` },
  { value: '3', label: t`Three days` },
  { value: '7', label: t`A week` },
  { value: '30', label: t`30 days` },
  { value: '', label: t`Until staff restore them` },
];

/** @returns when it ends, ISO 8601; null where it doesn't */
export const untilOf = (days: string): string | null =>
  days === '' ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString();

/** Chooses one of them. */
export const DurationField = ({ days, onChange }: { days: string; onChange: (days: string) => void }) => (
  <NativeSelect
    label={t`For how long?`}
    value={days}
    onChange={({ currentTarget: { value } }) => onChange(value)}
    data={durations()}
  />
);
