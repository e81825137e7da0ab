import { t } from '@lingui/core/macro';
import { Select } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { type Control, Controller } from 'react-hook-form';
import { language, locale } from '../language/language.ts';
import type { Values } from './form-values.ts';
import { ownZone, placeOfZone, zoneName } from './when.ts';

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

const byName = new Intl.Collator(locale);

/** Zones whose place is asked for at once: each takes a good part of a millisecond. */
const AT_ONCE = 20;

/** The places of zones in the language of the page, bit by bit; none in English, which the names of the zones are in. */
function usePlaces(zones: readonly string[]): ReadonlyMap<string, string> {
  const [places, setPlaces] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    if (language === 'en') return;
    const found = new Map<string, string>();
    const look = () => {
      for (const zone of zones.slice(found.size, found.size + AT_ONCE)) found.set(zone, placeOfZone(zone));
      if (found.size === zones.length) setPlaces(found);
      else timer = setTimeout(look);
    };
    let timer = setTimeout(look);
    return () => clearTimeout(timer);
  }, [zones]);
  return places;
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
  const zones = useMemo(() => [...new Set([...known(), ownZone(), value, 'UTC'])].sort(), [value]);
  const places = usePlaces(zones);
  // Not at each key that is typed into the times: they are hundreds.
  const data = useMemo(() => {
    const labelled = zones.map((zone) => {
      const name = zone.replaceAll('_', ' ');
      const place = places.get(zone) ?? (zone === value ? placeOfZone(zone) : '');
      return { value: zone, label: language === 'en' || !place || place === name ? name : `${place} (${name})` };
    });
    return places.size > 0 ? labelled.sort((a, b) => byName.compare(a.label, b.label)) : labelled;
  }, [zones, places, value]);
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
