import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Languages } from '../ui/languages.tsx';
import { Mark } from '../ui/logo.tsx';
import classes from './auth-layout.module.css';

/** What the screens before signing in share: who we are on one side, the form on the other. */
export function AuthLayout({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.split}>
      <aside className={classes.brand} aria-label={t`About Infloo`}>
        <div className={classes.logo}>
          <Mark size={40} />
          Infloo
        </div>
        <div>
          <p className={classes.claim}>
            <Trans>Good work starts with knowing the right people.</Trans>
          </p>
          <p className={classes.sub}>
            <Trans>Influencers, brands and entrepreneurs meet here, and build things together.</Trans>
          </p>
        </div>
        <svg className={classes.wave} viewBox="0 0 600 300" preserveAspectRatio="none" aria-hidden="true">
          <path d="M0 190c90 0 90-120 190-120s100 120 200 120c80 0 120-60 210-110v220H0Z" />
          <path d="M0 240c110 0 120-90 230-90s120 90 220 90c60 0 100-40 150-60v120H0Z" />
        </svg>
      </aside>
      <main className={classes.main}>
        <div className={classes.form}>
          <div className={classes.small}>
            <Mark size={44} />
          </div>
          <Title order={1}>{title}</Title>
          <p className={classes.lead}>{lead}</p>
          {children}
          <div className={classes.foot}>
            <Languages />
          </div>
        </div>
      </main>
    </div>
  );
}
