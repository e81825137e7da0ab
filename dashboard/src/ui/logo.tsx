import { t } from '@lingui/core/macro';
import { Link } from 'wouter';
import classes from './logo.module.css';

export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="#0d6e63" />
      <path
        d="M7 20.5c3.2 0 3.2-8 6.6-8s3.4 8 6.8 8c2.6 0 3.4-2.6 4.6-5"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <circle cx="25" cy="10" r="2.6" fill="#ff8a66" />
    </svg>
  );
}

export function Logo() {
  return (
    <Link href="/" className={classes.logo} aria-label={t`Infloo, home`}>
      <Mark />
      <span className={classes.word}>Infloo</span>
    </Link>
  );
}
