import { t } from '@lingui/core/macro';
import { locale } from '../language/language.ts';

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const exact = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** @returns a size as people say it: "2.4 MB" */
export function sizeOf(bytes: number): string {
  const step = Math.min(2, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
  const value = bytes / 1024 ** step;
  const size = (value >= 10 || step === 0 ? whole : exact).format(value);
  if (step === 0) return t`${size} bytes`;
  return step === 1 ? t`${size} kB` : t`${size} MB`;
}
