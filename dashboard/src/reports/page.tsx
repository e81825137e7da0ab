import { t } from '@lingui/core/macro';
import { Page } from '../ui/page.tsx';
import { useQueryParams } from '../ui/query-params.ts';
import { Tabbed } from '../ui/tabbed.tsx';
import { Decisions } from './decisions.tsx';
import { OwnReports } from './own.tsx';

const tabs = () =>
  [
    { name: 'mine', label: t`My reports` },
    { name: 'decisions', label: t`Decisions about me` },
  ] as const;

/** What I have reported, and what was decided about me. */
export default function Reports() {
  const { params, change } = useQueryParams<'tab'>();
  const tab = params.get('tab') === 'decisions' ? 'decisions' : 'mine';
  return (
    <Page title={t`Reports`} narrow>
      <Tabbed tabs={tabs()} shown={tab} onChange={(name) => change({ tab: name })}>
        {tab === 'mine' ? <OwnReports /> : <Decisions />}
      </Tabbed>
    </Page>
  );
}
