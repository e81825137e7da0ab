import { plural, t } from '@lingui/core/macro';
import { NativeSelect } from '@mantine/core';
import { oneOf } from '../ui/query-params.ts';

const PAGE_SIZES = [10, 25, 50, 100] as const;

/** @returns the size that the address names, or the usual one */
export const pageSizeOf = (text: string | null): number => oneOf(PAGE_SIZES, text) ?? 25;

/** How many rows a page has. */
export const PageSize = ({ size, onChange }: { size: number; onChange: (size: string) => void }) => (
  <NativeSelect
    aria-label={t`Rows a page`}
    value={String(size)}
    onChange={({ currentTarget: { value } }) => onChange(value)}
    data={PAGE_SIZES.map((each) => ({
      value: String(each),
      label: plural({ rows: each }, { one: '# row', other: '# rows' }),
    }))}
  />
);
