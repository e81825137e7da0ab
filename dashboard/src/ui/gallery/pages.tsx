import { Tabs, Text } from '@mantine/core';
import { BackLink, LinkAlone } from '../alone.tsx';
import { Card, Section } from '../card.tsx';
import { Centred } from '../centred.tsx';
import { Count } from '../count.tsx';
import { NotFound } from '../not-found.tsx';
import { Example, Part } from './example.tsx';
import classes from './gallery.module.css';

export function Pages() {
  return (
    <Part title="Pages">
      <Example name="A surface, one for a list, and one with a title" wide>
        <Card>
          <Text>What is on it.</Text>
        </Card>
        <Card list>
          <Text>A list brings its own space.</Text>
        </Card>
        <Section title="With a title" extra={<LinkAlone href="/ui">See all</LinkAlone>}>
          <Text>What it is about.</Text>
        </Section>
      </Example>
      <Example name="Back to a list">
        <BackLink href="/ui" label="Back to all" />
      </Example>
      <Example name="Sides of a page" wide>
        <Tabs defaultValue="first">
          <Tabs.List>
            <Tabs.Tab value="first" rightSection={<Count>4</Count>}>
              To answer
            </Tabs.Tab>
            <Tabs.Tab value="second">Sent</Tabs.Tab>
            <Tabs.Tab value="third" disabled>
              Off
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="first">What waits for an answer.</Tabs.Panel>
          <Tabs.Panel value="second">What was sent.</Tabs.Panel>
          <Tabs.Panel value="third">Nothing.</Tabs.Panel>
        </Tabs>
      </Example>
      <Example name="A whole page for one thing to say: there is nothing here" wide>
        <div className={classes.frame}>
          <Centred>
            <NotFound />
          </Centred>
        </div>
      </Example>
    </Part>
  );
}
