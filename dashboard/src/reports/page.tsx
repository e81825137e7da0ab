import { t } from '@lingui/core/macro';
import { Tabs } from '@mantine/core';
import { Page } from '../ui/page.tsx';
import { useQueryParams } from '../ui/query-params.ts';
import { Decisions } from './decisions.tsx';
import { OwnReports } from './own.tsx';

const tabs = () => ({ mine: t`My reports`, decisions: t`Decisions about me` });

/** What I have reported, and what was decided about me. */
export default function Reports() {
  const { params, change } = useQueryParams<'tab'>();
  const tab = params.get('tab') === 'decisions' ? 'decisions' : 'mine';
  return (
    <Page title={t`Reports`} narrow>
      <Tabs value={tab} onChange={(value) => change({ tab: value ?? '' })} keepMounted={false}>
        <Tabs.List mb="md">
          {Object.entries(tabs()).map(([name, label]) => (
            <Tabs.Tab key={name} value={name}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="mine">
          <OwnReports />
        </Tabs.Panel>
        <Tabs.Panel value="decisions">
          <Decisions />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
