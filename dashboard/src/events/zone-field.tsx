import { t } from '@lingui/core/macro';
import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { type Control, Controller } from 'react-hook-form';
import type { Values } from './form-values.ts';
import { ownZone, zoneName } from './when.ts';

const known = (): string[] => (typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : []);

/** The zone whose clocks the times are typed by. */
export function ZoneField({ control, at }: { control: Control<Values>; at: number }) {
  return (
    <Controller
      control={control}
      name="time_zone"
      render={({ field: { value, onChange, ...field }, fieldState }) => (
        <ZoneSelect {...field} value={value} onChange={onChange} at={at} error={fieldState.error?.message} />
      )}
    />
  );
}

interface SelectProps {
  value: string;
  onChange: (zone: string) => void;
  onBlur: () => void;
  name: string;
  ref: React.Ref<HTMLInputElement>;
  at: number;
  error: string | undefined;
}

function ZoneSelect({ value, onChange, at, error, ...field }: SelectProps) {
  const data = useMemo(
    () =>
      [...new Set([...known(), ownZone(), value, 'UTC'])]
        .sort()
        .map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
    [value],
  );
  return (
    <Select
      label={t`Time zone`}
      description={t`These times are by clocks in ${{ zone: zoneName(value, at) }}.`}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={data}
      searchable
      allowDeselect={false}
      limit={60}
      nothingFoundMessage={t`No such zone`}
      comboboxProps={{ keepMounted: false }}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
      error={error}
      {...field}
    />
  );
}
