import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { AlertIcon } from '../ui/icons.tsx';
import { forgetFailures } from '../ui/screen.tsx';
import { Empty } from '../ui/states.tsx';
import { reloadOnce } from './reload.ts';

interface Props {
  children: ReactNode;
  /** A change of it tries again: the address, inside the shell. */
  resetKey?: string;
  /** Around what is said, where there is nothing else on the page. */
  frame?: (content: ReactNode) => ReactNode;
}

/**
 * What is shown instead of a screen that has failed: a fault of ours, or its file could not be had. It tries again when
 * one goes elsewhere, and when the line is back.
 */
export class Boundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  readonly #tryAgain = () => {
    if (!this.state.broken) return;
    forgetFailures();
    this.setState({ broken: false });
  };

  override componentDidMount() {
    window.addEventListener('online', this.#tryAgain);
  }

  override componentWillUnmount() {
    window.removeEventListener('online', this.#tryAgain);
  }

  override componentDidUpdate(before: Props) {
    if (before.resetKey !== this.props.resetKey) this.#tryAgain();
  }

  override componentDidCatch(error: unknown) {
    reloadOnce(error);
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const content = navigator.onLine ? (
      <Empty
        icon={<AlertIcon size={24} />}
        title={t`This page has stopped working`}
        action={
          <Button onClick={() => location.reload()}>
            <Trans>Reload</Trans>
          </Button>
        }
      >
        <Trans>Reloading usually helps: there may be a new version of Infloo.</Trans>
      </Empty>
    ) : (
      <Empty
        icon={<AlertIcon size={24} />}
        title={t`This page isn’t here yet`}
        action={
          <Button variant="default" onClick={this.#tryAgain}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        <Trans>You are offline, and it has not been opened before. It shows as soon as you are back.</Trans>
      </Empty>
    );
    return <div role="alert">{this.props.frame ? this.props.frame(content) : content}</div>;
  }
}
