import type { QueuedReport } from '@api/reports/schema.ts';
import { t } from '@lingui/core/macro';
import { Link } from 'wouter';
import { useRights } from '../live/rights.tsx';
import { Section } from '../ui/card.tsx';
import { Ago } from '../ui/time.tsx';
import classes from './reports.module.css';
import { actionLabel, categoryLabel, kindLabel } from './words.ts';

/** What was reported about somebody, for staff: each leads to its case, where one may see it. */
export function ReportsAbout({ title, reports }: { title: string; reports: readonly QueuedReport[] }) {
  const { permissions } = useRights();
  return (
    <Section title={title}>
      {reports.length === 0 && <p className={classes.dim}>{t`None.`}</p>}
      <ul className={classes.list}>
        {reports.map(({ id, target, category, created_at, decision }) => {
          const [kind, about] = [kindLabel(target.kind), categoryLabel(category)];
          const words = t`${kind}: ${about}`;
          return (
            <li key={id}>
              {permissions?.includes('reports') ? <Link href={`/staff/reports/${id}`}>{words}</Link> : words}
              <p className={classes.dim}>
                {decision ? actionLabel(decision.action) : t`Waiting`} · <Ago time={created_at} />
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
