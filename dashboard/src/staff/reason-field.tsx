import { LIMITS } from '@api/contract/limits.ts';
import { t } from '@lingui/core/macro';
import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  label: string;
  description: string;
  required?: boolean;
  value: string;
  /** Whether it was left out where it may not be. */
  isMissing: boolean;
  /** What else is wrong. */
  error?: ReactNode;
  onChange: (value: string) => void;
}

/** Why staff decide as they do, in words that the person reads. */
export const ReasonField = ({ isMissing, error, onChange, ...props }: Props) => (
  <Textarea
    dir="auto"
    autosize
    minRows={2}
    maxRows={6}
    maxLength={LIMITS.suspension_reason}
    error={isMissing ? t`Say why: the person is told.` : error}
    onChange={({ currentTarget: { value } }) => onChange(value)}
    {...props}
  />
);
