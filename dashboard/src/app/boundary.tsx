import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { AlertIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/states.tsx';

/** The last resort: a fault of ours, or a new release whose files have replaced those that this page still asks for. */
export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Empty
        icon={<AlertIcon size={24} />}
        title="This page has stopped working"
        action={<Button onClick={() => location.reload()}>Reload</Button>}
      >
        Reloading usually helps: there may be a new version of Infloo.
      </Empty>
    );
  }
}
